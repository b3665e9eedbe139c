import type { ReactNode } from "react";
import type { GrantableRights } from "../../../../sdk/src/generated/types.ts";
import { Dialog } from "../../design/dialog.tsx";
import { ErrorNotice, Skeleton } from "../../design/page.tsx";
import { useGrantableRights } from "./use-rights.ts";

/** A dialog that needs to know what may be given: until it is known, it says that it is being read, or why it could not be. */
export function WithGrantableRights({
  title,
  onClose,
  children,
}: {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: (grantable: GrantableRights) => ReactNode;
}): ReactNode {
  const { data, error, refetch } = useGrantableRights();
  if (data !== undefined) return children(data);
  return (
    <Dialog open onClose={onClose} title={title}>
      {error === null ? <Skeleton lines={8} /> : <ErrorNotice error={error} onRetry={() => void refetch()} />}
    </Dialog>
  );
}
