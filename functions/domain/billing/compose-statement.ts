import { daysBetween } from "../time-zone.ts";
import { correct } from "./correct.ts";
import { nameOfPool, poolsOf, type UsageReadings } from "./pools.ts";
import { priceDays, priceUnits } from "./price.ts";
import { PRICED_METRICS, type PricedMetric, type RateCard } from "./rate-card.ts";
import type {
  BillingPeriod,
  FeeLine,
  IncludedVolume,
  Statement,
  StatementLine,
  Subject,
  UsageLine,
} from "./statement.ts";
import { lastDayOf, type Stretch, stretchesOf } from "./stretches.ts";

export interface BillingInputs {
  readonly workspaceId: string;
  /** Every card that is in force on a day of the month, or of a frozen month. */
  readonly cards: readonly RateCard[];
  readonly usage: UsageReadings;
  /** The months right before that are frozen, in the order of time: what was counted for them since is corrected. */
  readonly frozen: readonly Statement[];
  readonly nowEpochMs: number;
}

/** What a month costs, as far as it was counted. Undefined when no rate card is in force in it. */
export function composeStatement(period: BillingPeriod, inputs: BillingInputs): Statement | undefined {
  const { workspaceId, cards, usage, frozen, nowEpochMs } = inputs;
  const stretches = stretchesOf(period, cards);
  const present = presentOf(stretches, nowEpochMs);
  if (present?.card === undefined) return undefined;
  const { currency, budget } = present.card;
  const { lines: usageLines, volumes } = composeUsage(workspaceId, stretches, usage, present);
  const corrections = frozen.flatMap(({ period: earlier, lines }) => {
    const now = composeUsage(workspaceId, stretchesOf(earlier, cards), usage).lines;
    return correct({ month: earlier.month, stated: lines, frozen, now });
  });
  const lines: StatementLine[] = [
    ...stretches.flatMap((stretch) => composeFees(workspaceId, period.month, stretch)),
    ...usageLines,
    ...corrections,
  ];
  return {
    period,
    currency,
    lines,
    total: lines.reduce((sum, { amount }) => sum + amount, 0),
    budget,
    volumes,
  };
}

/** The stretch whose limits count now: the running one, or that of the first card that is still to begin; of a month that is over, the last one. */
function presentOf(stretches: readonly Stretch[], nowEpochMs: number): Stretch | undefined {
  const withCard = stretches.filter(({ card }) => card !== undefined);
  return withCard.filter(({ startsAtEpochMs }) => startsAtEpochMs <= nowEpochMs).at(-1) ?? withCard[0];
}

function composeFees(workspaceId: string, month: string, { card, from, to }: Stretch): FeeLine[] {
  if (card === undefined) return [];
  const fees: readonly { readonly subject: Subject; readonly fee?: number | undefined }[] = [
    { subject: { type: "workspace", id: workspaceId }, fee: card.fee },
    ...Object.entries(card.services).map(([id, { name, fee }]) => ({
      subject: { type: "service" as const, id, name },
      fee,
    })),
    ...Object.entries(card.applications).map(([id, { name, serviceId, fee }]) => ({
      subject: { type: "application" as const, id, name, serviceId },
      fee,
    })),
  ];
  const days = daysBetween(from, to) + 1;
  const daysInMonth = Number(lastDayOf(month).slice(-2));
  return fees.flatMap(({ subject, fee = 0 }) =>
    fee === 0
      ? []
      : {
          type: "fee",
          subject,
          rateCard: card.effectiveFrom,
          from,
          to,
          days,
          daysInMonth,
          price: fee,
          amount: priceDays(fee, days, daysInMonth),
        },
  );
}

/**
 * The usage lines of a month, metric by metric, and how much of what is included has been used.
 * @param present whose included volumes are told
 */
function composeUsage(
  workspaceId: string,
  stretches: readonly Stretch[],
  usage: UsageReadings,
  present?: Stretch,
): { readonly lines: readonly UsageLine[]; readonly volumes: readonly IncludedVolume[] } {
  const counted = new Map<string, number>();
  const lines: UsageLine[] = [];
  let volumes: readonly IncludedVolume[] = [];
  for (const stretch of stretches) {
    const pools = poolsOf(workspaceId, stretch, usage);
    for (const pool of pools) {
      const { subject, metric, rate, units } = pool;
      const before = counted.get(nameOfPool(pool)) ?? 0;
      counted.set(nameOfPool(pool), before + units);
      if (stretch.card === undefined || rate === undefined || units === 0) continue;
      const { from, to, card } = stretch;
      const rateCard = card.effectiveFrom;
      lines.push({ type: "usage", subject, metric, rateCard, from, to, units, ...priceUnits(rate, before, units) });
    }
    if (stretch !== present) continue;
    volumes = pools.flatMap((pool) => {
      const { subject, metric, rate } = pool;
      const used = counted.get(nameOfPool(pool)) ?? 0;
      return rate === undefined || rate.included === 0 ? [] : { subject, metric, included: rate.included, used };
    });
  }
  return { lines: inOrder(lines), volumes: inOrder(volumes) };
}

function inOrder<Line extends { readonly metric: PricedMetric }>(lines: readonly Line[]): readonly Line[] {
  return PRICED_METRICS.flatMap((metric) => lines.filter((line) => line.metric === metric));
}
