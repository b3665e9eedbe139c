/** Days are texts such as 2026-11-23; which day it is now depends on the workspace's time zone. */

/** The first and the last day, both counted. */
export interface Days {
  readonly from: string;
  readonly to: string;
}

/** What day it is where the workspace is. */
export interface Clock {
  readonly today: string;
  readonly timeZone: string;
}

/** The period of a page, as its address says it: the days themselves only when they are somebody's own. */
export const PERIOD_ADDRESS = { period: "30d", from: "", to: "" };
export type PeriodAddress = Readonly<Record<keyof typeof PERIOD_ADDRESS, string>>;

/** The period of somebody's own dates. */
export const OWN_DATES = "own";

export const GRANULARITIES = ["15min", "hour", "day", "week", "month"] as const;
export type Granularity = (typeof GRANULARITIES)[number];

const DAY_MS = 24 * 60 * 60 * 1000;
/** What one query may ask for. */
export const DAYS_MAX = 366;

export const PERIODS = [
  { value: "today", label: "Today", range: (today: string) => ({ from: today, to: today }) },
  { value: "7d", label: "Last 7 days", range: (today: string) => ({ from: addDays(today, -6), to: today }) },
  { value: "30d", label: "Last 30 days", range: (today: string) => ({ from: addDays(today, -29), to: today }) },
  { value: "90d", label: "Last 90 days", range: (today: string) => ({ from: addDays(today, -89), to: today }) },
  { value: "month", label: "This month", range: (today: string) => ({ from: firstOfMonth(today), to: today }) },
  {
    value: "last-month",
    label: "Last month",
    range: (today: string) => {
      const to = addDays(firstOfMonth(today), -1);
      return { from: firstOfMonth(to), to };
    },
  },
  { value: "12m", label: "Last 12 months", range: (today: string) => ({ from: addDays(today, -364), to: today }) },
] as const;

/** Whatever the address says, these are days that can be asked for: those of a month such as 2026-11, too. */
export function periodOf({ period, from, to }: PeriodAddress, today: string): Days {
  if (period === OWN_DATES && describeDates(from, to) === undefined) return { from, to };
  if (isDate(`${period}-01`) && period <= today.slice(0, 7)) return daysOfMonth(period, today);
  const { range } = PERIODS.find(({ value }) => value === period) ?? PERIODS[2];
  return range(today);
}

/** The months that can be picked, this one first: as far back as one query goes. */
export function recentMonths(today: string): readonly string[] {
  return Array.from({ length: MONTHS_MAX }, (_, back) => monthBefore(today, back));
}

const MONTHS_MAX = 13;

function monthBefore(today: string, back: number): string {
  const [year = 0, month = 0] = today.split("-").map(Number);
  return new Date(Date.UTC(year, month - 1 - back)).toISOString().slice(0, 7);
}

/** Of the month that is running, the days that have been. */
function daysOfMonth(month: string, today: string): Days {
  const last = addDays(`${monthBefore(month, -1)}-01`, -1);
  return { from: `${month}-01`, to: last < today ? last : today };
}

/** Whether the last of the days is not over. */
export function isRunning({ to }: Days, today: string): boolean {
  return to >= today;
}

/** The days of them that are over; undefined where none is. */
export function daysThatAreOver({ from, to }: Days, today: string): Days | undefined {
  const last = isRunning({ from, to }, today) ? addDays(today, -1) : to;
  return last < from ? undefined : { from, to: last };
}

export function isDate(text: string): boolean {
  return /^20\d\d-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)) && addDays(text, 0) === text;
}

export function addDays(date: string, days: number): string {
  return new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Number of days from one to the other, both counted. */
export function lengthOf(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS) + 1;
}

/** What is wrong with dates that somebody typed. */
export function describeDates(from: string, to: string): string | undefined {
  if (!isDate(from) || !isDate(to)) return "Give both days.";
  if (from > to) return "The first day is after the last.";
  return lengthOf(from, to) > DAYS_MAX ? `Choose at most ${DAYS_MAX} days.` : undefined;
}

function firstOfMonth(date: string): string {
  return `${date.slice(0, 8)}01`;
}
