import { DOCUMENT_LIMITS, type NumberAttribute } from "./document.ts";

type GridBounds = Pick<NumberAttribute, "min" | "max" | "step">;

/**
 * Number of steps from `min` to `value`, or `undefined` where `value` is not on the grid `min`, `min + step`, ... `max`.
 *
 * Decimal steps such as 0.1 have no exact binary form, so the arithmetic is done on integers: all numbers are scaled by
 * the power of ten that makes `min` and `step` whole.
 */
export function stepsTo(bounds: GridBounds, value: number): number | undefined {
  const decimals = decimalsOf(bounds);
  if (decimals === undefined) return undefined;
  const [min, step, scaled] = [scale(bounds.min, decimals), scale(bounds.step, decimals), scale(value, decimals)];
  if (min === undefined || step === undefined || scaled === undefined) return undefined;
  if (step <= 0 || value < bounds.min || value > bounds.max) return undefined;
  const steps = (scaled - min) / step;
  return Number.isInteger(steps) ? steps : undefined;
}

/** The number that lies `steps` steps above `min`; the nearest bound where that is off the grid. */
export function numberAt(bounds: GridBounds, steps: number): number {
  const decimals = decimalsOf(bounds) ?? 0;
  const [min, step] = [scale(bounds.min, decimals) ?? 0, scale(bounds.step, decimals) ?? 1];
  const inRange = Math.min(Math.max(Math.round(steps), 0), stepsTo(bounds, bounds.max) ?? 0);
  return (min + inRange * step) / 10 ** decimals + 0;
}

/** Fewest decimals that write both `min` and `step`, or `undefined` where they have more than the limit. */
export function decimalsOf({ min, step }: GridBounds): number | undefined {
  for (let decimals = 0; decimals <= DOCUMENT_LIMITS.numberDecimals; decimals += 1) {
    if (scale(min, decimals) !== undefined && scale(step, decimals) !== undefined) return decimals;
  }
  return undefined;
}

/** `value` times ten to the power of `decimals` as an exact integer, or `undefined` where it has more decimals. */
function scale(value: number, decimals: number): number | undefined {
  const factor = 10 ** decimals;
  const scaled = Math.round(value * factor);
  // Both operands are exact integers, so the quotient is the double nearest to the decimal, as a literal would be.
  return Number.isSafeInteger(scaled) && scaled / factor === value ? scaled : undefined;
}
