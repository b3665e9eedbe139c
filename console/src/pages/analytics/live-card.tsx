import { type ReactNode, useMemo } from "react";
import { Chart } from "../../design/chart.tsx";
import type { ChartSeries } from "../../design/chart-data.ts";
import { Card, ErrorNotice } from "../../design/page.tsx";
import { addDays } from "../../periods/period.ts";
import { markRunning, namePoints } from "../../periods/points.ts";
import { type Range, useEvents } from "./use-analytics.ts";
import { describeEvent } from "./words.ts";

const EVERY_MS = 60_000;
const QUARTERS = 5;
/** What is worth a bar of its own as it happens. */
const SHOWN = ["load", "option_chosen", "save", "add_to_cart"] as const;

/** The last hour and the quarter that has begun. Counted anew each minute. */
export function LiveCard({
  today,
  configuratorId,
}: {
  readonly today: string;
  readonly configuratorId: Range["configuratorId"];
}): ReactNode {
  const { data, error, refetch } = useEvents(
    {
      // The hour may have begun yesterday.
      from: addDays(today, -1),
      to: today,
      granularity: "15min",
      ...(configuratorId !== undefined && { configuratorId }),
    },
    { everyMs: EVERY_MS },
  );
  const shown = useMemo(() => {
    if (data === undefined) return undefined;
    const now = Date.parse(data.completeUntil ?? new Date().toISOString());
    const last = (data.series[0]?.points ?? []).filter(({ startsAt }) => Date.parse(startsAt) <= now).slice(-QUARTERS);
    const starts = last.map(({ startsAt }) => startsAt);
    const series: readonly ChartSeries[] = SHOWN.map((event) => {
      const counts = new Map(
        data.series.find(({ key }) => key === event)?.points.map(({ startsAt, count }) => [startsAt, count]),
      );
      return { key: event, name: describeEvent(event), values: starts.map((start) => counts.get(start) ?? 0) };
    });
    // The last one has begun.
    return { points: markRunning(namePoints(starts, "15min", data.timeZone), starts.length - 1), series };
  }, [data]);
  return (
    <Card title="Last hour">
      {error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : undefined}
      {shown === undefined && !error ? <div className="chart-place" /> : undefined}
      {shown?.points.length === 0 ? <p className="muted">Nothing happened today and yesterday.</p> : undefined}
      {shown !== undefined && shown.points.length > 0 ? (
        <Chart label="Last hour" pointName="Quarter of an hour" points={shown.points} series={shown.series} />
      ) : undefined}
    </Card>
  );
}
