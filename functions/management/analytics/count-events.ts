import { eventSeries, QUARTER_MS, sumBetween } from "../../domain/series.ts";
import { countByStart, type UsageRange as DayRange } from "../../domain/usage/usage-range.ts";
import { readSeries } from "../../store/rollups.ts";
import type { Table } from "../../store/table.ts";

export interface EventsOf {
  readonly workspaceId: string;
  /** Or `ALL_CONFIGURATORS`. */
  readonly configuratorId: string;
}

export interface Counted<Count> {
  readonly count: Count;
  readonly itemsRead: number;
}

/** How often an event was counted from each start of the range to the next. At most one item for each day is read. */
export async function countPoints(
  telemetry: Table,
  { workspaceId, configuratorId }: EventsOf,
  event: string,
  range: DayRange,
): Promise<Counted<readonly number[]>> {
  const { from, to } = range.utcDays;
  const { days, itemsRead } = await readSeries(
    telemetry,
    { workspaceId, series: eventSeries(configuratorId, event) },
    from,
    to,
  );
  return { count: countByStart(days, range), itemsRead };
}

/** How often an event was counted in the whole of the range. */
export async function countTotal(
  telemetry: Table,
  { workspaceId, configuratorId }: EventsOf,
  event: string,
  { startsAtEpochMs, endsAtEpochMs, utcDays }: DayRange,
): Promise<Counted<number>> {
  const address = { workspaceId, series: eventSeries(configuratorId, event) };
  const { days, itemsRead } = await readSeries(telemetry, address, utcDays.from, utcDays.to);
  const [first = endsAtEpochMs] = startsAtEpochMs;
  return { count: sumBetween(days, first / QUARTER_MS, endsAtEpochMs / QUARTER_MS), itemsRead };
}
