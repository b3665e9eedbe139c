import type { ReactNode } from "react";
import { Link } from "wouter";
import type { StatementSummary } from "../../../../sdk/src/generated/types.ts";
import { useWorkspace } from "../../api/workspace.tsx";
import { CountedUntil } from "../../billing/counted-until.tsx";
import { describeMonth } from "../../billing/dates.ts";
import { useStatement } from "../../billing/use-billing.ts";
import { VolumesTable } from "../../billing/volumes-table.tsx";
import { formatShare } from "../../design/bar-table.tsx";
import { Card, ErrorNotice } from "../../design/page.tsx";
import { formatAmount } from "../../money.ts";
import { workspacePath } from "../../paths.ts";

/** The newest month: what it has cost so far, and how much of its limits that is. */
export function RunningCard({ summary }: { readonly summary: StatementSummary }): ReactNode {
  const { workspaceId } = useWorkspace();
  const { month, currency, total, budget } = summary;
  const { data, error, refetch } = useStatement(month);
  return (
    <Card
      title={describeMonth(month)}
      actions={<Link href={workspacePath(workspaceId, `billing/statements/${month}`)}>Open the statement</Link>}
    >
      <div className="stack-tight">
        <p>
          <span className="tile-number">{formatAmount(currency, data?.total ?? total)}</span>{" "}
          <span className="muted">so far</span>
        </p>
        {budget === null ? undefined : (
          <p>
            {formatShare((data?.total ?? total) / budget)} of the budget of {formatAmount(currency, budget)}
          </p>
        )}
        {data === undefined ? undefined : <CountedUntil statement={data} />}
      </div>
      {error === null ? undefined : <ErrorNotice error={error} onRetry={() => void refetch()} />}
      <VolumesTable volumes={data?.volumes ?? []} />
    </Card>
  );
}
