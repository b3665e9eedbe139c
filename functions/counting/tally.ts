import { type Dimension, formatBreakdownKey } from "../domain/breakdown.ts";
import type { CountChange } from "../domain/count-change.ts";
import { placeOfQuarter, QUARTER_MS, type SeriesName } from "../domain/series.ts";
import { dateAt } from "../domain/time-zone.ts";
import type { BreakdownPeriod } from "../store/rollups.ts";

/** One item of a rollup, and what is to be added to it. */
export type Target =
  | {
      readonly type: "series";
      readonly series: SeriesName;
      readonly day: string;
      /** By quarter of the day. */
      readonly counts: Map<number, number>;
    }
  | {
      readonly type: "breakdown";
      readonly configuratorId: string;
      readonly dimension: Dimension;
      readonly period: BreakdownPeriod;
      readonly name: string;
      /** By what `formatBreakdownKey` makes. */
      readonly counts: Map<string, number>;
    };

export type Tally = Map<string, Target>;

/** Adds changes up by the items that they go to. */
export function tally(changes: readonly CountChange[], timeZone: string, into: Tally = new Map()): Tally {
  const namesOf = createNames(timeZone);
  for (const change of changes) {
    if (change.type === "series") addSeries(into, change);
    else addBreakdown(into, change, namesOf(change.quarter));
  }
  return into;
}

type Names = Readonly<Record<BreakdownPeriod, string>>;

/** The day and the hour that a quarter lies in. Changes come in few quarters, and a date of a time zone takes its time. */
function createNames(timeZone: string): (quarter: number) => Names {
  const known = new Map<number, Names>();
  return (quarter) => {
    const atEpochMs = quarter * QUARTER_MS;
    const names = known.get(quarter) ?? {
      day: dateAt(atEpochMs, timeZone),
      hour: new Date(atEpochMs).toISOString().slice(0, 13),
    };
    known.set(quarter, names);
    return names;
  };
}

function addSeries(into: Tally, { series, quarter, amount }: Extract<CountChange, { type: "series" }>): void {
  const { day, index } = placeOfQuarter(quarter);
  const id = `${series} ${day}`;
  const known = into.get(id);
  const target = known?.type === "series" ? known : { type: "series" as const, series, day, counts: new Map() };
  into.set(id, target);
  add(target.counts, index, amount);
}

function addBreakdown(into: Tally, change: Extract<CountChange, { type: "breakdown" }>, names: Names): void {
  const { configuratorId, dimension, amount } = change;
  for (const period of ["day", "hour"] as const) {
    const name = names[period];
    const id = `${configuratorId} ${dimension} ${period} ${name}`;
    const known = into.get(id);
    const target =
      known?.type === "breakdown"
        ? known
        : { type: "breakdown" as const, configuratorId, dimension, period, name, counts: new Map() };
    into.set(id, target);
    add(target.counts, formatBreakdownKey(change), amount);
  }
}

function add<Key>(counts: Map<Key, number>, key: Key, amount: number): void {
  counts.set(key, (counts.get(key) ?? 0) + amount);
}
