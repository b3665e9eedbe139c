import { CSPProvider } from "@base-ui/react/csp-provider";
import type { ReactNode } from "react";
import { ConfirmProvider } from "./confirm.tsx";
import { ToastProvider } from "./toast.tsx";

/** What the design's parts need around them. Style elements are refused by our own policy, so none are made. */
export function Providers({ children }: { readonly children: ReactNode }): ReactNode {
  return (
    <CSPProvider disableStyleElements>
      <ToastProvider>
        <ConfirmProvider>{children}</ConfirmProvider>
      </ToastProvider>
    </CSPProvider>
  );
}
