import type { ReactNode } from "react";
import type { Member } from "../../../../sdk/src/generated/types.ts";
import { Button, CopyButton } from "../../design/button.tsx";
import { Dialog } from "../../design/dialog.tsx";
import { formatInstant } from "../../design/time.tsx";
import { HOME } from "../../paths.ts";

/** What the invited person has to do, to be told to them. */
export function InvitationDialog({
  member,
  workspaceName,
  onClose,
}: {
  readonly member: Member;
  readonly workspaceName: string;
  readonly onClose: () => void;
}): ReactNode {
  const address = new URL(HOME, location.origin).href;
  const end = member.invitationExpiresAt;
  return (
    <Dialog
      open
      onClose={onClose}
      title={`${member.email} is invited`}
      description="Nobody is sent a mail. Tell them this:"
      footer={
        <Button look="primary" onClick={onClose}>
          Done
        </Button>
      }
    >
      <ol className="numbered">
        <li>Open the console at the address below.</li>
        <li>
          Sign in with <strong className="wrap-anywhere">{member.email}</strong>; without an account, sign up with it
          first.
        </li>
        <li>Choose &ldquo;Join {workspaceName}&rdquo;.</li>
      </ol>
      <div className="secret">
        <code>{address}</code>
        <CopyButton value={address} what="the console's address" />
      </div>
      <p className="small muted">
        {end === null
          ? "This invitation does not end."
          : `The invitation counts until ${formatInstant(end)}. It can be renewed in the list.`}
      </p>
    </Dialog>
  );
}
