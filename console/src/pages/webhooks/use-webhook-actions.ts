import type { Webhook } from "../../../../sdk/src/generated/types.ts";
import { useChange } from "../../api/use-change.ts";
import { useWorkspace } from "../../api/workspace.tsx";
import { useConfirm } from "../../design/confirm.tsx";
import type { Action } from "../../design/menu.tsx";
import { useNotifications } from "../../design/toast.tsx";
import type { WebhookDialog } from "./webhook-dialogs.tsx";

/** What the person may do with a webhook. */
export function useWebhookActions(
  open: (dialog: WebhookDialog) => void,
  showDeliveries: (webhook: Webhook) => void,
): (webhook: Webhook) => readonly Action[] {
  const { client, can } = useWorkspace();
  const { done, failed } = useNotifications();
  const confirm = useConfirm();
  const enable = useChange(
    ({ webhook, enabled }: { readonly webhook: Webhook; readonly enabled: boolean }) =>
      client.webhooks.update(webhook.id, { enabled }),
    { renews: ["webhooks"] },
  );
  const remove = useChange((webhook: Webhook) => client.webhooks.delete(webhook.id), {
    renews: ["webhooks"],
    done: () => "Deleted the webhook.",
  });
  const setEnabled = (webhook: Webhook, enabled: boolean): void =>
    enable.mutate(
      { webhook, enabled },
      {
        onError: failed,
        onSuccess: () =>
          done(`${enabled ? "Enabled" : "Disabled"} ${webhook.label ?? webhook.url}.`, {
            undo: () => setEnabled(webhook, !enabled),
          }),
      },
    );
  return (webhook) => {
    const offered: (Action & { readonly isOffered: boolean })[] = [
      {
        id: "test",
        label: "Send a test",
        isOffered: can("testWebhook"),
        onSelect: () => open({ type: "test", webhook }),
      },
      {
        id: "deliveries",
        label: "Deliveries",
        isOffered: can("listWebhookDeliveries"),
        onSelect: () => showDeliveries(webhook),
      },
      {
        id: "edit",
        label: "Edit",
        isOffered: can("updateWebhook"),
        onSelect: () => open({ type: "edit", webhook }),
      },
      {
        id: "enable",
        label: webhook.enabled ? "Disable" : "Enable",
        isOffered: can("updateWebhook"),
        onSelect: () => setEnabled(webhook, !webhook.enabled),
      },
      {
        id: "rotate",
        label: "Rotate the secret",
        isOffered: can("rotateWebhookSecret"),
        onSelect: () => open({ type: "rotate", webhook }),
      },
      {
        id: "delete",
        label: "Delete",
        danger: true,
        isOffered: can("deleteWebhook"),
        async onSelect() {
          const isConfirmed = await confirm({
            title: `Delete ${webhook.label ?? webhook.url}?`,
            body: "It is told nothing any more, and what was waiting for it is not sent. Its secret is gone for ever.",
            confirmLabel: "Delete",
            danger: true,
          });
          if (isConfirmed) remove.mutate(webhook, { onError: failed });
        },
      },
    ];
    return offered.filter(({ isOffered }) => isOffered);
  };
}
