import type { Metric } from "../series.ts";

/** What can have a price, in the order of a statement. Requests that were refused have none. */
export const PRICED_METRICS = [
  "load",
  "save",
  "event",
  "verification",
  "call",
  "hit",
] as const satisfies readonly Metric[];
export type PricedMetric = (typeof PRICED_METRICS)[number];

export const TIERS_MAX = 10;
/** Dearest price of a tier: 10,000 of a currency with two decimals. A thousand million units at that price are still a safe integer. */
export const PRICE_MAX = 1_000_000;
export const UNITS_MAX = 1_000_000_000_000;
/** Monthly fees and budgets, in minor units. */
export const FEE_MAX = 1_000_000_000_000;
export const PRICED_SERVICES_MAX = 50;
export const PRICED_APPLICATIONS_MAX = 100;
/** How many cards may begin in one month: its statement has lines for each of them and must fit into one item. */
export const CARDS_PER_MONTH_MAX = 4;
/** How far ahead a rate card may begin. */
export const DAYS_AHEAD_MAX = 366;

/** `price` minor units for each `per` units. */
export interface Tier {
  /** The last place in the month that it is for, the included units counted. null: to the end. */
  readonly upTo: number | null;
  readonly price: number;
  readonly per: number;
}

/** What units cost, by their place among those of the month that go by the same rate. */
export interface Rate {
  /** So many first units of the month cost nothing. */
  readonly included: number;
  /** Ascending; the last one has no end. */
  readonly tiers: readonly Tier[];
}

/** A service that has a fee of its own, or a rate for the hits on it. */
export interface ServicePrice {
  /** As it was called when the card was written: a service may be deleted before its last statement. */
  readonly name: string;
  readonly fee?: number | undefined;
  readonly hit?: Rate | undefined;
}

export interface ApplicationPrice extends ServicePrice {
  readonly serviceId: string;
}

/** What a workspace's use costs from a day on, until another card begins. Money is in minor units of the currency. */
export interface RateCard {
  /** First day, in the time zone of the workspace. */
  readonly effectiveFrom: string;
  readonly currency: string;
  /** For each month. */
  readonly fee?: number | undefined;
  readonly rates: { readonly [metric in PricedMetric]?: Rate | undefined };
  /** By id. A hit goes by the rate of its application, else of its service, else of the workspace. */
  readonly services: Readonly<Record<string, ServicePrice>>;
  readonly applications: Readonly<Record<string, ApplicationPrice>>;
  /** What a month is meant to cost at most. Nothing is stopped beyond it; alerts tell. */
  readonly budget?: number | undefined;
}

/** Whether tiers stand in order, begin behind what is included, and leave no unit without a price. */
export function areTiersInOrder({ included, tiers }: Rate): boolean {
  return tiers.every(({ upTo }, index) => {
    const isLast = index === tiers.length - 1;
    if (upTo === null || isLast) return upTo === null && isLast;
    return upTo > (tiers[index - 1]?.upTo ?? included);
  });
}
