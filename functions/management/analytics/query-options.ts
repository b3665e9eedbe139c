import type { ResponseOf } from "../../../contract/api.ts";
import { shareOf } from "../../domain/analytics/event-range.ts";
import { OTHER } from "../../domain/series.ts";
import { isRefusal, type Refusal } from "../../http/answer.ts";
import type { AuthorizedRequest } from "../../http/create-handler.ts";
import { type AnalyticsParts, describePeriod, readPeriod } from "./parts.ts";
import { readGroups, sum } from "./read-groups.ts";

export type OptionsRequest = AuthorizedRequest<"queryOptions" | "exportOptions">;
export type TopOptions = ResponseOf<"queryOptions">;

/** What both operations answer with, in their own forms. */
export async function readOptions(
  parts: AnalyticsParts,
  { principal, query, nowEpochMs }: OptionsRequest,
): Promise<TopOptions | Refusal> {
  const { workspaceId } = principal;
  const { configuratorId, limit } = query;
  const period = await readPeriod(parts, workspaceId, query, nowEpochMs);
  if (isRefusal(period)) return period;
  const read = (dimension: "option" | "combination", event: string) =>
    readGroups(parts.telemetry, { workspaceId, configuratorId }, { dimension, event }, period.range, {
      period: "day",
      timeZone: period.workspaceTimeZone,
    });
  const [chosen, saved, added] = await Promise.all([
    read("option", "option_chosen"),
    read("combination", "save"),
    read("combination", "add_to_cart"),
  ]);
  return {
    ...describePeriod(period, chosen.itemsRead + saved.itemsRead + added.itemsRead),
    attributes: attributesOf(chosen.pointsOf, limit),
    combinations: combinationsOf(saved.pointsOf, added.pointsOf).slice(0, limit),
  };
}

function attributesOf(pointsOf: ReadonlyMap<string, readonly number[]>, limit: number): TopOptions["attributes"] {
  const attributes = new Map<string, { readonly value: string; readonly count: number }[]>();
  for (const [key, points] of pointsOf) {
    const at = key.indexOf("=");
    const attribute = at < 0 ? OTHER : key.slice(0, at);
    const values = attributes.get(attribute) ?? [];
    values.push({ value: at < 0 ? OTHER : key.slice(at + 1), count: sum(points) });
    attributes.set(attribute, values);
  }
  return [...attributes]
    .map(([attribute, values]) => {
      const total = sum(values.map(({ count }) => count));
      const sorted = values.sort((left, right) => right.count - left.count || compare(left.value, right.value));
      return {
        attribute,
        total,
        values: sorted.slice(0, limit).map(({ value, count }) => ({ value, count, share: shareOf(count, total) })),
      };
    })
    .sort((left, right) => right.total - left.total || compare(left.attribute, right.attribute));
}

function combinationsOf(
  saved: ReadonlyMap<string, readonly number[]>,
  added: ReadonlyMap<string, readonly number[]>,
): TopOptions["combinations"] {
  return [...new Set([...saved.keys(), ...added.keys()])]
    .map((combination) => ({
      combination,
      saves: sum(saved.get(combination) ?? []),
      addToCarts: sum(added.get(combination) ?? []),
    }))
    .sort(
      (left, right) =>
        right.saves + right.addToCarts - left.saves - left.addToCarts || compare(left.combination, right.combination),
    );
}

function compare(left: string, right: string): number {
  return left < right ? -1 : 1;
}
