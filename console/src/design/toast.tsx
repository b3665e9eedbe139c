import { Toast } from "@base-ui/react/toast";
import { X } from "lucide-react";
import { type ReactNode, useMemo } from "react";
import { describeError } from "../api/describe-error.ts";
import { Button, IconButton } from "./button.tsx";

export interface Notifications {
  /** Says that something was done. `undo` adds a button. */
  readonly done: (text: string, options?: { readonly undo?: () => void }) => void;
  /** Says why something was not done; stays until it is closed. */
  readonly failed: (error: unknown) => void;
}

const UNDO_MS = 10_000;

export function ToastProvider({ children }: { readonly children: ReactNode }): ReactNode {
  return (
    <Toast.Provider limit={3}>
      {children}
      <Toast.Portal>
        <Toast.Viewport className="toasts">
          <Toasts />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

function Toasts(): ReactNode {
  const { toasts } = Toast.useToastManager();
  return toasts.map((toast) => (
    <Toast.Root key={toast.id} toast={toast} className="toast" data-type={toast.type}>
      <Toast.Content className="row grow">
        <div className="toast-text">
          <Toast.Title render={<p />} />
          <Toast.Description className="small muted" />
        </div>
        <Toast.Action render={<Button small />} />
      </Toast.Content>
      <Toast.Close render={<IconButton small label="Close" icon={<X aria-hidden />} />} />
    </Toast.Root>
  ));
}

export function useNotifications(): Notifications {
  const { add, close } = Toast.useToastManager();
  return useMemo(
    () => ({
      done(text, { undo } = {}) {
        const id = add({
          title: text,
          ...(undo !== undefined && {
            timeout: UNDO_MS,
            actionProps: {
              children: "Undo",
              onClick() {
                close(id);
                undo();
              },
            },
          }),
        });
      },
      failed(error) {
        const { title, detail } = describeError(error);
        add({ type: "error", priority: "high", timeout: 0, title, description: detail });
      },
    }),
    [add, close],
  );
}
