import type { ReactNode } from "react";

const ABSOLUTE = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });
const DAY = new Intl.DateTimeFormat(undefined, { dateStyle: "medium" });
const RELATIVE = new Intl.RelativeTimeFormat();
/** The unit, its seconds, and from how many of it on it is used: 90 days are said as the days that they were chosen as. */
const UNITS = [
  ["year", 365 * 86_400, 2],
  ["month", 30 * 86_400, 4],
  ["day", 86_400, 1],
  ["hour", 3600, 1],
] as const;
const MINUTE = ["minute", 60] as const;

/** An instant: as a day by default, with the exact time on hover; `relative` says how long ago or ahead it is. */
export function Time({ at, relative = false }: { readonly at: string; readonly relative?: boolean }): ReactNode {
  const date = new Date(at);
  return (
    <time dateTime={at} title={ABSOLUTE.format(date)}>
      {relative ? formatDistance(date, Date.now()) : DAY.format(date)}
    </time>
  );
}

/** "in 3 days", "2 hours ago", "just now": to the nearest, so that what was set to 90 days a moment ago is not said to end before. */
export function formatDistance(date: Date, nowEpochMs: number): string {
  const seconds = (date.getTime() - nowEpochMs) / 1000;
  if (Math.abs(seconds) < 60) return seconds > 0 ? "in less than a minute" : "just now";
  const wholeMinutes = Math.round(Math.abs(seconds) / 60) * 60;
  const [unit, size] = UNITS.find(([, length, least]) => wholeMinutes >= length * least) ?? MINUTE;
  return RELATIVE.format(Math.sign(seconds) * Math.round(wholeMinutes / size), unit);
}

export function formatInstant(at: string): string {
  return ABSOLUTE.format(new Date(at));
}
