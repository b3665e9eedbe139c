import type { ReactNode } from "react";
import { Link } from "wouter";
import { useWorkspace } from "../../api/workspace.tsx";
import { BarTable } from "../../design/bar-table.tsx";
import { Card, ErrorNotice, Skeleton } from "../../design/page.tsx";
import { workspacePath } from "../../paths.ts";
import type { Group } from "./address.ts";
import { type Range, useEvents } from "./use-analytics.ts";
import { useNames } from "./use-names.ts";
import { describeEvent } from "./words.ts";

const TOP = 8;

/** Where the events of one kind came from, the most first. */
export function TopCard({
  title,
  head,
  group,
  event,
  whole,
  range,
  isCompared,
  beforeHead,
}: {
  readonly title: string;
  readonly head: string;
  readonly group: Group;
  readonly event: string;
  /** How many there were of the event; undefined: not known. */
  readonly whole: number | undefined;
  readonly range: Range;
  readonly isCompared: boolean;
  readonly beforeHead: string;
}): ReactNode {
  const { workspaceId, can } = useWorkspace();
  const { data, error, refetch } = useEvents({
    ...range,
    event,
    groupBy: group,
    // The fewest points: only the totals are shown.
    granularity: "month",
    limit: TOP,
    ...(isCompared && { compare: "previous" as const }),
  });
  const names = useNames(group, data?.series.map(({ key }) => key) ?? []);
  const pageOf = (key: string): string | undefined => {
    if (group === "token" && key.startsWith("lk") && can("getToken")) return `access-tokens/${key}`;
    return group === "configurator" && key.startsWith("cfg_") && can("getConfigurator")
      ? `configurators/${key}`
      : undefined;
  };
  const nameOf = (key: string): ReactNode => {
    const page = pageOf(key);
    return page === undefined ? names(key) : <Link href={workspacePath(workspaceId, page)}>{names(key)}</Link>;
  };
  return (
    <Card title={title}>
      {error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : undefined}
      {data === undefined && !error ? <Skeleton lines={4} /> : undefined}
      {data !== undefined && data.series.length === 0 ? <p className="muted">Nothing yet.</p> : undefined}
      {data !== undefined && data.series.length > 0 ? (
        <BarTable
          label={`${title}, ${describeEvent(event)}`}
          head={head}
          beforeHead={beforeHead}
          rows={data.series.map(({ key, total, previousTotal }) => ({
            key,
            name: nameOf(key),
            count: total,
            share: whole ? total / whole : undefined,
            before: previousTotal ?? undefined,
          }))}
        />
      ) : undefined}
    </Card>
  );
}
