import type { MeteredUsage, QueryUsageQuery } from "../../../sdk/src/generated/types.ts";
import { type Days, lengthOf, PERIOD_ADDRESS } from "../periods/period.ts";
import { type Metric, SUBJECTS } from "./words.ts";

/** What is shown of a subject's usage, as an address says it. An empty text is the default. */
export const USAGE_ADDRESS = { ...PERIOD_ADDRESS, granularity: "", metric: "" };
export type UsageAddress = Readonly<Record<keyof typeof USAGE_ADDRESS, string>>;

export type Subject = MeteredUsage["subject"];
export type UsageGranularity = MeteredUsage["granularity"];

/** Whose usage it is; of the workspace there is one only. */
export interface Target {
  readonly subject: Subject;
  readonly id?: string;
}

/** Whose usage an address asks for. Undefined: of which token, service or application is still to be chosen. */
export function targetOf({ subject, id }: { readonly subject: string; readonly id: string }): Target | undefined {
  const known = subjectOf(subject);
  if (known === "workspace") return { subject: known };
  return id === "" ? undefined : { subject: known, id };
}

export function subjectOf(subject: string): Subject {
  return SUBJECTS.find(({ value }) => value === subject)?.value ?? "workspace";
}

/** Months where there are several of them and nobody asks for days. */
export function granularityOf({ granularity }: UsageAddress, { from, to }: Days): UsageGranularity {
  if (granularity === "day" || granularity === "month") return granularity;
  return lengthOf(from, to) > DAILY_DAYS_MAX ? "month" : "day";
}

const DAILY_DAYS_MAX = 92;

/** What a page of usage asks for, and the file of it. */
export function toUsageQuery(target: Target, address: UsageAddress, days: Days): QueryUsageQuery {
  return { ...target, from: days.from, to: days.to, granularity: granularityOf(address, days) };
}

/** What the chart counts: as the address says, where the subject has it. */
export function metricOf({ metric }: UsageAddress, { metrics }: Pick<MeteredUsage, "metrics">): Metric | undefined {
  return metrics.find((one) => one.metric === metric)?.metric ?? metrics[0]?.metric;
}

export function isEmpty({ metrics }: Pick<MeteredUsage, "metrics">): boolean {
  return metrics.every(({ total }) => total === 0);
}

/** What the file of a subject's usage is called. */
export function fileNameOf({ subject, id = subject }: Target, { from, to }: Days): string {
  return `usage-${id}-${from}-${to}.csv`;
}
