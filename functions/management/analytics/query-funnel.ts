import { FUNNEL_STEPS } from "../../../contract/schemas/analytics.ts";
import { previousRange, shareOf } from "../../domain/analytics/event-range.ts";
import { ALL_CONFIGURATORS, firstOf } from "../../domain/series.ts";
import type { UsageRange as DayRange } from "../../domain/usage/usage-range.ts";
import { type Answer, isRefusal, type Refusal } from "../../http/answer.ts";
import type { AuthorizedRequest } from "../../http/create-handler.ts";
import { countTotal } from "./count-events.ts";
import { type AnalyticsParts, describePeriod, readPeriod } from "./parts.ts";

type Step = (typeof FUNNEL_STEPS)[number];

/** A configurator is loaded once each time that it is opened; of all else, the first counts. */
const SERIES_OF: Readonly<Record<Step, string>> = {
  load: "load",
  interaction: firstOf("option_chosen"),
  save: firstOf("save"),
  add_to_cart: firstOf("add_to_cart"),
};

export async function queryFunnel(
  parts: AnalyticsParts,
  { principal, query, nowEpochMs }: AuthorizedRequest<"queryFunnel">,
): Promise<Answer | Refusal> {
  const { workspaceId } = principal;
  const period = await readPeriod(parts, workspaceId, query, nowEpochMs);
  if (isRefusal(period)) return period;
  const of = { workspaceId, configuratorId: query.configuratorId ?? ALL_CONFIGURATORS };
  const countSteps = (range: DayRange) =>
    Promise.all(FUNNEL_STEPS.map((step) => countTotal(parts.telemetry, of, SERIES_OF[step], range)));
  const counted = await countSteps(period.range);
  const previous = query.compare === undefined ? undefined : await countSteps(previousRange(period.range, period));
  const [first] = counted;
  const itemsRead = [...counted, ...(previous ?? [])].reduce((total, step) => total + step.itemsRead, 0);
  return {
    status: 200,
    body: {
      ...describePeriod(period, itemsRead),
      steps: counted.map(({ count }, index) => ({
        step: FUNNEL_STEPS[index],
        count,
        shareOfFirst: shareOf(count, first?.count ?? 0),
        shareOfPrevious: shareOf(count, counted[Math.max(0, index - 1)]?.count ?? 0),
        previousCount: previous?.[index]?.count ?? null,
      })),
    },
  };
}
