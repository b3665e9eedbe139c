import { ScrollText } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Link } from "wouter";
import type { AuditEvent, Token } from "../../../../../sdk/src/generated/types.ts";
import { useAddressState } from "../../../api/use-address-state.ts";
import { useListPage } from "../../../api/use-page.ts";
import { useWorkspace } from "../../../api/workspace.tsx";
import { DataTable } from "../../../design/data-table.tsx";
import { FilterSelect } from "../../../design/filter-select.tsx";
import { EmptyState } from "../../../design/page.tsx";
import { formatInstant } from "../../../design/time.tsx";
import { workspacePath } from "../../../paths.ts";
import { createEventColumns } from "../../audit/event-columns.tsx";
import { EventDialog } from "../../audit/event-dialog.tsx";
import { describeOperation } from "../../audit/words.ts";

const ADDRESS = { by: "", cursor: "" };

/** The audit events about a token, or those of what was done with it. */
export function ActivityPanel({ token }: { readonly token: Token }): ReactNode {
  const { workspaceId, client } = useWorkspace();
  const [{ by, cursor }, setAddress] = useAddressState(ADDRESS);
  const [shown, setShown] = useState<AuditEvent>();
  const filter = by === "actor" ? { actorId: token.id } : { targetType: "token", targetId: token.id };
  const { data, error, refetch, isPlaceholderData } = useListPage([workspaceId, "audit-events", filter, cursor], () =>
    client.auditEvents.list({ ...filter, ...(cursor !== "" && { cursor }) }),
  );
  return (
    <>
      <DataTable
        id="token-activity"
        label="Audit events"
        columns={createEventColumns({ open: setShown, hiddenAtFirst: ["target", "ip", "request"] })}
        rows={data?.items}
        rowId={({ id }) => id}
        rowName={({ operation, at }) => `${describeOperation(operation)}, ${formatInstant(at)}`}
        error={error}
        onRetry={() => void refetch()}
        isStale={isPlaceholderData}
        toolbar={
          <>
            <FilterSelect
              label="Which events"
              all="About this token"
              options={[{ value: "actor", label: "Done with this token" }]}
              value={by}
              onChange={(value) => setAddress({ by: value, cursor: "" })}
            />
            <Link href={workspacePath(workspaceId, `audit?${new URLSearchParams(filter).toString()}`)}>
              In the audit log
            </Link>
          </>
        }
        empty={
          <EmptyState icon={<ScrollText aria-hidden />} title={data?.nextCursor ? "Nothing found so far" : "No events"}>
            <p className="muted">
              {by === "actor" ? "Nothing was changed with this token." : "Nothing about this token is in the log."}
            </p>
          </EmptyState>
        }
        pager={{
          isFirst: cursor === "",
          nextCursor: data?.nextCursor,
          onFirst: () => setAddress({ cursor: "" }),
          onNext: (next) => setAddress({ cursor: next }),
        }}
      />
      {shown === undefined ? undefined : <EventDialog event={shown} onClose={() => setShown(undefined)} />}
    </>
  );
}
