import type { Granularity } from "../granularity.ts";
import { addDays, bucketStarts, dateAt, daysBetween, startOfDate } from "../time-zone.ts";
import { type UsageRange as DayRange, resolveUsageRange, type WantedRange } from "../usage/usage-range.ts";

/** How many days one answer covers at most, where that is less than a year. */
const DAYS_MAX: Readonly<Partial<Record<Granularity, number>>> = { "15min": 2, hour: 14 };

/** @returns how many days are the most, when it is more; or that it ends before it begins */
export function resolveRange(
  wanted: WantedRange,
  nowEpochMs: number,
): DayRange | "ends_before_it_begins" | { readonly daysMax: number } {
  const range = resolveUsageRange(withDefaults(wanted, nowEpochMs), nowEpochMs);
  if (range === "ends_before_it_begins") return range;
  const daysMax = DAYS_MAX[wanted.granularity] ?? 366;
  return range === "too_many_days" || daysOf(range) > daysMax ? { daysMax } : range;
}

/** Fine steps are of the last days unless somebody says otherwise. */
function withDefaults(wanted: WantedRange, nowEpochMs: number): WantedRange {
  const daysMax = DAYS_MAX[wanted.granularity];
  if (daysMax === undefined || wanted.from !== undefined) return wanted;
  const to = wanted.to ?? dateAt(nowEpochMs, wanted.timeZone);
  return { ...wanted, to, from: addDays(to, 1 - daysMax) };
}

/** As many days, right before: each point is compared with the one so many days earlier. */
export function previousRange(
  { from, to, startsAtEpochMs }: Pick<DayRange, "from" | "to" | "startsAtEpochMs">,
  { granularity, timeZone }: Pick<WantedRange, "granularity" | "timeZone">,
): DayRange {
  const days = daysBetween(from, to) + 1;
  const fromEpochMs = startOfDate(addDays(from, -days), timeZone);
  const endsAtEpochMs = startOfDate(from, timeZone);
  const isFine = granularity === "15min" || granularity === "hour";
  return {
    from: addDays(from, -days),
    to: addDays(from, -1),
    startsAtEpochMs: isFine
      ? bucketStarts({ fromEpochMs, toEpochMs: endsAtEpochMs }, granularity, timeZone)
      : startsAtEpochMs.map((startsAt) => startOfDate(addDays(dateAt(startsAt, timeZone), -days), timeZone)),
    endsAtEpochMs,
    utcDays: { from: dateAt(fromEpochMs, "UTC"), to: dateAt(endsAtEpochMs - 1, "UTC") },
  };
}

export function daysOf({ from, to }: Pick<DayRange, "from" | "to">): number {
  return daysBetween(from, to) + 1;
}

/** A part of a whole, to four places; null when there is no whole. */
export function shareOf(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.round((part / whole) * 10_000) / 10_000;
}
