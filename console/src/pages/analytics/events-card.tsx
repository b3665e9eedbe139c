import { type ReactNode, useMemo } from "react";
import type { EventCounts } from "../../../../sdk/src/generated/types.ts";
import { Chart } from "../../design/chart.tsx";
import { type ChartSeries, SERIES_MAX } from "../../design/chart-data.ts";
import { FilterSelect } from "../../design/filter-select.tsx";
import { Card, ErrorNotice } from "../../design/page.tsx";
import type { Clock, Granularity } from "../../periods/period.ts";
import { markRunning, namePoints, runningPoint, untilNow } from "../../periods/points.ts";
import { type AnalyticsAddress, GROUPS, granularitiesOf, granularityOf, groupOf, toEventsQuery } from "./address.ts";
import { type Range, useEvents } from "./use-analytics.ts";
import { type Names, useNames } from "./use-names.ts";
import { describeEvent } from "./words.ts";

const GRANULARITY_LABELS: Readonly<Record<Granularity, { readonly by: string; readonly point: string }>> = {
  "15min": { by: "By quarter of an hour", point: "Quarter of an hour" },
  hour: { by: "By hour", point: "Hour" },
  day: { by: "By day", point: "Day" },
  week: { by: "By week", point: "Week" },
  month: { by: "By month", point: "Month" },
};

/** One event over time, alone with the period before or a line for each group. */
export function EventsCard({
  address,
  range,
  clock,
  onChange,
}: {
  readonly address: AnalyticsAddress;
  readonly range: Range;
  readonly clock: Clock;
  readonly onChange: (changes: Partial<AnalyticsAddress>) => void;
}): ReactNode {
  const { data, error, refetch } = useEvents(toEventsQuery(address, range, clock));
  const name = describeEvent(address.event);
  const group = groupOf(address);
  const names = useNames(group, data?.series.map(({ key }) => key) ?? []);
  // Names that arrive are no other picture of what has none.
  const groupNames = group === undefined ? undefined : names;
  const { today } = clock;
  const running = useMemo(
    () =>
      data &&
      runningPoint(startsOf(data), data.to, { today, completeUntil: data.completeUntil, nowEpochMs: Date.now() }),
    [data, today],
  );
  const points = useMemo(
    () => data && markRunning(namePoints(startsOf(data), data.granularity, data.timeZone), running),
    [data, running],
  );
  const series = useMemo(
    () => data && toChartSeries(data, { name, names: groupNames, running }),
    [data, name, groupNames, running],
  );
  const granularity = granularityOf(address, range, clock);
  return (
    <Card
      title={`${name} over time`}
      actions={
        <div className="row">
          <FilterSelect
            label="What a line stands for"
            all="In total"
            options={GROUPS.filter(({ value }) => value !== "configurator" || address.configurator === "")}
            value={group ?? ""}
            onChange={(value) => onChange({ group: value })}
          />
          <FilterSelect
            label="What a point stands for"
            options={granularitiesOf(address, range, clock).map((value) => ({
              value,
              label: GRANULARITY_LABELS[value].by,
            }))}
            value={granularity}
            onChange={(value) => onChange({ granularity: value })}
          />
        </div>
      }
    >
      {error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : undefined}
      {points === undefined || series === undefined ? (
        <div className={error ? undefined : "chart-place"} />
      ) : points.length === 0 ? (
        <p className="chart-place muted">Nothing was counted in this period.</p>
      ) : (
        <Chart
          label={`${name} over time`}
          pointName={GRANULARITY_LABELS[data?.granularity ?? granularity].point}
          points={points}
          series={series}
        />
      )}
    </Card>
  );
}

function startsOf({ series: [first] }: EventCounts): readonly string[] {
  return first?.points.map(({ startsAt }) => startsAt) ?? [];
}

function toChartSeries(
  { series }: EventCounts,
  {
    name,
    names,
    running,
  }: { readonly name: string; readonly names: Names | undefined; readonly running: number | undefined },
): readonly ChartSeries[] {
  const countsOf = ({ points }: EventCounts["series"][number]) =>
    untilNow(
      points.map(({ count }) => count),
      running,
    );
  if (names !== undefined) {
    return series.slice(0, SERIES_MAX).map((one) => ({ key: one.key, name: names(one.key), values: countsOf(one) }));
  }
  const [only] = series;
  if (only === undefined) return [];
  const now = { key: "now", name, values: countsOf(only) };
  if (only.previousTotal === null) return [now];
  const before = only.points.map(({ previousCount }) => previousCount ?? 0);
  return [
    now,
    {
      key: "before",
      name: running === undefined ? "Period before" : "Period before, in full",
      values: before,
      isBefore: true,
    },
  ];
}
