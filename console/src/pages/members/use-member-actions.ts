import { useLocation } from "wouter";
import type { Member } from "../../../../sdk/src/generated/types.ts";
import { useChange } from "../../api/use-change.ts";
import { useWorkspace } from "../../api/workspace.tsx";
import type { Action } from "../../design/menu.tsx";
import { formatInstant } from "../../design/time.tsx";
import { useNotifications } from "../../design/toast.tsx";
import { workspacePath } from "../../paths.ts";
import type { MemberDialog } from "./member-dialogs.tsx";
import { holdsMore } from "./rights.ts";

/** What the person may do with a member: the row's menu and its context menu. */
export function useMemberActions(open: (dialog: MemberDialog) => void): (member: Member) => readonly Action[] {
  const { workspaceId, client, identity, can } = useWorkspace();
  const [, navigate] = useLocation();
  const { failed } = useNotifications();
  const onError = failed;
  const renew = useChange((member: Member) => client.members.renewInvitation(member.id), {
    renews: ["members"],
    done: ({ email, invitationExpiresAt }) =>
      `${email} is invited until ${invitationExpiresAt === null ? "further notice" : formatInstant(invitationExpiresAt)}.`,
  });
  const reinstate = useChange((member: Member) => client.members.reinstate(member.id), {
    renews: ["members", "tokens"],
    done: ({ email }) => `Reinstated ${email}: their sessions and tokens work again.`,
  });
  return (member) => {
    const { id, state } = member;
    const isInvited = state === "invited";
    const disabledReason = holdsMore(member, identity) ? "They hold more than you." : undefined;
    const offered: (Action & { readonly isOffered: boolean })[] = [
      {
        id: "join",
        label: "How they join",
        isOffered: isInvited && can("inviteMember"),
        onSelect: () => open({ type: "invitation", member }),
      },
      {
        id: "renew",
        label: "Renew the invitation",
        isOffered: isInvited && can("renewInvitation"),
        disabledReason,
        onSelect: () => renew.mutate(member, { onError }),
      },
      {
        id: "edit",
        label: "Edit rights",
        isOffered: can("updateMember"),
        disabledReason,
        onSelect: () => open({ type: "edit", member }),
      },
      {
        id: "tokens",
        label: "Show their tokens",
        isOffered: !isInvited && can("listTokens"),
        onSelect: () => navigate(workspacePath(workspaceId, `access-tokens?ownerType=member&ownerId=${id}`)),
      },
      {
        id: "did",
        label: "What they did",
        isOffered: !isInvited && can("listAuditEvents"),
        onSelect: () => navigate(workspacePath(workspaceId, `audit?actorId=${id}`)),
      },
      {
        id: "history",
        label: "Changes to them",
        isOffered: can("listAuditEvents"),
        onSelect: () => navigate(workspacePath(workspaceId, `audit?targetType=member&targetId=${id}`)),
      },
      {
        id: "suspend",
        label: "Suspend",
        isOffered: state === "active" && can("suspendMember"),
        disabledReason,
        onSelect: () => open({ type: "suspend", member }),
      },
      {
        id: "reinstate",
        label: "Reinstate",
        isOffered: state === "suspended" && can("reinstateMember"),
        disabledReason,
        onSelect: () => reinstate.mutate(member, { onError }),
      },
      {
        id: "remove",
        label: isInvited ? "Take the invitation back" : "Remove",
        danger: true,
        isOffered: can("removeMember"),
        disabledReason,
        onSelect: () => open({ type: "remove", member }),
      },
    ];
    return offered.filter(({ isOffered }) => isOffered);
  };
}
