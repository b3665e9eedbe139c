import type { ReactNode } from "react";
import type { ShownSecret } from "../../api/shown-secret.ts";
import { Button } from "../../design/button.tsx";
import { Dialog } from "../../design/dialog.tsx";
import { Notice } from "../../design/page.tsx";
import { SecretLine, useSecretUntilClosed } from "../../design/secret-line.tsx";

/** The only time that a signing secret is shown. */
export function SecretDialog({
  secret,
  onClose,
}: {
  readonly secret: ShownSecret;
  readonly onClose: () => void;
}): ReactNode {
  useSecretUntilClosed(secret);
  return (
    <Dialog
      open
      sticky
      onClose={onClose}
      title="Save the signing secret now"
      footer={
        <Button look="primary" onClick={onClose}>
          I have saved it
        </Button>
      }
    >
      <Notice tone="warning">
        <p>It is shown this once and never again. Whoever has it can sign messages as if they came from here.</p>
      </Notice>
      <SecretLine secret={secret} what="signing secret" />
      <p className="small muted">
        Give it to the receiver, which checks each message with it: <code>verifyWebhook</code> of the SDK, or any
        library for Standard Webhooks.
      </p>
    </Dialog>
  );
}
