/**
 * A series counts one thing over time, in quarters of an hour, because the offset of every time zone in use is a multiple of that: days and
 * months of any zone are sums of quarters. One item of the store holds a UTC day of it.
 */
export const QUARTER_MS = 15 * 60 * 1000;
export const QUARTERS_PER_DAY = 96;

/** Stands for all configurators of a workspace. */
export const ALL_CONFIGURATORS = "*";
/** Takes what is beyond the number of names or values that are kept apart. */
export const OTHER = "(other)";

/** Whose use of the API is metered. */
export const USAGE_SUBJECTS = ["workspace", "token", "service", "application"] as const;
export type UsageSubject = (typeof USAGE_SUBJECTS)[number];

/**
 * What is metered. `load`: configurators that the API answered with, those of the edge's cache not among them; `save`: configurations saved, for
 * the first time or again; `event`: analytics events that were counted; `verification`: tokens that were checked for somebody; `call`: every other
 * request that succeeded; `refused`: requests of a known token that were refused or over its limits; `hit`: calls of an application to its service.
 */
export const METRICS = ["load", "save", "event", "verification", "call", "refused", "hit"] as const;
export type Metric = (typeof METRICS)[number];

declare const brand: unique symbol;
/** Names a series within its workspace. Built by the functions below and by nothing else. */
export type SeriesName = string & { readonly [brand]: "SeriesName" };

/** @param configuratorId or `ALL_CONFIGURATORS` */
export function eventSeries(configuratorId: string, event: string): SeriesName {
  return `EVENTS#${configuratorId}#${event}` as SeriesName;
}

/** The parts of a series of events; undefined for a series of usage. */
export function parseEventSeries(
  series: SeriesName,
): { readonly configuratorId: string; readonly event: string } | undefined {
  const [, configuratorId, event] = /^EVENTS#([^#]+)#(.+)$/.exec(series) ?? [];
  return configuratorId === undefined || event === undefined ? undefined : { configuratorId, event };
}

const FIRST = ".first";

/** Counts the first of its kind since a configurator was opened: the steps of the funnel. No event has such a name. */
export function firstOf(event: string): string {
  return `${event}${FIRST}`;
}

/** The event whose first are counted under such a name; undefined for the name of an event. */
export function eventOfFirst(name: string): string | undefined {
  return name.endsWith(FIRST) ? name.slice(0, -FIRST.length) : undefined;
}

export function usageSeries(subject: UsageSubject, id: string, metric: Metric): SeriesName {
  return `USAGE#${subject}#${id}#${metric}` as SeriesName;
}

/** The quarter that an instant lies in, counted from 1970. */
export function quarterOf(epochMs: number): number {
  return Math.floor(epochMs / QUARTER_MS);
}

/** The UTC day of a quarter, as RFC 3339 writes it, and which of the day's 96 it is. */
export function placeOfQuarter(quarter: number): { readonly day: string; readonly index: number } {
  return { day: new Date(quarter * QUARTER_MS).toISOString().slice(0, 10), index: quarter % QUARTERS_PER_DAY };
}

/** What one UTC day of a series holds: count by quarter of the day, without the zeros. */
export type DayCounts = ReadonlyMap<number, number>;

/** @returns what was counted from `fromQuarter` up to and not including `toQuarter` */
export function sumBetween(days: ReadonlyMap<string, DayCounts>, fromQuarter: number, toQuarter: number): number {
  let sum = 0;
  for (const [day, counts] of days) {
    const first = Date.parse(`${day}T00:00:00Z`) / QUARTER_MS;
    if (first >= toQuarter || first + QUARTERS_PER_DAY <= fromQuarter) continue;
    for (const [index, count] of counts) if (first + index >= fromQuarter && first + index < toQuarter) sum += count;
  }
  return sum;
}
