import type { PricedMetric } from "../../../functions/domain/billing/rate-card.ts";
import type { BillingAlert, RateCard, Statement, StatementSubject } from "../../../sdk/src/generated/types.ts";
import type { Tone } from "../design/badge.tsx";
import { formatCount } from "../design/chart-data.ts";
import { formatAmount } from "../money.ts";
import { METRIC_WORDS } from "../usage/words.ts";

export const STATEMENT_STATES: Readonly<
  Record<Statement["status"], { readonly label: string; readonly tone: Tone; readonly meaning: string }>
> = {
  running: { label: "Running", tone: "accent", meaning: "The usage so far, and the fees of the whole month." },
  closing: {
    label: "Closing",
    tone: "warning",
    meaning: "The month is over. What is counted late is still waited for.",
  },
  frozen: {
    label: "Frozen",
    tone: "neutral",
    meaning: "It changes no more. What is counted later is a correction in a later statement.",
  },
};

export const CARD_STATES: Readonly<Record<RateCard["state"], { readonly label: string; readonly tone: Tone }>> = {
  past: { label: "Past", tone: "neutral" },
  in_force: { label: "In force", tone: "success" },
  scheduled: { label: "Scheduled", tone: "accent" },
};

/** Whom a line is for. The workspace as a whole needs no word. */
export function describeSubject({ type, id, name }: StatementSubject): string | undefined {
  if (type === "workspace") return undefined;
  return name ?? id ?? (type === "service" ? "A service that you do not see" : "An application that you do not see");
}

/** "Loads", "Hits of Parcel API". */
export function describeMetric(metric: PricedMetric, subject: StatementSubject): string {
  const name = describeSubject(subject);
  return name === undefined ? METRIC_WORDS[metric].name : `${METRIC_WORDS[metric].name} of ${name}`;
}

/** "€0.40 for each 1,000", "€0.01 each". */
export function describePrice(
  currency: string,
  { price, per }: { readonly price: number; readonly per: number },
): string {
  if (price === 0) return "Free";
  return per === 1
    ? `${formatAmount(currency, price)} each`
    : `${formatAmount(currency, price)} for each ${formatCount(per)}`;
}

/** What an alert is a share of: "of the budget of €200.00", "of 1,000 included loads". */
export function describeLimit(currency: string, { kind, subject, metric, limit }: BillingAlert): string {
  if (kind === "budget" || subject === null || metric === null) {
    return `of the budget of ${formatAmount(currency, limit)}`;
  }
  const units = describeMetric(metric, subject);
  return `of ${formatCount(limit)} included ${units[0]?.toLowerCase()}${units.slice(1)}`;
}

/** Of alerts about the same limit only the highest: what is below it has been reached, too. */
export function highestAlerts(alerts: readonly BillingAlert[]): readonly BillingAlert[] {
  const nameOf = ({ kind, subject, metric }: BillingAlert) => JSON.stringify([kind, subject, metric]);
  return alerts.filter((alert) =>
    alerts.every((other) => nameOf(other) !== nameOf(alert) || other.threshold <= alert.threshold),
  );
}
