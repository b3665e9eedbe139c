import type { Granularity } from "../granularity.ts";
import { type DayCounts, QUARTER_MS, QUARTERS_PER_DAY } from "../series.ts";
import { addDays, bucketStarts, dateAt, daysBetween, startOfDate } from "../time-zone.ts";

/** How many days one answer covers at most. */
export const USAGE_DAYS_MAX = 366;
const USAGE_DAYS_DEFAULT = 30;

/** Days of a time zone, and where on the clock each of them, or each month, begins. */
export interface UsageRange {
  readonly from: string;
  /** The last day, included. */
  readonly to: string;
  readonly startsAtEpochMs: readonly number[];
  readonly endsAtEpochMs: number;
  /** The days of UTC that it lies in, both included: what the store keeps. */
  readonly utcDays: { readonly from: string; readonly to: string };
}

export interface WantedRange {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly granularity: Granularity;
  readonly timeZone: string;
}

export type UsageRangeProblem = "ends_before_it_begins" | "too_many_days";

/** The days that are asked for; those that are left out are the last 30, today included. */
export function resolveUsageRange(
  { from, to, granularity, timeZone }: WantedRange,
  nowEpochMs: number,
): UsageRange | UsageRangeProblem {
  const lastDay = to ?? latest(dateAt(nowEpochMs, timeZone), from);
  const firstDay = from ?? addDays(lastDay, 1 - USAGE_DAYS_DEFAULT);
  const days = daysBetween(firstDay, lastDay) + 1;
  if (days < 1) return "ends_before_it_begins";
  if (days > USAGE_DAYS_MAX) return "too_many_days";
  const fromEpochMs = startOfDate(firstDay, timeZone);
  const endsAtEpochMs = startOfDate(addDays(lastDay, 1), timeZone);
  return {
    from: firstDay,
    to: lastDay,
    startsAtEpochMs: bucketStarts({ fromEpochMs, toEpochMs: endsAtEpochMs }, granularity, timeZone),
    endsAtEpochMs,
    utcDays: { from: dateAt(fromEpochMs, "UTC"), to: dateAt(endsAtEpochMs - 1, "UTC") },
  };
}

/** What was counted in each day or month of the range, in their order. Every count is looked at once. */
export function countByStart(
  days: ReadonlyMap<string, DayCounts>,
  { startsAtEpochMs, endsAtEpochMs }: Pick<UsageRange, "startsAtEpochMs" | "endsAtEpochMs">,
): readonly number[] {
  const starts = startsAtEpochMs.map((epochMs) => epochMs / QUARTER_MS);
  const counts = starts.map(() => 0);
  let place = 0;
  for (const [day, ofDay] of [...days].sort(([left], [right]) => (left < right ? -1 : 1))) {
    const first = Date.parse(`${day}T00:00:00Z`) / QUARTER_MS;
    for (let index = 0; index < QUARTERS_PER_DAY; index += 1) {
      const count = ofDay.get(index);
      const quarter = first + index;
      if (count === undefined || quarter < (starts[0] ?? 0) || quarter >= endsAtEpochMs / QUARTER_MS) continue;
      while (quarter >= (starts[place + 1] ?? Number.POSITIVE_INFINITY)) place += 1;
      counts[place] = (counts[place] ?? 0) + count;
    }
  }
  return counts;
}

function latest(left: string, right: string | undefined): string {
  return right !== undefined && right > left ? right : left;
}
