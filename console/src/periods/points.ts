import type { ChartPoint } from "../design/chart-data.ts";
import type { Granularity } from "./period.ts";

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
