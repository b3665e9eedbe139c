/** What one point of a series stands for. Weeks begin on Monday. */
export const GRANULARITIES = ["15min", "hour", "day", "week", "month"] as const;
export type Granularity = (typeof GRANULARITIES)[number];
