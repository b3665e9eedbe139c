import { describe, expect, it } from "vitest";
import { priceDays, priceUnits } from "../../../../functions/domain/billing/price.ts";
import { areTiersInOrder, PRICE_MAX, type Rate, UNITS_MAX } from "../../../../functions/domain/billing/rate-card.ts";

const RATE: Rate = {
  included: 1000,
  tiers: [
    { upTo: 5000, price: 40, per: 1000 },
    { upTo: null, price: 1, per: 40 },
  ],
};

describe("units are priced by their place in the month", () => {
  it.each([
    [0, 1000, 0],
    [0, 1012, 0],
    [0, 1013, 1],
    [0, 5000, 160],
    [0, 5020, 161],
    [0, 5019, 160],
    [5000, 20, 1],
    [999, 2, 0],
  ])("%i units before and %i now cost %i", (before, units, amount) => {
    expect(priceUnits(RATE, before, units).amount).toBe(amount);
  });

  it("says how many were included, and how many had which price", () => {
    expect(priceUnits(RATE, 900, 4200)).toEqual({
      includedUnits: 100,
      tiers: [
        { price: 40, per: 1000, units: 4000 },
        { price: 1, per: 40, units: 100 },
      ],
      amount: 163,
    });
  });

  it("adds up exactly what would overflow a double, and refuses what JSON cannot carry", () => {
    const dearest = { included: 0, tiers: [{ upTo: null, price: PRICE_MAX, per: 3 }] };
    expect(priceUnits(dearest, 0, 9_007_199_254).amount).toBe(3_002_399_751_333_333);
    expect(() => priceUnits({ ...dearest, tiers: [{ upTo: null, price: PRICE_MAX, per: 1 }] }, 0, UNITS_MAX)).toThrow(
      RangeError,
    );
  });
});

describe("a fee is charged by days and rounded half up", () => {
  it.each([
    [4900, 30, 30, 4900],
    [100, 1, 30, 3],
    [105, 1, 30, 4],
    [104, 1, 30, 3],
    [2, 7, 28, 1],
    [0, 7, 28, 0],
  ])("%i for %i of %i days is %i", (fee, days, daysInMonth, amount) => {
    expect(priceDays(fee, days, daysInMonth)).toBe(amount);
  });
});

describe("tiers leave no unit without a price", () => {
  const tiers = (included: number, ...ends: (number | null)[]) =>
    areTiersInOrder({ included, tiers: ends.map((upTo) => ({ upTo, price: 1, per: 1 })) });

  it("takes ascending ones of which only the last has no end", () => {
    expect(tiers(0, null)).toBe(true);
    expect(tiers(9, 10, 11, null)).toBe(true);
  });

  it.each([
    ["one that ends", tiers(0, 10)],
    ["an end in the middle", tiers(0, null, null)],
    ["the same end twice", tiers(0, 10, 10, null)],
    ["a first tier that is all included", tiers(10, 10, null)],
  ])("refuses %s", (_, accepted) => {
    expect(accepted).toBe(false);
  });
});
