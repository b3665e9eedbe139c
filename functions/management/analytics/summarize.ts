import { SUMMARY_EVENTS } from "../../../contract/schemas/analytics.ts";
import { previousRange } from "../../domain/analytics/event-range.ts";
import { ALL_CONFIGURATORS, QUARTER_MS, sumBetween, usageSeries } from "../../domain/series.ts";
import { dateAt } from "../../domain/time-zone.ts";
import type { UsageRange as DayRange } from "../../domain/usage/usage-range.ts";
import { type Answer, isRefusal, type Refusal } from "../../http/answer.ts";
import type { AuthorizedRequest } from "../../http/create-handler.ts";
import { readBreakdown, readSeries } from "../../store/rollups.ts";
import { type Counted, countTotal, type EventsOf } from "./count-events.ts";
import { type AnalyticsParts, describePeriod, readPeriod } from "./parts.ts";

export async function summarize(
  parts: AnalyticsParts,
  { principal, query, nowEpochMs }: AuthorizedRequest<"summarizeAnalytics">,
): Promise<Answer | Refusal> {
  const { workspaceId } = principal;
  const period = await readPeriod(parts, workspaceId, query, nowEpochMs);
  if (isRefusal(period)) return period;
  const of = { workspaceId, configuratorId: query.configuratorId ?? ALL_CONFIGURATORS };
  const countEvents = (range: DayRange) =>
    Promise.all(SUMMARY_EVENTS.map((event) => countTotal(parts.telemetry, of, event, range)));
  const counted = await countEvents(period.range);
  const previous = query.compare === undefined ? [] : await countEvents(previousRange(period.range, period));
  const marked = await countMarked(parts, of, period.range, period.workspaceTimeZone);
  const refused = await countRefused(parts, workspaceId, period.range);
  const itemsRead = [...counted, ...previous, marked, refused].reduce((total, one) => total + one.itemsRead, 0);
  return {
    status: 200,
    body: {
      ...describePeriod(period, itemsRead),
      events: SUMMARY_EVENTS.map((event, index) => ({
        event,
        count: counted[index]?.count ?? 0,
        previousCount: previous[index]?.count ?? null,
      })),
      clockCorrected: marked.count,
      refused: refused.count,
    },
  };
}

/** By the days of the workspace that the range touches. */
async function countMarked(
  { telemetry }: AnalyticsParts,
  of: EventsOf,
  { startsAtEpochMs, endsAtEpochMs }: DayRange,
  timeZone: string,
): Promise<Counted<number>> {
  const [first = endsAtEpochMs] = startsAtEpochMs;
  const [from, to] = [dateAt(first, timeZone), dateAt(endsAtEpochMs - 1, timeZone)];
  const { periods, itemsRead } = await readBreakdown(telemetry, { ...of, dimension: "mark" }, "day", from, to);
  const counts = [...periods.values()].flatMap((counters) => [...counters.values()]);
  return { count: counts.reduce((total, count) => total + count, 0), itemsRead };
}

async function countRefused(
  { telemetry }: AnalyticsParts,
  workspaceId: string,
  { startsAtEpochMs, endsAtEpochMs, utcDays }: DayRange,
): Promise<Counted<number>> {
  const series = usageSeries("workspace", workspaceId, "refused");
  const { days, itemsRead } = await readSeries(telemetry, { workspaceId, series }, utcDays.from, utcDays.to);
  const [first = endsAtEpochMs] = startsAtEpochMs;
  return { count: sumBetween(days, first / QUARTER_MS, endsAtEpochMs / QUARTER_MS), itemsRead };
}
