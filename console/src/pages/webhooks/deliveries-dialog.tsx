import { Send } from "lucide-react";
import { type ReactNode, useState } from "react";
import type { WebhookDelivery } from "../../../../sdk/src/generated/types.ts";
import { useListPage } from "../../api/use-page.ts";
import { useWorkspace } from "../../api/workspace.tsx";
import { Badge } from "../../design/badge.tsx";
import { type DataColumn, DataTable } from "../../design/data-table.tsx";
import { Dialog } from "../../design/dialog.tsx";
import { EmptyState } from "../../design/page.tsx";
import { formatInstant } from "../../design/time.tsx";
import { DELIVERY_STATUSES, describeEvent, describeOutcome } from "./words.ts";

const COLUMNS: readonly DataColumn<WebhookDelivery>[] = [
  { id: "type", header: "Message", isRowHeader: true, cell: ({ type }) => describeEvent(type) },
  {
    id: "status",
    header: "Status",
    cell: ({ status }) => <Badge tone={DELIVERY_STATUSES[status].tone}>{DELIVERY_STATUSES[status].label}</Badge>,
  },
  { id: "outcome", header: "How it went", wide: true, cell: describeOutcome },
  { id: "attempts", header: "Attempts", cell: ({ attempts }) => attempts },
  {
    id: "last",
    header: "Last attempt",
    cell: ({ lastAttemptAt }) => (lastAttemptAt === null ? <Never /> : formatInstant(lastAttemptAt)),
  },
  {
    id: "next",
    header: "Next attempt",
    cell: ({ nextAttemptAt }) => (nextAttemptAt === null ? <Never /> : formatInstant(nextAttemptAt)),
  },
];

/** The messages of the last 30 days to one webhook. */
export function DeliveriesDialog({
  webhookId,
  name,
  onClose,
}: {
  readonly webhookId: string;
  readonly name: string | undefined;
  readonly onClose: () => void;
}): ReactNode {
  const { workspaceId, client } = useWorkspace();
  const [cursor, setCursor] = useState("");
  const { data, error, refetch, isPlaceholderData } = useListPage(
    [workspaceId, "webhook-deliveries", webhookId, cursor],
    () => client.webhooks.listDeliveries(webhookId, cursor === "" ? {} : { cursor }),
  );
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Deliveries to ${name ?? webhookId}`}
      description="The messages of the last 30 days, newest first."
      wide
    >
      <DataTable
        id="webhook-deliveries"
        label="Deliveries"
        columns={COLUMNS}
        rows={data?.items}
        rowId={({ id }) => id}
        rowName={({ id }) => id}
        error={error}
        onRetry={() => void refetch()}
        isStale={isPlaceholderData}
        empty={<EmptyState icon={<Send aria-hidden />} title="Nothing was sent yet" />}
        pager={{
          isFirst: cursor === "",
          nextCursor: data?.nextCursor,
          onFirst: () => setCursor(""),
          onNext: setCursor,
        }}
      />
    </Dialog>
  );
}

function Never(): ReactNode {
  return <span className="muted">None</span>;
}
