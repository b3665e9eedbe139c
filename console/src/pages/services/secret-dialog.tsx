import type { ReactNode } from "react";
import type { ShownSecret } from "../../api/shown-secret.ts";
import { Button, CopyButton } from "../../design/button.tsx";
import { Dialog } from "../../design/dialog.tsx";
import { Notice } from "../../design/page.tsx";
import { SecretLine, useSecretUntilClosed } from "../../design/secret-line.tsx";

/** A secret, for as long as this is open. Neither Escape nor a click beside it loses it. */
export function SecretDialog({
  title,
  what,
  secret,
  variable,
  warning,
  onClose,
}: {
  readonly title: string;
  /** "service token", "application key". */
  readonly what: string;
  readonly secret: ShownSecret;
  /** Name of the environment variable that the commands of the console read. */
  readonly variable: string;
  readonly warning: ReactNode;
  readonly onClose: () => void;
}): ReactNode {
  useSecretUntilClosed(secret);
  return (
    <Dialog
      open
      sticky
      onClose={onClose}
      title={title}
      footer={
        <Button look="primary" onClick={onClose}>
          I have saved it
        </Button>
      }
    >
      <Notice tone="warning">
        <p>{warning}</p>
      </Notice>
      <SecretLine secret={secret} what={what} />
      <div className="row">
        <span className="small muted grow">
          For a <code>.env</code> file: <code>{variable}=…</code>
        </span>
        <CopyButton value={() => `${variable}=${secret.text}`} what={`.env line of the ${what}`} small />
      </div>
    </Dialog>
  );
}
