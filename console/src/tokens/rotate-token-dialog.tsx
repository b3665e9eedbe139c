import { type ReactNode, useState } from "react";
import type { Token } from "../../../sdk/src/generated/types.ts";
import { holdSecret, type WithShownSecret } from "../api/shown-secret.ts";
import { useWorkspace } from "../api/workspace.tsx";
import { FormDialog } from "../design/dialog.tsx";
import { RadioGroup } from "../design/field.tsx";
import { ErrorNotice, Notice } from "../design/page.tsx";
import { SaveTokenDialog } from "./save-token-dialog.tsx";
import { useOnceKey } from "./use-once-key.ts";
import { useTokenChange } from "./use-token-change.ts";

const HOUR = 3600;
const GRACE_CHOICES = [
  { value: "0", label: "Stop the old secret at once", hint: "If somebody else may have it." },
  { value: `${HOUR}`, label: "1 hour" },
  { value: `${24 * HOUR}`, label: "1 day" },
  { value: `${7 * 24 * HOUR}`, label: "7 days" },
  { value: `${30 * 24 * HOUR}`, label: "30 days", hint: "The longest." },
] as const;

/** Gives a token a new secret, and shows it. Id and settings stay. */
export function RotateTokenDialog({
  token,
  onClose,
}: {
  readonly token: Token;
  readonly onClose: () => void;
}): ReactNode {
  const { client } = useWorkspace();
  const [grace, setGrace] = useState<(typeof GRACE_CHOICES)[number]["value"]>(`${24 * HOUR}`);
  const [rotated, setRotated] = useState<WithShownSecret<Token, "token">>();
  const onceKey = useOnceKey();
  const rotate = useTokenChange(async (body: { readonly graceSeconds: number }) =>
    setRotated(holdSecret(await client.tokens.rotate(token.id, body, { idempotencyKey: onceKey(body) }), "token")),
  );
  if (rotated?.token) return <SaveTokenDialog token={rotated} secret={rotated.token} onClose={onClose} />;
  return (
    <FormDialog
      open
      onClose={onClose}
      title={`Rotate ${token.label}`}
      description="The token gets a new secret. Its id and settings stay."
      submitLabel="Rotate"
      busy={rotate.isPending}
      onSubmit={() => rotate.mutate({ graceSeconds: Number(grace) })}
    >
      {token.rotation === null ? undefined : (
        <Notice tone="warning">
          <p>A rotation is running. This one ends it: the secret before the present one stops at once.</p>
        </Notice>
      )}
      <RadioGroup
        legend="How long the old secret still counts"
        choices={GRACE_CHOICES}
        value={grace}
        onChange={setGrace}
      />
      {rotate.error === null ? undefined : <ErrorNotice error={rotate.error} />}
    </FormDialog>
  );
}
