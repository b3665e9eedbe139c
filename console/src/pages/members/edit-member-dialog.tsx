import { type ReactNode, useState } from "react";
import type { GrantableRights, Member } from "../../../../sdk/src/generated/types.ts";
import { useChange } from "../../api/use-change.ts";
import { useWorkspace } from "../../api/workspace.tsx";
import { FormDialog } from "../../design/dialog.tsx";
import { Notice } from "../../design/page.tsx";
import { PeopleError } from "./people-error.tsx";
import { changedRights, levelsOf } from "./rights.ts";
import { RightsFields } from "./rights-fields.tsx";

/** Role, APIs and services of a member. They hold for sessions and tokens from the next request. */
export function EditMemberDialog({
  member,
  grantable,
  isOneself,
  onClose,
}: {
  readonly member: Member;
  readonly grantable: GrantableRights;
  readonly isOneself: boolean;
  readonly onClose: () => void;
}): ReactNode {
  const { client } = useWorkspace();
  const { role, scopes, services } = member;
  const [rights, setRights] = useState({ role, levels: levelsOf(scopes), services });
  const update = useChange(() => client.members.update(member.id, changedRights(member, rights)), {
    renews: ["members", "grantable-rights", ...(isOneself ? ["whoami"] : [])],
    done: () => `Saved the rights of ${member.email}.`,
  });
  return (
    <FormDialog
      open
      onClose={onClose}
      title={`Rights of ${member.email}`}
      description="They hold from the next request, and are a ceiling on each of their tokens."
      submitLabel="Save"
      busy={update.isPending}
      onSubmit={() => update.mutate(undefined, { onSuccess: onClose })}
    >
      {isOneself ? (
        <Notice tone="warning">
          <p>These are your own rights. What you take from yourself, only somebody else can give back.</p>
        </Notice>
      ) : undefined}
      <RightsFields grantable={grantable} present={member} rights={rights} onChange={setRights} error={update.error} />
      <PeopleError error={update.error} />
    </FormDialog>
  );
}
