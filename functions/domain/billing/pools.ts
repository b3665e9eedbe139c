import { type DayCounts, quarterOf, type SeriesName, sumBetween, usageSeries } from "../series.ts";
import { PRICED_METRICS, type PricedMetric, type Rate, type RateCard } from "./rate-card.ts";
import type { Subject } from "./statement.ts";
import type { Stretch } from "./stretches.ts";

/** What was counted, by series: days of UTC. */
export type UsageReadings = ReadonlyMap<SeriesName, ReadonlyMap<string, DayCounts>>;

/** Units that go by one rate, and are counted for their place in the month together. */
export interface Pool {
  readonly subject: Subject;
  readonly metric: PricedMetric;
  /** Absent: they cost nothing. */
  readonly rate: Rate | undefined;
  readonly units: number;
}

export function nameOfPool({ subject, metric }: Pick<Pool, "subject" | "metric">): string {
  return `${metric}#${subject.type}#${subject.id}`;
}

/** The series that a statement by these cards is made from. */
export function seriesOf(workspaceId: string, cards: readonly RateCard[]): readonly SeriesName[] {
  const series = PRICED_METRICS.map((metric) => usageSeries("workspace", workspaceId, metric));
  for (const { services, applications } of cards) {
    for (const id of withHitRate(services)) series.push(usageSeries("service", id, "hit"));
    for (const id of withHitRate(applications)) series.push(usageSeries("application", id, "hit"));
  }
  return [...new Set(series)];
}

/** What was used in a stretch, by the rate that it goes by: a hit by its application's, else its service's, else the workspace's. */
export function poolsOf(workspaceId: string, { card, startsAtEpochMs, endsAtEpochMs }: Stretch, usage: UsageReadings) {
  const [from, to] = [quarterOf(startsAtEpochMs), quarterOf(endsAtEpochMs)];
  const count = (series: SeriesName) => sumBetween(usage.get(series) ?? new Map(), from, to);
  const pools: Pool[] = [];

  const applications = withHitRate(card?.applications ?? {}).map((id) => {
    const { name, hit, serviceId = "" } = card?.applications[id] ?? {};
    const units = count(usageSeries("application", id, "hit"));
    pools.push({ subject: { type: "application", id, name, serviceId }, metric: "hit", rate: hit, units });
    return { serviceId, units };
  });
  const services = withHitRate(card?.services ?? {}).map((id) => {
    const { name, hit } = card?.services[id] ?? {};
    const all = count(usageSeries("service", id, "hit"));
    const own = applications.filter(({ serviceId }) => serviceId === id);
    pools.push({ subject: { type: "service", id, name }, metric: "hit", rate: hit, units: less(all, own) });
    return { id, units: all };
  });
  const elsewhere = applications.filter(({ serviceId }) => !services.some(({ id }) => id === serviceId));
  for (const metric of PRICED_METRICS) {
    const all = count(usageSeries("workspace", workspaceId, metric));
    const units = metric === "hit" ? less(all, [...services, ...elsewhere]) : all;
    pools.push({ subject: { type: "workspace", id: workspaceId }, metric, rate: card?.rates[metric], units });
  }
  return pools;
}

function withHitRate(prices: RateCard["services"]): readonly string[] {
  return Object.keys(prices).filter((id) => prices[id]?.hit !== undefined);
}

/** While a count is being added up, its parts may be ahead of it for a moment. */
function less(all: number, parts: readonly { readonly units: number }[]): number {
  return Math.max(
    0,
    parts.reduce((rest, { units }) => rest - units, all),
  );
}
