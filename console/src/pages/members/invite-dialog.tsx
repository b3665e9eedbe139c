import { type ReactNode, useState } from "react";
import type { GrantableRights, Member } from "../../../../sdk/src/generated/types.ts";
import { fieldError } from "../../api/describe-error.ts";
import { useChange } from "../../api/use-change.ts";
import { useWorkspace } from "../../api/workspace.tsx";
import { FormDialog } from "../../design/dialog.tsx";
import { TextField } from "../../design/field.tsx";
import { PeopleError } from "./people-error.tsx";
import { scopesOf, startRights } from "./rights.ts";
import { RightsFields } from "./rights-fields.tsx";

/** Invites an email address to what the inviter may give. */
export function InviteDialog({
  grantable,
  onClose,
  onInvited,
}: {
  readonly grantable: GrantableRights;
  readonly onClose: () => void;
  readonly onInvited: (member: Member) => void;
}): ReactNode {
  const { client } = useWorkspace();
  const [email, setEmail] = useState("");
  const [rights, setRights] = useState(() => startRights(grantable));
  const invite = useChange(
    () =>
      client.members.invite({
        email: email.trim(),
        role: rights.role,
        scopes: scopesOf(rights.levels),
        services: rights.services,
      }),
    { renews: ["members"] },
  );
  return (
    <FormDialog
      open
      onClose={onClose}
      title="Invite a member"
      description="They join with their first sign-in. No mail is sent: you tell them where the console is."
      submitLabel="Invite"
      busy={invite.isPending}
      onSubmit={() => invite.mutate(undefined, { onSuccess: onInvited })}
    >
      <TextField
        label="Email address"
        type="email"
        required
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
        hint="The one that their sign-in has verified."
        error={fieldError(invite.error, "/email")}
      />
      <RightsFields grantable={grantable} rights={rights} onChange={setRights} error={invite.error} />
      <PeopleError error={invite.error} fields={["/email"]} />
    </FormDialog>
  );
}
