import { type Dimension, parseBreakdownKey } from "../../domain/breakdown.ts";
import { dateAt } from "../../domain/time-zone.ts";
import type { UsageRange as DayRange } from "../../domain/usage/usage-range.ts";
import { type BreakdownPeriod, readBreakdown } from "../../store/rollups.ts";
import type { Table } from "../../store/table.ts";
import type { EventsOf } from "./count-events.ts";

export interface Groups {
  /** By key: what was counted from each start of the range to the next. */
  readonly pointsOf: ReadonlyMap<string, readonly number[]>;
  readonly itemsRead: number;
}

/**
 * How often an event was counted by each key of a dimension. Days are those of the workspace's time zone, hours those of the clock: every start
 * of the range must be the start of one.
 */
export async function readGroups(
  telemetry: Table,
  { workspaceId, configuratorId }: EventsOf,
  { dimension, event }: { readonly dimension: Dimension; readonly event: string },
  range: DayRange,
  { period, timeZone }: { readonly period: BreakdownPeriod; readonly timeZone: string },
): Promise<Groups> {
  const { startsAtEpochMs, endsAtEpochMs } = range;
  const [first = endsAtEpochMs] = startsAtEpochMs;
  const nameOf = (epochMs: number) =>
    period === "day" ? dateAt(epochMs, timeZone) : new Date(epochMs).toISOString().slice(0, 13);
  const address = { workspaceId, configuratorId, dimension };
  const reading = await readBreakdown(telemetry, address, period, nameOf(first), nameOf(endsAtEpochMs - 1));
  const names = startsAtEpochMs.map(nameOf);
  const pointsOf = new Map<string, number[]>();
  for (const [name, counters] of reading.periods) {
    const place = placeOf(names, name);
    for (const [counter, count] of counters) {
      const parts = parseBreakdownKey(counter);
      if (parts.event !== event) continue;
      const points = pointsOf.get(parts.key) ?? names.map(() => 0);
      points[place] = (points[place] ?? 0) + count;
      pointsOf.set(parts.key, points);
    }
  }
  return { pointsOf, itemsRead: reading.itemsRead };
}

/** The last start that is not after the period: names sort as the times do. */
function placeOf(names: readonly string[], name: string): number {
  let place = 0;
  while (place + 1 < names.length && (names[place + 1] ?? "") <= name) place += 1;
  return place;
}

export function sum(points: readonly number[]): number {
  return points.reduce((total, count) => total + count, 0);
}
