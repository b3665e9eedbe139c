import { type Dimension, parseBreakdownKey } from "../../domain/breakdown.ts";
import { dateAt } from "../../domain/time-zone.ts";
import type { UsageRange as DayRange } from "../../domain/usage/usage-range.ts";
import { type BreakdownPeriod, type BreakdownReading, readBreakdown } from "../../store/rollups.ts";
import type { Table } from "../../store/table.ts";
import type { EventsOf } from "./count-events.ts";

export interface Groups {
  /** By key: what was counted from each start of the range to the next. */
  readonly pointsOf: ReadonlyMap<string, readonly number[]>;
  readonly itemsRead: number;
}

export interface Totals {
  /** By key: what was counted in the whole of the range. */
  readonly totalOf: ReadonlyMap<string, number>;
  readonly itemsRead: number;
}

/** An event, by the keys of a dimension. */
export interface Grouping {
  readonly dimension: Dimension;
  readonly event: string;
}

/** Whose days the breakdown has, or that it is read by the hour of UTC. */
export interface GroupPeriod {
  readonly period: BreakdownPeriod;
  readonly timeZone: string;
}

/**
 * How often an event was counted by the keys of a dimension. Days are those of the workspace's time zone, hours those of the clock: every start
 * of the range must be the start of one.
 * @param choose which of the keys are wanted: with a year of other keys each day, points for all of them would not fit into memory
 */
export async function readGroups(
  telemetry: Table,
  of: EventsOf,
  grouping: Grouping,
  range: DayRange,
  groupPeriod: GroupPeriod,
  choose: (totalOf: ReadonlyMap<string, number>) => readonly string[],
): Promise<Groups> {
  const reading = await readPeriods(telemetry, of, grouping, range, groupPeriod);
  const names = range.startsAtEpochMs.map((startsAt) => nameOf(startsAt, groupPeriod));
  const pointsOf = new Map(choose(totalsOf(reading, grouping)).map((key) => [key, names.map(() => 0)]));
  for (const [name, counters] of reading.periods) {
    const place = placeOf(names, name);
    for (const [key, count] of countersOf(counters, grouping)) {
      const points = pointsOf.get(key);
      if (points !== undefined) points[place] = (points[place] ?? 0) + count;
    }
  }
  return { pointsOf, itemsRead: reading.itemsRead };
}

/** The same over the whole of the range. */
export async function readGroupTotals(
  telemetry: Table,
  of: EventsOf,
  grouping: Grouping,
  range: DayRange,
  groupPeriod: GroupPeriod,
): Promise<Totals> {
  const reading = await readPeriods(telemetry, of, grouping, range, groupPeriod);
  return { totalOf: totalsOf(reading, grouping), itemsRead: reading.itemsRead };
}

function readPeriods(
  telemetry: Table,
  { workspaceId, configuratorId }: EventsOf,
  { dimension }: Grouping,
  { startsAtEpochMs, endsAtEpochMs }: DayRange,
  groupPeriod: GroupPeriod,
): Promise<BreakdownReading> {
  const [first = endsAtEpochMs] = startsAtEpochMs;
  const address = { workspaceId, configuratorId, dimension };
  const [from, to] = [nameOf(first, groupPeriod), nameOf(endsAtEpochMs - 1, groupPeriod)];
  return readBreakdown(telemetry, address, groupPeriod.period, from, to);
}

function totalsOf(reading: BreakdownReading, grouping: Grouping): ReadonlyMap<string, number> {
  const totals = new Map<string, number>();
  for (const counters of reading.periods.values()) {
    for (const [key, count] of countersOf(counters, grouping)) totals.set(key, (totals.get(key) ?? 0) + count);
  }
  return totals;
}

function* countersOf(counters: ReadonlyMap<string, number>, { event }: Grouping): Generator<[string, number]> {
  for (const [counter, count] of counters) {
    const parts = parseBreakdownKey(counter);
    if (parts.event === event) yield [parts.key, count];
  }
}

function nameOf(epochMs: number, { period, timeZone }: GroupPeriod): string {
  return period === "day" ? dateAt(epochMs, timeZone) : new Date(epochMs).toISOString().slice(0, 13);
}

/** Keys by how often they were counted, most first. */
export function largest(totalOf: ReadonlyMap<string, number>, limit: number): readonly string[] {
  return [...totalOf]
    .sort(([left, leftTotal], [right, rightTotal]) => rightTotal - leftTotal || (left < right ? -1 : 1))
    .slice(0, limit)
    .map(([key]) => key);
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
