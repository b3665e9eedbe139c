import type { ChartPoint } from "../design/chart-data.ts";
import type { Granularity } from "./period.ts";

/** What time it is, as far as it matters for what is counted. */
export interface Now {
  /** The day that it is where the days are of. */
  readonly today: string;
  readonly completeUntil: string | null;
  readonly nowEpochMs: number;
}

interface Words {
  readonly short: Intl.DateTimeFormatOptions;
  readonly full: Intl.DateTimeFormatOptions;
  /** Stands before the full name. */
  readonly prefix?: string;
}

const DATE = { year: "numeric", month: "long", day: "numeric" } as const;
const CLOCK = { hour: "2-digit", minute: "2-digit" } as const;
const WORDS: Readonly<Record<Granularity, Words>> = {
  "15min": { short: CLOCK, full: { weekday: "short", month: "short", day: "numeric", ...CLOCK } },
  hour: { short: CLOCK, full: { weekday: "short", month: "short", day: "numeric", ...CLOCK } },
  day: { short: { month: "short", day: "numeric" }, full: { weekday: "long", ...DATE } },
  week: { short: { month: "short", day: "numeric" }, full: DATE, prefix: "Week from " },
  month: { short: { month: "short", year: "2-digit" }, full: { month: "long", year: "numeric" } },
};

/** How the points of a chart are called, in the time zone that their days are of. */
export function namePoints(
  starts: readonly string[],
  granularity: Granularity,
  timeZone: string,
): readonly ChartPoint[] {
  const { short, full, prefix = "" } = WORDS[granularity];
  // A clock alone does not say which day it is of.
  const spansDays = (granularity === "hour" && starts.length > 26) || (granularity === "15min" && starts.length > 104);
  const shortFormat = new Intl.DateTimeFormat(undefined, {
    ...short,
    ...(spansDays && { month: "short", day: "numeric" }),
    timeZone,
  });
  const fullFormat = new Intl.DateTimeFormat(undefined, { ...full, timeZone });
  return starts.map((start) => {
    const at = Date.parse(start);
    return { short: shortFormat.format(at), full: prefix + fullFormat.format(at) };
  });
}

/**
 * The point that has begun and is not over, as far as things are counted: those behind it lie ahead.
 * @returns -1 where all of them lie ahead; undefined where the period is over
 */
export function runningPoint(
  starts: readonly string[],
  to: string,
  { today, completeUntil, nowEpochMs }: Now,
): number | undefined {
  if (to < today) return undefined;
  const now = completeUntil === null ? nowEpochMs : Date.parse(completeUntil);
  return starts.findLastIndex((start) => Date.parse(start) <= now);
}

/** The same points, of which one is marked as not over. */
export function markRunning(points: readonly ChartPoint[], running: number | undefined): readonly ChartPoint[] {
  return points.map((point, at) =>
    at === running ? { ...point, full: `${point.full}, so far`, isPartial: true } : point,
  );
}

/** Counts without those of points that lie ahead. */
export function untilNow(counts: readonly number[], running: number | undefined): readonly (number | null)[] {
  return counts.map((count, at) => (running !== undefined && at > running ? null : count));
}
