import type { ReactNode } from "react";
import { Link } from "wouter";
import type { StatementSummary } from "../../../../sdk/src/generated/types.ts";
import { useWorkspace } from "../../api/workspace.tsx";
import { AlertList } from "../../billing/alert-list.tsx";
import { highestAlerts } from "../../billing/words.ts";
import { Card } from "../../design/page.tsx";
import { workspacePath } from "../../paths.ts";

const SHOWN_MAX = 8;

/** What has been reached lately, the newest first. */
export function AlertsCard({ statements }: { readonly statements: readonly StatementSummary[] }): ReactNode {
  const { workspaceId, can } = useWorkspace();
  return (
    <Card
      title="Alerts"
      actions={can("listWebhooks") ? <Link href={workspacePath(workspaceId, "webhooks")}>Webhooks</Link> : undefined}
    >
      <AlertList
        statements={statements.map((statement) => ({ ...statement, alerts: highestAlerts(statement.alerts) }))}
        most={SHOWN_MAX}
        empty="No alert yet. One is raised at 50, 80, 100 and 150% of a budget, and of what is included."
      />
    </Card>
  );
}
