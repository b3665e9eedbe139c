import { useLocation } from "wouter";
import type { ServiceAccount } from "../../../../sdk/src/generated/types.ts";
import { useChange } from "../../api/use-change.ts";
import { useWorkspace } from "../../api/workspace.tsx";
import type { Action } from "../../design/menu.tsx";
import { useNotifications } from "../../design/toast.tsx";
import { workspacePath } from "../../paths.ts";
import { holdsMore } from "../members/rights.ts";
import type { AccountDialog } from "./account-dialogs.tsx";

/** What the person may do with a service account. */
export function useAccountActions(
  open: (dialog: AccountDialog) => void,
): (account: ServiceAccount) => readonly Action[] {
  const { workspaceId, client, identity, can } = useWorkspace();
  const [, navigate] = useLocation();
  const { failed } = useNotifications();
  const enable = useChange((account: ServiceAccount) => client.serviceAccounts.enable(account.id), {
    renews: ["service-accounts", "tokens"],
    done: ({ name }) => `Enabled ${name}: its tokens work again.`,
  });
  return (account) => {
    const { name, state } = account;
    const disabledReason = holdsMore(account, identity) ? "It holds more than you." : undefined;
    const offered: (Action & { readonly isOffered: boolean })[] = [
      {
        id: "edit",
        label: "Edit",
        isOffered: can("updateServiceAccount"),
        disabledReason,
        onSelect: () => open({ type: "edit", account }),
      },
      {
        id: "tokens",
        label: "Show its tokens",
        isOffered: can("listTokens"),
        onSelect: () => navigate(workspacePath(workspaceId, `access-tokens?ownerType=service_account&ownerId=${name}`)),
      },
      {
        id: "history",
        label: "Changes to it",
        isOffered: can("listAuditEvents"),
        onSelect: () => navigate(workspacePath(workspaceId, `audit?targetType=service_account&targetId=${name}`)),
      },
      {
        id: "disable",
        label: "Disable",
        isOffered: state === "active" && can("disableServiceAccount"),
        disabledReason,
        onSelect: () => open({ type: "disable", account }),
      },
      {
        id: "enable",
        label: "Enable",
        isOffered: state === "disabled" && can("enableServiceAccount"),
        disabledReason,
        onSelect: () => enable.mutate(account, { onError: failed }),
      },
      {
        id: "delete",
        label: "Delete",
        danger: true,
        isOffered: can("deleteServiceAccount"),
        disabledReason,
        onSelect: () => open({ type: "delete", account }),
      },
    ];
    return offered.filter(({ isOffered }) => isOffered);
  };
}
