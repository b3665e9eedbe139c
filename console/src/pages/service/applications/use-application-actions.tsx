import { Ban, Gauge, History, Pencil, Play, RotateCw, Trash2 } from "lucide-react";
import { useLocation } from "wouter";
import type { Application } from "../../../../../sdk/src/generated/types.ts";
import { useChange } from "../../../api/use-change.ts";
import { useWorkspace } from "../../../api/workspace.tsx";
import type { Action } from "../../../design/menu.tsx";
import { useNotifications } from "../../../design/toast.tsx";
import { workspacePath } from "../../../paths.ts";
import type { ApplicationDialog } from "./application-dialogs.tsx";

/** What the person may do with an application. */
export function useApplicationActions(
  open: (dialog: ApplicationDialog) => void,
): (application: Application) => readonly Action[] {
  const { workspaceId, client, can } = useWorkspace();
  const [, navigate] = useLocation();
  const { failed } = useNotifications();
  const resume = useChange(({ id }: Application) => client.applications.resume(id), {
    renews: ["applications"],
    done: ({ name }) => `Resumed ${name}.`,
  });
  return (application) => {
    const { id, state } = application;
    const offered: (Action & { readonly isOffered: boolean })[] = [
      {
        id: "usage",
        label: "Usage",
        icon: <Gauge aria-hidden />,
        isOffered: can("getApplicationUsage"),
        onSelect: () => open({ type: "usage", application }),
      },
      {
        id: "edit",
        label: "Edit and set limits",
        icon: <Pencil aria-hidden />,
        isOffered: can("updateApplication"),
        onSelect: () => open({ type: "edit", application }),
      },
      {
        id: "rotate",
        label: "Rotate key",
        icon: <RotateCw aria-hidden />,
        isOffered: can("rotateApplicationKey"),
        onSelect: () => open({ type: "rotate", application }),
      },
      {
        id: "history",
        label: "Changes to it",
        icon: <History aria-hidden />,
        isOffered: can("listAuditEvents"),
        onSelect: () => navigate(workspacePath(workspaceId, `audit?targetType=application&targetId=${id}`)),
      },
      {
        id: "suspend",
        label: "Suspend",
        icon: <Ban aria-hidden />,
        isOffered: state === "active" && can("suspendApplication"),
        onSelect: () => open({ type: "suspend", application }),
      },
      {
        id: "resume",
        label: "Resume",
        icon: <Play aria-hidden />,
        isOffered: state === "suspended" && can("resumeApplication"),
        onSelect: () => resume.mutate(application, { onError: failed }),
      },
      {
        id: "delete",
        label: "Delete",
        icon: <Trash2 aria-hidden />,
        danger: true,
        isOffered: can("deleteApplication"),
        onSelect: () => open({ type: "delete", application }),
      },
    ];
    return offered.filter(({ isOffered }) => isOffered);
  };
}
