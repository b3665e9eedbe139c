import { Temporal } from "temporal-polyfill";
import type { Granularity } from "./granularity.ts";
import { QUARTER_MS } from "./series.ts";

/** Days, weeks and months as people of a time zone have them. All dates are `YYYY-MM-DD`. */

/** The first instant of a date. Where clocks skip midnight, the first that there is. */
export function startOfDate(date: string, timeZone: string): number {
  return Temporal.PlainDate.from(date).toZonedDateTime({ timeZone }).epochMilliseconds;
}

export function dateAt(epochMs: number, timeZone: string): string {
  return zonedAt(epochMs, timeZone).toPlainDate().toString();
}

/** @param month as in `2026-11` */
export function monthSpan(
  month: string,
  timeZone: string,
): { readonly startsAtEpochMs: number; readonly endsAtEpochMs: number } {
  const first = Temporal.PlainYearMonth.from(month).toPlainDate({ day: 1 });
  return {
    startsAtEpochMs: startOfDate(first.toString(), timeZone),
    endsAtEpochMs: startOfDate(first.add({ months: 1 }).toString(), timeZone),
  };
}

export function addDays(date: string, days: number): string {
  return Temporal.PlainDate.from(date).add({ days }).toString();
}

export function addMonths(month: string, months: number): string {
  return Temporal.PlainYearMonth.from(month).add({ months }).toString();
}

/** Number of days from one date to another. */
export function daysBetween(from: string, to: string): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: "days" }).days;
}

/**
 * Where each quarter of an hour, hour, day, week (from Monday) or month begins that lies between two instants; the first one begins at `fromEpochMs` even when that
 * is in the middle. A day has 23 or 25 hours where clocks are changed.
 */
export function bucketStarts(
  { fromEpochMs, toEpochMs }: { readonly fromEpochMs: number; readonly toEpochMs: number },
  granularity: Granularity,
  timeZone: string,
): readonly number[] {
  const starts: number[] = [];
  for (let at = fromEpochMs; at < toEpochMs; at = nextStart(at, granularity, timeZone)) starts.push(at);
  return starts;
}

function nextStart(epochMs: number, granularity: Granularity, timeZone: string): number {
  if (granularity === "15min") return (Math.floor(epochMs / QUARTER_MS) + 1) * QUARTER_MS;
  const zoned = zonedAt(epochMs, timeZone);
  if (granularity === "hour") {
    const { minute, second, millisecond } = zoned;
    return epochMs + HOUR_MS - (minute * 60_000 + second * 1000 + millisecond);
  }
  const date = zoned.toPlainDate();
  const next = {
    day: () => date.add({ days: 1 }),
    week: () => date.add({ days: 8 - date.dayOfWeek }),
    month: () => date.with({ day: 1 }).add({ months: 1 }),
  }[granularity]();
  return startOfDate(next.toString(), timeZone);
}

const HOUR_MS = 60 * 60 * 1000;

function zonedAt(epochMs: number, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(epochMs).toZonedDateTimeISO(timeZone);
}
