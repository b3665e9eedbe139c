import { useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useLocation } from "wouter";
import type { Member } from "../../../../sdk/src/generated/types.ts";
import { SIGN_IN_KEY } from "../../api/use-sign-in.ts";
import { useWorkspace } from "../../api/workspace.tsx";
import { HOME } from "../../paths.ts";
import { EditMemberDialog } from "./edit-member-dialog.tsx";
import { InvitationDialog } from "./invitation-dialog.tsx";
import { InviteDialog } from "./invite-dialog.tsx";
import { RemoveDialog } from "./remove-dialog.tsx";
import { StateDialog } from "./state-dialog.tsx";
import { WithGrantableRights } from "./with-grantable-rights.tsx";

/** Which dialog of the page is open, and about whom. */
export type MemberDialog =
  | { readonly type: "invite" }
  | { readonly type: "invitation" | "edit" | "suspend" | "remove"; readonly member: Member };

export function MemberDialogs({
  dialog,
  onDialog,
}: {
  readonly dialog: MemberDialog | undefined;
  readonly onDialog: (dialog: MemberDialog | undefined) => void;
}): ReactNode {
  const { workspaceName, client, identity } = useWorkspace();
  const queries = useQueryClient();
  const [, navigate] = useLocation();
  const close = (): void => onDialog(undefined);
  if (dialog === undefined) return undefined;
  if (dialog.type === "invite") {
    return (
      <WithGrantableRights title="Invite a member" onClose={close}>
        {(grantable) => (
          <InviteDialog
            grantable={grantable}
            onClose={close}
            onInvited={(member) => onDialog({ type: "invitation", member })}
          />
        )}
      </WithGrantableRights>
    );
  }
  const { member } = dialog;
  const isOneself = member.id === identity.id;
  switch (dialog.type) {
    case "invitation":
      return <InvitationDialog member={member} workspaceName={workspaceName} onClose={close} />;
    case "edit":
      return (
        <WithGrantableRights title={`Rights of ${member.email}`} onClose={close}>
          {(grantable) => (
            <EditMemberDialog member={member} grantable={grantable} isOneself={isOneself} onClose={close} />
          )}
        </WithGrantableRights>
      );
    case "suspend":
      return (
        <StateDialog
          title={`Suspend ${member.email}?`}
          submitLabel="Suspend"
          renews={["members", "tokens"]}
          done={`Suspended ${member.email}.`}
          change={() => client.members.suspend(member.id)}
          onClose={close}
        >
          <p>
            {isOneself ? "This is you. Your" : "Their"} sessions and{" "}
            {member.tokenCount === 0 ? "tokens" : `${describeTokens(member.tokenCount)}`} stop until somebody reinstates{" "}
            {isOneself ? "you" : "them"}: private tokens with the next request, public ones within 10 seconds.
          </p>
        </StateDialog>
      );
    case "remove":
      return (
        <RemoveDialog
          owner={{ type: "member", id: member.id }}
          name={member.email}
          tokenCount={member.tokenCount}
          verb={member.state === "invited" ? "Take back" : "Remove"}
          renews={["members"]}
          remove={() => client.members.remove(member.id)}
          onClose={close}
          onRemoved={() => {
            if (!isOneself) return;
            void queries.invalidateQueries({ queryKey: SIGN_IN_KEY });
            navigate(HOME);
          }}
        >
          <p>
            {isOneself ? "This is you: you lose access to the workspace at once. " : ""}
            {member.state === "invited"
              ? "They cannot join with it any more. They can be invited again."
              : "They cannot sign in to this workspace any more. They can be invited again. The audit log keeps what they did."}
          </p>
        </RemoveDialog>
      );
  }
}

function describeTokens(count: number): string {
  return count === 1 ? "1 token" : `${count} tokens`;
}
