import type { Period } from "../../../../../functions/domain/plan.ts";

/** The period that is running. */
export const PERIOD_WORDS: Readonly<Record<Period, string>> = {
  minute: "This minute",
  hour: "This hour",
  day: "Today",
  month: "This month",
};
