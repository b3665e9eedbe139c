import { PRICED_METRICS, type PricedMetric } from "../../../../functions/domain/billing/rate-card.ts";
import type { OwnPriceOutput, Rate, RateCard } from "../../../../sdk/src/generated/types.ts";
import { writeAmount } from "../../money.ts";

/** A rate card as it is typed. Amounts are in the currency's own unit: `0.40`. */
export interface CardForm {
  readonly effectiveFrom: string;
  readonly currency: string;
  /** Empty: none. */
  readonly fee: string;
  /** Empty: none. */
  readonly budget: string;
  /** What has no rate is free. */
  readonly rates: { readonly [metric in PricedMetric]?: RateForm | undefined };
  readonly services: readonly OwnPriceForm[];
  readonly applications: readonly OwnPriceForm[];
}

export interface RateForm {
  readonly included: string;
  /** The last one has no end, whatever stands in its `upTo`. */
  readonly tiers: readonly TierForm[];
}

export interface TierForm {
  readonly upTo: string;
  readonly price: string;
  readonly per: string;
}

/** What a service or an application costs by itself. */
export interface OwnPriceForm {
  readonly id: string;
  readonly fee: string;
  readonly hit: RateForm | undefined;
}

export const EMPTY_TIER: TierForm = { upTo: "", price: "", per: "1" };
export const EMPTY_RATE: RateForm = { included: "", tiers: [EMPTY_TIER] };

export function emptyCard(effectiveFrom: string, currency: string): CardForm {
  return { effectiveFrom, currency, fee: "", budget: "", rates: {}, services: [], applications: [] };
}

/** A form that would change nothing. */
export function formOf({ effectiveFrom, currency, fee, budget, rates, services, applications }: RateCard): CardForm {
  const write = (amount: number | null | undefined) =>
    amount === null || amount === undefined ? "" : writeAmount(currency, amount);
  const writeRate = ({ included = 0, tiers }: Rate): RateForm => ({
    included: included === 0 ? "" : `${included}`,
    tiers: tiers.map(({ upTo, price, per = 1 }) => ({
      upTo: upTo === null ? "" : `${upTo}`,
      price: write(price),
      per: `${per}`,
    })),
  });
  const writeOwn = (prices: Readonly<Record<string, OwnPriceOutput>>): OwnPriceForm[] =>
    Object.entries(prices).map(([id, price]) => ({
      id,
      fee: write(price.fee),
      hit: price.hit === undefined ? undefined : writeRate(price.hit),
    }));
  return {
    effectiveFrom,
    currency,
    fee: write(fee),
    budget: write(budget),
    rates: Object.fromEntries(
      PRICED_METRICS.flatMap((metric) => {
        const rate = rates[metric];
        return rate === undefined ? [] : [[metric, writeRate(rate)]];
      }),
    ),
    services: writeOwn(services),
    applications: writeOwn(applications),
  };
}
