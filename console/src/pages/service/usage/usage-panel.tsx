import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Link } from "wouter";
import type { Service } from "../../../../../sdk/src/generated/types.ts";
import { useWorkspace } from "../../../api/workspace.tsx";
import { BarTable } from "../../../design/bar-table.tsx";
import { Card, ErrorNotice, Skeleton } from "../../../design/page.tsx";
import { workspacePath } from "../../../paths.ts";
import type { Days } from "../../../periods/period.ts";
import { UsageReport } from "../../../usage/usage-report.tsx";

/** Each application is asked for by itself. */
const APPLICATIONS_MAX = 20;

/** What the applications of a service have used, together and each. */
export function UsagePanel({ service: { id } }: { readonly service: Service }): ReactNode {
  const { can } = useWorkspace();
  return (
    <UsageReport
      target={{ subject: "service", id }}
      after={(days) => (can("listApplications") ? <ApplicationsCard serviceId={id} days={days} /> : undefined)}
    />
  );
}

function ApplicationsCard({ serviceId, days }: { readonly serviceId: string; readonly days: Days }): ReactNode {
  const { workspaceId, client } = useWorkspace();
  const { data, error, refetch } = useQuery({
    queryKey: [workspaceId, "usage", "applications", serviceId, days],
    queryFn: async ({ signal }) => {
      const { items, nextCursor } = await client.applications.list({ serviceId, limit: APPLICATIONS_MAX }, { signal });
      const rows = await Promise.all(
        items.map(async ({ id, name }) => {
          const query = { subject: "application", id, ...days, granularity: "month" } as const;
          const { metrics } = await client.usage.query(query, { signal });
          return { id, name, count: metrics.reduce((sum, { total }) => sum + total, 0) };
        }),
      );
      return { rows: rows.sort((left, right) => right.count - left.count), hasMore: nextCursor !== null };
    },
  });
  const most = data?.rows[0]?.count ?? 0;
  return (
    <Card title="Applications">
      {error === null ? undefined : <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {data === undefined ? (
        error === null ? (
          <Skeleton lines={4} />
        ) : undefined
      ) : data.rows.length === 0 ? (
        <p className="muted">The service has no applications.</p>
      ) : (
        <BarTable
          label="Hits of the applications"
          head="Application"
          countHead="Hits"
          rows={data.rows.map(({ id, name, count }) => ({
            key: id,
            name: <Link href={workspacePath(workspaceId, `usage?subject=application&id=${id}`)}>{name}</Link>,
            count,
            bar: most === 0 ? 0 : count / most,
          }))}
        />
      )}
      {data?.hasMore ? (
        <p className="small muted">These are the first {APPLICATIONS_MAX} applications. The Usage page has others.</p>
      ) : undefined}
    </Card>
  );
}
