import { Ban, ExternalLink, History, Pencil, Play, Trash2 } from "lucide-react";
import { useLocation } from "wouter";
import type { Service } from "../../../../sdk/src/generated/types.ts";
import { useChange } from "../../api/use-change.ts";
import { useWorkspace } from "../../api/workspace.tsx";
import type { Action } from "../../design/menu.tsx";
import { useNotifications } from "../../design/toast.tsx";
import { workspacePath } from "../../paths.ts";
import type { ServiceDialog } from "./service-dialogs.tsx";

/** What the person may do with a service: the row's menu, its context menu, and the menu of its page. */
export function useServiceActions(
  open: (dialog: ServiceDialog) => void,
  { hasLink }: { readonly hasLink: boolean },
): (service: Service) => readonly Action[] {
  const { workspaceId, client, can } = useWorkspace();
  const [, navigate] = useLocation();
  const { failed } = useNotifications();
  const enable = useChange(({ id }: Service) => client.services.enable(id), {
    renews: ["services"],
    done: ({ name }) => `Enabled ${name}: its token works again.`,
  });
  return (service) => {
    const { id, state } = service;
    const offered: (Action & { readonly isOffered: boolean })[] = [
      {
        id: "open",
        label: "Open",
        icon: <ExternalLink aria-hidden />,
        isOffered: hasLink,
        onSelect: () => navigate(workspacePath(workspaceId, `services/${id}`)),
      },
      {
        id: "edit",
        label: "Edit",
        icon: <Pencil aria-hidden />,
        isOffered: can("updateService"),
        onSelect: () => open({ type: "edit", service }),
      },
      {
        id: "history",
        label: "Changes to it",
        icon: <History aria-hidden />,
        isOffered: can("listAuditEvents"),
        onSelect: () => navigate(workspacePath(workspaceId, `audit?targetType=service&targetId=${id}`)),
      },
      {
        id: "disable",
        label: "Disable",
        icon: <Ban aria-hidden />,
        isOffered: state === "active" && can("disableService"),
        onSelect: () => open({ type: "disable", service }),
      },
      {
        id: "enable",
        label: "Enable",
        icon: <Play aria-hidden />,
        isOffered: state === "disabled" && can("enableService"),
        onSelect: () => enable.mutate(service, { onError: failed }),
      },
      {
        id: "delete",
        label: "Delete",
        icon: <Trash2 aria-hidden />,
        danger: true,
        isOffered: can("deleteService"),
        onSelect: () => open({ type: "delete", service }),
      },
    ];
    return offered.filter(({ isOffered }) => isOffered);
  };
}
