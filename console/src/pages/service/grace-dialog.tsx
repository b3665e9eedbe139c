import { type ReactNode, useState } from "react";
import { useChange } from "../../api/use-change.ts";
import { FormDialog } from "../../design/dialog.tsx";
import { RadioGroup } from "../../design/field.tsx";
import { Notice } from "../../design/page.tsx";
import { formatInstant } from "../../design/time.tsx";
import { ServiceError } from "../services/service-error.tsx";
import { GRACES, type Grace, USUAL_GRACE } from "./grace.ts";

/** Gives a service token or an application key a new secret, after asking how long the old one is to count. */
export function GraceDialog<Output>({
  title,
  what,
  runningUntil,
  renews,
  rotate,
  onClose,
  onRotated,
}: {
  readonly title: string;
  /** "token", "key". */
  readonly what: string;
  /** End of a grace period that is running. */
  readonly runningUntil: string | undefined;
  readonly renews: readonly string[];
  readonly rotate: (graceSeconds: number) => Promise<Output>;
  readonly onClose: () => void;
  readonly onRotated: (output: Output) => void;
}): ReactNode {
  const [grace, setGrace] = useState<Grace>(USUAL_GRACE);
  const rotation = useChange(() => rotate(Number(grace)), { renews });
  return (
    <FormDialog
      open
      onClose={onClose}
      title={title}
      description={`The new ${what} is shown next.`}
      submitLabel="Rotate"
      submitLook={grace === "0" ? "danger" : "primary"}
      busy={rotation.isPending}
      onSubmit={() => rotation.mutate(undefined, { onSuccess: onRotated })}
    >
      {runningUntil === undefined ? undefined : (
        <Notice tone="warning">
          <p>
            A rotation is running until {formatInstant(runningUntil)}. The {what} before the present one ends now.
          </p>
        </Notice>
      )}
      <RadioGroup
        legend={`How long the present ${what} still counts`}
        choices={GRACES}
        value={grace}
        onChange={setGrace}
      />
      <ServiceError error={rotation.error} />
    </FormDialog>
  );
}
