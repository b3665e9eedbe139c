import type { ResponseOf } from "../../../contract/api.ts";
import { shareOf } from "../../domain/analytics/event-range.ts";
import { OTHER } from "../../domain/series.ts";
import { isRefusal, type Refusal } from "../../http/answer.ts";
import type { AuthorizedRequest } from "../../http/create-handler.ts";
import { type AnalyticsParts, describePeriod, readPeriod } from "./parts.ts";
import { largest, readGroupTotals, sum } from "./read-groups.ts";

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
    readGroupTotals(parts.telemetry, { workspaceId, configuratorId }, { dimension, event }, period.range, {
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
    attributes: attributesOf(chosen.totalOf, limit),
    combinations: combinationsOf(saved.totalOf, added.totalOf).slice(0, limit),
  };
}

interface ChosenValue {
  readonly value: string;
  readonly count: number;
}

/** Whoever has a public token can make up attributes: the least chosen ones beyond this number are `OTHER`. */
const ATTRIBUTES_MAX = 200;

function attributesOf(totalOf: ReadonlyMap<string, number>, limit: number): TopOptions["attributes"] {
  const valuesOf = new Map<string, ChosenValue[]>();
  for (const [key, count] of totalOf) {
    const at = key.indexOf("=");
    const attribute = at < 0 ? OTHER : key.slice(0, at);
    const values = valuesOf.get(attribute) ?? [];
    values.push({ value: at < 0 ? OTHER : key.slice(at + 1), count });
    valuesOf.set(attribute, values);
  }
  const counted = new Map([...valuesOf].map(([attribute, values]) => [attribute, totalOfValues(values)]));
  const apart = new Set(largest(counted, ATTRIBUTES_MAX));
  if (counted.size > apart.size) {
    const others = [...counted].filter(([attribute]) => attribute === OTHER || !apart.has(attribute));
    for (const [attribute] of others) valuesOf.delete(attribute);
    valuesOf.set(OTHER, [{ value: OTHER, count: sum(others.map(([, total]) => total)) }]);
  }
  return [...valuesOf]
    .map(([attribute, values]) => {
      const total = totalOfValues(values);
      const sorted = values.sort((left, right) => right.count - left.count || compare(left.value, right.value));
      return {
        attribute,
        total,
        values: sorted.slice(0, limit).map(({ value, count }) => ({ value, count, share: shareOf(count, total) })),
      };
    })
    .sort((left, right) => right.total - left.total || compare(left.attribute, right.attribute));
}

function totalOfValues(values: readonly ChosenValue[]): number {
  return sum(values.map(({ count }) => count));
}

function combinationsOf(
  saved: ReadonlyMap<string, number>,
  added: ReadonlyMap<string, number>,
): TopOptions["combinations"] {
  return [...new Set([...saved.keys(), ...added.keys()])]
    .map((combination) => ({
      combination,
      saves: saved.get(combination) ?? 0,
      addToCarts: added.get(combination) ?? 0,
    }))
    .sort(
      (left, right) =>
        right.saves + right.addToCarts - left.saves - left.addToCarts || compare(left.combination, right.combination),
    );
}

function compare(left: string, right: string): number {
  return left < right ? -1 : 1;
}
