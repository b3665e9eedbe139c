import type { Dimension } from "./breakdown.ts";
import type { SeriesName } from "./series.ts";

/** So much more in one quarter of an hour of a series. */
export interface SeriesChange {
  readonly type: "series";
  readonly series: SeriesName;
  /** As `quarterOf` counts them. */
  readonly quarter: number;
  readonly amount: number;
}

/** So much more of one key in a breakdown, for the day and the hour that the quarter lies in. */
export interface BreakdownChange {
  readonly type: "breakdown";
  /** Or `ALL_CONFIGURATORS`. */
  readonly configuratorId: string;
  readonly dimension: Dimension;
  readonly event: string;
  readonly key: string;
  readonly quarter: number;
  readonly amount: number;
}

/** What is to be added to what is counted. Written with the work that it counts, and added up later, exactly once. */
export type CountChange = SeriesChange | BreakdownChange;
