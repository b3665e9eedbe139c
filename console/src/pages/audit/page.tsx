import { ScrollText } from "lucide-react";
import { type ReactNode, useState } from "react";
import type { AuditEvent } from "../../../../sdk/src/generated/types.ts";
import { useAddressState } from "../../api/use-address-state.ts";
import { useListPage } from "../../api/use-page.ts";
import { useWorkspace } from "../../api/workspace.tsx";
import { Button } from "../../design/button.tsx";
import { DataTable } from "../../design/data-table.tsx";
import type { Action } from "../../design/menu.tsx";
import { EmptyState, Page } from "../../design/page.tsx";
import { formatInstant } from "../../design/time.tsx";
import { createEventColumns } from "./event-columns.tsx";
import { EventDialog } from "./event-dialog.tsx";
import { ExportDialog } from "./export-dialog.tsx";
import { FilterForm } from "./filter-form.tsx";
import { type AuditFilters, isFiltered, NO_FILTERS, queryOf } from "./filters.ts";
import { VerifyDialog } from "./verify-dialog.tsx";
import { describeOperation, describeTargetType } from "./words.ts";

const ADDRESS = { ...NO_FILTERS, cursor: "" };

type Shown = { readonly type: "export" | "verify" } | { readonly type: "event"; readonly event: AuditEvent };

/** Who changed what, and when. */
export default function AuditPage(): ReactNode {
  const { workspaceId, client, can } = useWorkspace();
  const [{ cursor, ...filters }, setAddress] = useAddressState(ADDRESS);
  const [shown, setShown] = useState<Shown>();
  const { data, error, refetch, isPlaceholderData } = useListPage([workspaceId, "audit-events", filters, cursor], () =>
    client.auditEvents.list({ ...queryOf(filters), ...(cursor !== "" && { cursor }) }),
  );
  const filter = (chosen: Partial<AuditFilters>): void => setAddress({ ...chosen, cursor: "" });
  const close = (): void => setShown(undefined);
  return (
    <Page
      title="Audit log"
      description="Every change leaves one event. It cannot be changed afterwards without being noticed."
      actions={
        <>
          {can("verifyAuditEvents") ? <Button onClick={() => setShown({ type: "verify" })}>Verify</Button> : undefined}
          {can("exportAuditEvents") ? <Button onClick={() => setShown({ type: "export" })}>Export</Button> : undefined}
        </>
      }
    >
      <FilterForm key={JSON.stringify(filters)} filters={filters} onFilter={filter} />
      <DataTable
        id="audit"
        label="Audit events"
        columns={createEventColumns({
          open: (event) => setShown({ type: "event", event }),
          hiddenAtFirst: ["request"],
        })}
        rows={data?.items}
        rowId={({ id }) => id}
        rowName={({ operation, at }) => `${describeOperation(operation)}, ${formatInstant(at)}`}
        error={error}
        onRetry={() => void refetch()}
        isStale={isPlaceholderData}
        actions={(event) => actionsOf(event, filter, () => setShown({ type: "event", event }))}
        empty={
          <EmptyState
            icon={<ScrollText aria-hidden />}
            title={data?.nextCursor ? "Nothing found so far" : isFiltered(filters) ? "No event fits" : "No events yet"}
          >
            {data?.nextCursor ? (
              <p>A page looks at a few hundred events. The search goes on with the next page.</p>
            ) : undefined}
          </EmptyState>
        }
        pager={{
          isFirst: cursor === "",
          nextCursor: data?.nextCursor,
          onFirst: () => setAddress({ cursor: "" }),
          onNext: (next) => setAddress({ cursor: next }),
        }}
      />
      {shown?.type === "event" ? <EventDialog event={shown.event} onClose={close} /> : undefined}
      {shown?.type === "export" ? <ExportDialog onClose={close} /> : undefined}
      {shown?.type === "verify" ? <VerifyDialog onClose={close} /> : undefined}
    </Page>
  );
}

function actionsOf(
  { actor, operation, target }: AuditEvent,
  filter: (chosen: Partial<AuditFilters>) => void,
  open: () => void,
): readonly Action[] {
  return [
    { id: "open", label: "Show the details", onSelect: open },
    { id: "actor", label: `Only by ${actor.name}`, onSelect: () => filter({ actorId: actor.id }) },
    { id: "operation", label: `Only "${describeOperation(operation)}"`, onSelect: () => filter({ operation }) },
    {
      id: "target",
      label: `Only about this ${describeTargetType(target.type).toLowerCase()}`,
      onSelect: () => filter({ targetType: target.type, targetId: target.id }),
    },
  ];
}
