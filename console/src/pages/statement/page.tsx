import { Download, Printer } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "wouter";
import type { Statement } from "../../../../sdk/src/generated/types.ts";
import { isLatchkeyError } from "../../../../sdk/src/index.ts";
import { useDownload } from "../../api/use-download.ts";
import { useWorkspace } from "../../api/workspace.tsx";
import { AlertList } from "../../billing/alert-list.tsx";
import { CountedUntil } from "../../billing/counted-until.tsx";
import { describeMonth } from "../../billing/dates.ts";
import { useStatement } from "../../billing/use-billing.ts";
import { VolumesTable } from "../../billing/volumes-table.tsx";
import { STATEMENT_STATES } from "../../billing/words.ts";
import { Badge } from "../../design/badge.tsx";
import { formatShare } from "../../design/bar-table.tsx";
import { Button } from "../../design/button.tsx";
import { Card, ErrorNotice, Page, Skeleton } from "../../design/page.tsx";
import { formatAmount } from "../../money.ts";
import { workspacePath } from "../../paths.ts";
import { NotFound } from "../../shell/not-found.tsx";
import type { PageParameters } from "../pages.ts";
import { LinesTable } from "./lines-table.tsx";

/** What one month costs, line by line. Printed, it is a page without anything to click. */
export default function StatementPage({ parameters: { month = "" } }: PageParameters): ReactNode {
  const { workspaceId } = useWorkspace();
  const { data, error, refetch } = useStatement(month);
  if (isLatchkeyError(error) && (error.code === "not_found" || error.code === "invalid_request")) return <NotFound />;
  return (
    <Page
      title={data === undefined ? "Statement" : `Statement of ${describeMonth(data.month)}`}
      description={
        <span className="row">
          <span className="screen-only">
            <Link href={workspacePath(workspaceId, "billing")}>Billing</Link>
          </span>
          {data === undefined ? undefined : (
            <Badge tone={STATEMENT_STATES[data.status].tone}>{STATEMENT_STATES[data.status].label}</Badge>
          )}
        </span>
      }
      actions={data === undefined ? undefined : <PageActions month={data.month} />}
    >
      {error === null ? undefined : <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {data === undefined ? error === null ? <Skeleton lines={14} /> : undefined : <Content statement={data} />}
    </Page>
  );
}

function PageActions({ month }: { readonly month: string }): ReactNode {
  const { client, can } = useWorkspace();
  const { isBusy, download } = useDownload();
  return (
    <>
      {can("exportStatement") ? (
        <Button
          busy={isBusy}
          onClick={() => void download(`statement-${month}.csv`, () => client.billing.statements.export(month))}
        >
          <Download aria-hidden /> Download CSV
        </Button>
      ) : undefined}
      <Button onClick={() => print()}>
        <Printer aria-hidden /> Print
      </Button>
    </>
  );
}

function Content({ statement }: { readonly statement: Statement }): ReactNode {
  const { workspaceId, workspaceName } = useWorkspace();
  const { currency, total, budget, alerts, volumes, timeZone } = statement;
  return (
    <>
      <dl className="details">
        <dt>Workspace</dt>
        <dd>
          {workspaceName} <span className="mono muted">{workspaceId}</span>
        </dd>
        <dt>Time zone</dt>
        <dd>{timeZone.replaceAll("_", " ")}</dd>
        <dt>Total</dt>
        <dd>
          <strong className="tile-number">{formatAmount(currency, total)}</strong>
        </dd>
        {budget === null ? undefined : (
          <>
            <dt>Budget</dt>
            <dd>
              {formatShare(total / budget)} of {formatAmount(currency, budget)}
            </dd>
          </>
        )}
      </dl>
      <CountedUntil statement={statement} />
      <Card title="Lines">
        <LinesTable statement={statement} />
      </Card>
      <div className="columns">
        {volumes.length === 0 ? undefined : (
          <Card title="Included units">
            <VolumesTable volumes={volumes} />
          </Card>
        )}
        <div className="screen-only">
          <Card title="Alerts">
            <AlertList statements={[{ ...statement, alerts }]} empty="No alert was raised in this month." />
          </Card>
        </div>
      </div>
    </>
  );
}
