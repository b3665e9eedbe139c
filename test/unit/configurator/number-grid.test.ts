import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { numberAt, stepsTo } from "../../../functions/domain/configurator/number-grid.ts";

const decimalGrid = fc
  .record({
    decimals: fc.integer({ min: 0, max: 6 }),
    min: fc.integer({ min: -100_000_000, max: 100_000_000 }),
    step: fc.integer({ min: 1, max: 100_000 }),
    steps: fc.integer({ min: 1, max: 1_000 }),
  })
  .map(({ decimals, min, step, steps }) => ({
    bounds: { min: at(min, decimals), max: at(min + step * steps, decimals), step: at(step, decimals) },
    written: (count: number) => at(min + step * count, decimals),
    steps,
  }));

/** What a decimal literal means: `at(25, 1)` is 2.5. */
function at(digits: number, decimals: number): number {
  return Number(`${digits}e-${decimals}`);
}

describe("number grid", () => {
  it("meets the very number that a person would write, at every step", () => {
    fc.assert(
      fc.property(decimalGrid, fc.nat(), ({ bounds, written, steps }, seed) => {
        const count = seed % (steps + 1);
        expect(numberAt(bounds, count)).toBe(written(count) + 0);
        expect(stepsTo(bounds, written(count))).toBe(count);
      }),
      { numRuns: 2_000 },
    );
  });

  it("never accepts the neighboring doubles of a number on the grid", () => {
    expect(stepsTo({ min: 0, max: 1, step: 0.1 }, 0.3)).toBe(3);
    expect(stepsTo({ min: 0, max: 1, step: 0.1 }, 0.1 + 0.2)).toBeUndefined();
    expect(stepsTo({ min: 0, max: 1, step: 0.1 }, 0.29999999999999993)).toBeUndefined();
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])("has no step for %s", (value) => {
    expect(stepsTo({ min: 0, max: 10, step: 1 }, value)).toBeUndefined();
  });

  it("keeps to its bounds", () => {
    expect(numberAt({ min: 2, max: 8, step: 2 }, -5)).toBe(2);
    expect(numberAt({ min: 2, max: 8, step: 2 }, 99)).toBe(8);
    expect(Object.is(numberAt({ min: -1, max: 1, step: 1 }, 1), 0)).toBe(true);
  });
});
