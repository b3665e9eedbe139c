import { ReceiptText } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "wouter";
import type { StatementSummary } from "../../../../sdk/src/generated/types.ts";
import { useWorkspace } from "../../api/workspace.tsx";
import { describeMonth } from "../../billing/dates.ts";
import { useStatements } from "../../billing/use-billing.ts";
import { STATEMENT_STATES } from "../../billing/words.ts";
import { Badge } from "../../design/badge.tsx";
import { formatShare } from "../../design/bar-table.tsx";
import { type DataColumn, DataTable } from "../../design/data-table.tsx";
import { EmptyState } from "../../design/page.tsx";
import { ScrollHint } from "../../design/scroll-hint.tsx";
import { Time } from "../../design/time.tsx";
import { formatAmount } from "../../money.ts";
import { workspacePath } from "../../paths.ts";

/** Every month since the first rate card, the running one first. */
export function StatementsSection({
  cursor,
  onCursor,
}: {
  readonly cursor: string;
  readonly onCursor: (cursor: string) => void;
}): ReactNode {
  const { workspaceId } = useWorkspace();
  const { data, error, refetch, isPlaceholderData } = useStatements(cursor);
  return (
    <section className="stack-tight" aria-label="Statements">
      <ScrollHint>
        <DataTable
          id="statements"
          label="Statements by month"
          columns={columnsOf(workspaceId)}
          rows={data?.items}
          rowId={({ month }) => month}
          rowName={({ month }) => describeMonth(month)}
          error={error}
          onRetry={() => void refetch()}
          isStale={isPlaceholderData}
          toolbar={<h2>Statements</h2>}
          empty={
            <EmptyState icon={<ReceiptText aria-hidden />} title="No statements yet">
              <p className="muted">There is one for each month from the first day of the first rate card on.</p>
            </EmptyState>
          }
          pager={{
            isFirst: cursor === "",
            nextCursor: data?.nextCursor,
            onFirst: () => onCursor(""),
            onNext: onCursor,
          }}
        />
      </ScrollHint>
    </section>
  );
}

function columnsOf(workspaceId: string): readonly DataColumn<StatementSummary>[] {
  return [
    {
      id: "month",
      header: "Month",
      isRowHeader: true,
      cell: ({ month }) => (
        <Link href={workspacePath(workspaceId, `billing/statements/${month}`)}>{describeMonth(month)}</Link>
      ),
    },
    {
      id: "status",
      header: "State",
      cell: ({ status }) => <Badge tone={STATEMENT_STATES[status].tone}>{STATEMENT_STATES[status].label}</Badge>,
    },
    { id: "total", header: "Total", cell: ({ currency, total }) => <strong>{formatAmount(currency, total)}</strong> },
    {
      id: "budget",
      header: "Budget",
      cell: ({ currency, total, budget }) =>
        budget === null ? (
          <span className="muted">None</span>
        ) : (
          `${formatShare(total / budget)} of ${formatAmount(currency, budget)}`
        ),
    },
    {
      id: "alerts",
      header: "Alerts",
      cell: ({ alerts }) => (alerts.length === 0 ? <span className="muted">None</span> : alerts.length),
    },
    {
      id: "frozen",
      header: "Frozen",
      cell: ({ frozenAt }) => (frozenAt === null ? <span className="muted">Not yet</span> : <Time at={frozenAt} />),
    },
    { id: "zone", header: "Time zone", hiddenAtFirst: true, cell: ({ timeZone }) => timeZone.replaceAll("_", " ") },
  ];
}
