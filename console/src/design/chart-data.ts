/** One place on the axis of a chart: a quarter of an hour, a day, a month. */
export interface ChartPoint {
  /** Under the axis, such as "23 Nov". */
  readonly short: string;
  /** In the table and for screen readers, such as "Monday, 23 November 2026". */
  readonly full: string;
  /** It has begun and is not over: what it has so far is drawn dashed. */
  readonly isPartial?: boolean;
}

export interface ChartSeries {
  readonly key: string;
  readonly name: string;
  /** One for each point; null where there is nothing to count yet. */
  readonly values: readonly (number | null)[];
  /** What it was in the period before: drawn in gray and dashed. Comes last. */
  readonly isBefore?: boolean;
}

export type ChartLook = "line" | "bars";

/** Colors that can be told apart: more lines than that are no picture any more. */
export const SERIES_MAX = 6;

const NUMBERS = new Intl.NumberFormat();

export function formatCount(count: number): string {
  return NUMBERS.format(count);
}

/** What a chart says about one of its points, in words. */
export function describePoint(points: readonly ChartPoint[], series: readonly ChartSeries[], index: number): string {
  const values = series.map((one) => `${one.name} ${describeValue(one, index)}`);
  return `${points[index]?.full ?? ""}: ${values.join(", ")}`;
}

export function describeValue({ values }: ChartSeries, index: number): string {
  const value = values[index] ?? null;
  return value === null ? "–" : formatCount(value);
}

/** Which points have their name under the axis, at equal distances: at most `most` of them. */
export function shownSplits(points: number, most: number): number[] {
  const step = Math.max(1, Math.ceil(points / most));
  return Array.from({ length: Math.ceil(points / step) }, (_, at) => at * step);
}

export function totalOf({ values }: ChartSeries): number {
  return values.reduce<number>((sum, value) => sum + (value ?? 0), 0);
}
