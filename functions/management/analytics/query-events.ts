import type { ResponseOf } from "../../../contract/api.ts";
import { previousRange } from "../../domain/analytics/event-range.ts";
import type { Dimension } from "../../domain/breakdown.ts";
import { parseBreakdownKey } from "../../domain/breakdown.ts";
import { ALL_CONFIGURATORS } from "../../domain/series.ts";
import { dateAt } from "../../domain/time-zone.ts";
import type { UsageRange as DayRange } from "../../domain/usage/usage-range.ts";
import { isRefusal, type Refusal } from "../../http/answer.ts";
import type { AuthorizedRequest } from "../../http/create-handler.ts";
import { readBreakdown } from "../../store/rollups.ts";
import { countPoints, type EventsOf } from "./count-events.ts";
import { type AnalyticsParts, describePeriod, type Period, readPeriod, refuseParameter } from "./parts.ts";
import { type Groups, largest, readGroups, sum } from "./read-groups.ts";

export type EventsRequest = AuthorizedRequest<"queryEvents" | "exportEvents">;
export type EventCounts = ResponseOf<"queryEvents">;

/** What a group counts unless the query names an event. */
const EVENT_OF: Readonly<Record<Exclude<Dimension, "event" | "mark">, string>> = {
  configurator: "load",
  option: "option_chosen",
  combination: "save",
  token: "load",
  origin: "load",
  error: "error",
};
/** Counted for each configurator on its own, and not for all together. */
const OF_ONE_CONFIGURATOR: ReadonlySet<Dimension> = new Set(["option", "combination", "error"]);

const HOUR_MS = 60 * 60 * 1000;
const HOURS_KEPT_MS = 34 * 24 * HOUR_MS;

/** What both operations answer with, in their own forms. */
export async function readEvents(
  parts: AnalyticsParts,
  { principal, query, nowEpochMs }: EventsRequest,
): Promise<EventCounts | Refusal> {
  const { workspaceId } = principal;
  const { groupBy, granularity, configuratorId = ALL_CONFIGURATORS } = query;
  const period = await readPeriod(parts, workspaceId, query, nowEpochMs);
  if (isRefusal(period)) return period;
  const before = query.compare === undefined ? undefined : previousRange(period.range, period);
  const refusal = groupBy === "event" ? undefined : refuseGroup(query, period, before ?? period.range, nowEpochMs);
  if (refusal !== undefined) return refusal;
  const of = { workspaceId, configuratorId: groupBy === "configurator" ? ALL_CONFIGURATORS : configuratorId };
  const read = (range: DayRange, keys?: readonly string[]) =>
    groupBy === "event"
      ? readEventSeries(parts, of, { event: query.event, limit: query.limit, keys }, range, period)
      : readGroups(
          parts.telemetry,
          of,
          { dimension: groupBy, event: query.event ?? EVENT_OF[groupBy] },
          range,
          { period: granularity === "hour" ? "hour" : "day", timeZone: period.workspaceTimeZone },
          (totalOf) => keys ?? largest(totalOf, query.limit),
        );
  const { pointsOf, itemsRead } = await read(period.range);
  const totals = [...pointsOf].map(([key, points]): [string, number] => [key, sum(points)]);
  const keys = largest(new Map(totals), query.limit);
  const previous = before && (await read(before, keys));
  return {
    ...describePeriod(period, itemsRead + (previous?.itemsRead ?? 0)),
    granularity,
    groupBy,
    series: keys.map((key) =>
      describeSeries(key, period.range, pointsOf.get(key) ?? [], previous?.pointsOf.get(key) ?? (previous && [])),
    ),
  };
}

function refuseGroup(
  { groupBy, granularity, configuratorId }: EventsRequest["query"],
  { range, timeZone, workspaceTimeZone }: Period,
  earliest: DayRange,
  nowEpochMs: number,
): Refusal | undefined {
  if (groupBy !== "event" && OF_ONE_CONFIGURATOR.has(groupBy) && configuratorId === undefined)
    return refuseParameter("/configuratorId", "custom", `Groups by ${groupBy} are of one configurator: name it.`);
  if (groupBy === "configurator" && configuratorId !== undefined)
    return refuseParameter("/configuratorId", "custom", "Groups by configurator are of all of them: leave it out.");
  if (granularity === "15min")
    return refuseParameter("/granularity", "custom", "Only groups by event are counted by the quarter of an hour.");
  if (granularity !== "hour" && timeZone !== workspaceTimeZone) {
    const message = `Groups are counted by the days of the workspace, whose time zone is ${workspaceTimeZone}: leave the time zone out.`;
    return refuseParameter("/timeZone", "custom", message);
  }
  if (granularity !== "hour") return undefined;
  const [first = nowEpochMs] = earliest.startsAtEpochMs;
  if (first < nowEpochMs - HOURS_KEPT_MS)
    return refuseParameter("/from", "custom", "Hours of groups are kept for 34 days. Ask for days instead.");
  return range.startsAtEpochMs.some((startsAt) => startsAt % HOUR_MS !== 0)
    ? refuseParameter("/timeZone", "custom", "Groups are counted by the hours of UTC, and this time zone has others.")
    : undefined;
}

/** Which events there are is read from a breakdown, and how often from a series of each, which is exact in every time zone. */
async function readEventSeries(
  { telemetry }: AnalyticsParts,
  of: EventsOf,
  {
    event,
    limit,
    keys,
  }: { readonly event: string | undefined; readonly limit: number; readonly keys: readonly string[] | undefined },
  range: DayRange,
  { workspaceTimeZone }: Period,
): Promise<Groups> {
  const listed =
    keys === undefined && event === undefined ? await listEvents(telemetry, of, range, workspaceTimeZone) : undefined;
  const names = keys ?? (event === undefined ? (listed?.names.slice(0, limit) ?? []) : [event]);
  const counted = await Promise.all(names.map((name) => countPoints(telemetry, of, name, range)));
  return {
    pointsOf: new Map(names.map((name, index) => [name, counted[index]?.count ?? []])),
    itemsRead: counted.reduce((total, { itemsRead }) => total + itemsRead, listed?.itemsRead ?? 0),
  };
}

/** Most frequent first. The workspace's days may reach beyond the range on both sides. */
async function listEvents(
  telemetry: AnalyticsParts["telemetry"],
  { workspaceId, configuratorId }: EventsOf,
  { startsAtEpochMs, endsAtEpochMs }: DayRange,
  timeZone: string,
): Promise<{ readonly names: readonly string[]; readonly itemsRead: number }> {
  const [first = endsAtEpochMs] = startsAtEpochMs;
  const { periods, itemsRead } = await readBreakdown(
    telemetry,
    { workspaceId, configuratorId, dimension: "event" },
    "day",
    dateAt(first, timeZone),
    dateAt(endsAtEpochMs - 1, timeZone),
  );
  const totals = new Map<string, number>();
  for (const counters of periods.values()) {
    for (const [counter, count] of counters) {
      const { event } = parseBreakdownKey(counter);
      totals.set(event, (totals.get(event) ?? 0) + count);
    }
  }
  return { names: largest(totals, totals.size), itemsRead };
}

function describeSeries(
  key: string,
  { startsAtEpochMs }: DayRange,
  points: readonly number[],
  previous: readonly number[] | undefined,
): EventCounts["series"][number] {
  return {
    key,
    total: sum(points),
    previousTotal: previous === undefined ? null : sum(previous),
    points: startsAtEpochMs.map((startsAt, index) => ({
      startsAt: new Date(startsAt).toISOString(),
      count: points[index] ?? 0,
      previousCount: previous === undefined ? null : (previous[index] ?? 0),
    })),
  };
}
