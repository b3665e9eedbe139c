import { type ReactNode, useState } from "react";
import type { Webhook } from "../../../../sdk/src/generated/types.ts";
import { holdSecret, type WithShownSecret } from "../../api/shown-secret.ts";
import { useChange } from "../../api/use-change.ts";
import { useWorkspace } from "../../api/workspace.tsx";
import { FormDialog } from "../../design/dialog.tsx";
import { RadioGroup } from "../../design/field.tsx";
import { ErrorNotice, Notice } from "../../design/page.tsx";

const DAY = 86_400;
const GRACES = [
  { value: String(DAY), label: "1 day" },
  { value: String(7 * DAY), label: "7 days" },
  {
    value: "0",
    label: "Not at all",
    hint: "For a secret that leaked. Receivers refuse messages until they have the new one.",
  },
] as const;

/** Gives a webhook a new secret. */
export function RotateDialog({
  webhook,
  onClose,
  onRotated,
}: {
  readonly webhook: Webhook;
  readonly onClose: () => void;
  readonly onRotated: (webhook: WithShownSecret<Webhook, "secret">) => void;
}): ReactNode {
  const { client } = useWorkspace();
  const [grace, setGrace] = useState<(typeof GRACES)[number]["value"]>(GRACES[0].value);
  const rotate = useChange(
    async () => holdSecret(await client.webhooks.rotateSecret(webhook.id, { graceSeconds: Number(grace) }), "secret"),
    { renews: ["webhooks"] },
  );
  return (
    <FormDialog
      open
      onClose={onClose}
      title={`Rotate the secret of ${webhook.label ?? webhook.url}`}
      submitLabel="Rotate"
      busy={rotate.isPending}
      onSubmit={() => rotate.mutate(undefined, { onSuccess: onRotated })}
    >
      {webhook.secretRotation === null ? undefined : (
        <Notice tone="warning">
          <p>A rotation is running. The secret before the present one ends now.</p>
        </Notice>
      )}
      <RadioGroup
        legend="How long messages are signed with the old secret, too"
        choices={GRACES}
        value={grace}
        onChange={setGrace}
      />
      {rotate.error === null ? undefined : <ErrorNotice error={rotate.error} />}
    </FormDialog>
  );
}
