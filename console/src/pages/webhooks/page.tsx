import { Plus, Webhook as WebhookIcon } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useAddressState } from "../../api/use-address-state.ts";
import { useListPage } from "../../api/use-page.ts";
import { useWorkspace } from "../../api/workspace.tsx";
import { Button } from "../../design/button.tsx";
import { DataTable } from "../../design/data-table.tsx";
import { EmptyState, Page } from "../../design/page.tsx";
import { DeliveriesDialog } from "./deliveries-dialog.tsx";
import { useWebhookActions } from "./use-webhook-actions.ts";
import { webhookColumns } from "./webhook-columns.tsx";
import { type WebhookDialog, WebhookDialogs } from "./webhook-dialogs.tsx";

const ADDRESS = { cursor: "", deliveries: "" };

/** Where the workspace is told of what happens to its tokens. */
export default function WebhooksPage(): ReactNode {
  const { workspaceId, client, can } = useWorkspace();
  const [{ cursor, deliveries }, setAddress] = useAddressState(ADDRESS);
  const [dialog, setDialog] = useState<WebhookDialog>();
  const actions = useWebhookActions(setDialog, ({ id }) => setAddress({ deliveries: id }));
  const { data, error, refetch, isPlaceholderData } = useListPage([workspaceId, "webhooks", cursor], () =>
    client.webhooks.list(cursor === "" ? {} : { cursor }),
  );
  return (
    <Page
      title="Webhooks"
      description="Addresses of yours that are told when a token is about to expire, or a month reaches its budget."
      actions={
        can("createWebhook") ? (
          <Button look="primary" onClick={() => setDialog({ type: "create" })}>
            <Plus aria-hidden /> Add webhook
          </Button>
        ) : undefined
      }
    >
      <DataTable
        id="webhooks"
        label="Webhooks"
        columns={webhookColumns()}
        rows={data?.items}
        rowId={({ id }) => id}
        rowName={({ label, url }) => label ?? url}
        error={error}
        onRetry={() => void refetch()}
        isStale={isPlaceholderData}
        actions={actions}
        isDimmed={({ enabled }) => !enabled}
        empty={
          <EmptyState icon={<WebhookIcon aria-hidden />} title="No webhooks yet">
            <p>Add one to hear of tokens that expire, 30, 7 and 1 days before.</p>
          </EmptyState>
        }
        pager={{
          isFirst: cursor === "",
          nextCursor: data?.nextCursor,
          onFirst: () => setAddress({ cursor: "" }),
          onNext: (next) => setAddress({ cursor: next }),
        }}
      />
      <WebhookDialogs dialog={dialog} onDialog={setDialog} />
      {deliveries === "" ? undefined : (
        <DeliveriesDialog
          key={deliveries}
          webhookId={deliveries}
          name={data?.items.find(({ id }) => id === deliveries)?.label ?? undefined}
          onClose={() => setAddress({ deliveries: "" })}
        />
      )}
    </Page>
  );
}
