import type { ReactNode } from "react";
import { useChange } from "../../api/use-change.ts";
import { FormDialog } from "../../design/dialog.tsx";
import { PeopleError } from "./people-error.tsx";

/** Asks before somebody's sessions or tokens are stopped. A refusal stays in sight. */
export function StateDialog({
  title,
  children,
  submitLabel,
  renews,
  done,
  change,
  onClose,
}: {
  readonly title: string;
  /** What will happen. */
  readonly children: ReactNode;
  readonly submitLabel: string;
  readonly renews: readonly string[];
  readonly done: string;
  readonly change: () => Promise<unknown>;
  readonly onClose: () => void;
}): ReactNode {
  const stop = useChange(change, { renews, done: () => done });
  return (
    <FormDialog
      open
      onClose={onClose}
      title={title}
      submitLabel={submitLabel}
      submitLook="danger"
      busy={stop.isPending}
      onSubmit={() => stop.mutate(undefined, { onSuccess: onClose })}
    >
      {children}
      <PeopleError error={stop.error} />
    </FormDialog>
  );
}
