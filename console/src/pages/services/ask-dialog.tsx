import type { ReactNode } from "react";
import { useChange } from "../../api/use-change.ts";
import type { ButtonLook } from "../../design/button.tsx";
import { FormDialog } from "../../design/dialog.tsx";
import { ServiceError } from "./service-error.tsx";

/** Asks before a change that reaches others. Unlike a plain question it stays while the change is made, so that a refusal is read in its place. */
export function AskDialog<Output>({
  title,
  children,
  submitLabel,
  submitLook = "danger",
  renews,
  done,
  change,
  onClose,
  onDone = onClose,
}: {
  readonly title: string;
  /** What will happen. */
  readonly children: ReactNode;
  readonly submitLabel: string;
  readonly submitLook?: ButtonLook;
  readonly renews: readonly string[];
  /** What is said when it is done; undefined when what comes next says it. */
  readonly done: string | undefined;
  readonly change: () => Promise<Output>;
  readonly onClose: () => void;
  readonly onDone?: (output: Output) => void;
}): ReactNode {
  const asked = useChange(change, { renews, done: done === undefined ? undefined : () => done });
  return (
    <FormDialog
      open
      onClose={onClose}
      title={title}
      submitLabel={submitLabel}
      submitLook={submitLook}
      busy={asked.isPending}
      onSubmit={() => asked.mutate(undefined, { onSuccess: onDone })}
    >
      {children}
      <ServiceError error={asked.error} />
    </FormDialog>
  );
}
