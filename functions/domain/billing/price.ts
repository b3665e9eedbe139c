import type { Rate } from "./rate-card.ts";

/** What a run of units costs. */
export interface PricedUnits {
  readonly includedUnits: number;
  /** How many units had which price, without the tiers that none fell into. */
  readonly tiers: readonly { readonly price: number; readonly per: number; readonly units: number }[];
  readonly amount: number;
}

/**
 * The price of the units at the places `before + 1` to `before + units` of the month. It is added up exactly and rounded once, half up.
 */
export function priceUnits({ included, tiers }: Rate, before: number, units: number): PricedUnits {
  const end = before + units;
  const unitsWithin = (from: number, to: number) => Math.max(0, Math.min(end, to) - Math.max(before, from));
  const priced = tiers
    .map(({ upTo, price, per }, index) => {
      const from = Math.max(included, tiers[index - 1]?.upTo ?? 0);
      return { price, per, units: unitsWithin(from, upTo ?? Number.POSITIVE_INFINITY) };
    })
    .filter((tier) => tier.units > 0);
  let [numerator, denominator] = [0n, 1n];
  for (const { price, per, units: tierUnits } of priced) {
    numerator = numerator * BigInt(per) + BigInt(tierUnits) * BigInt(price) * denominator;
    denominator *= BigInt(per);
  }
  return { includedUnits: unitsWithin(0, included), tiers: priced, amount: roundHalfUp(numerator, denominator) };
}

/** The part of a monthly fee for some of the month's days. */
export function priceDays(fee: number, days: number, daysInMonth: number): number {
  return roundHalfUp(BigInt(fee) * BigInt(days), BigInt(daysInMonth));
}

/**
 * Neither is negative, so that half up is also away from zero.
 * @throws RangeError for an amount that JSON cannot carry exactly
 */
function roundHalfUp(numerator: bigint, denominator: bigint): number {
  const amount = Number((2n * numerator + denominator) / (2n * denominator));
  if (!Number.isSafeInteger(amount)) throw new RangeError("an amount is too large");
  return amount;
}
