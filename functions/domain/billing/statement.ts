import type { PricedMetric } from "./rate-card.ts";

/** Who a line is for: the workspace as a whole, or what the rate card names. */
export const LINE_SUBJECTS = ["workspace", "service", "application"] as const;
export interface Subject {
  readonly type: (typeof LINE_SUBJECTS)[number];
  readonly id: string;
  readonly name?: string | undefined;
  /** Of an application. */
  readonly serviceId?: string | undefined;
}

/** The part of a monthly fee for the days that a rate card was in force. Dates are inclusive. */
export interface FeeLine {
  readonly type: "fee";
  readonly subject: Subject;
  /** The card's first day, which names it. */
  readonly rateCard: string;
  readonly from: string;
  readonly to: string;
  readonly days: number;
  readonly daysInMonth: number;
  /** Of the whole month. */
  readonly price: number;
  readonly amount: number;
}

/** What was used while a rate card was in force. */
export interface UsageLine {
  readonly type: "usage";
  readonly subject: Subject;
  readonly metric: PricedMetric;
  readonly rateCard: string;
  readonly from: string;
  readonly to: string;
  readonly units: number;
  /** Those of `units` that cost nothing because they are included. */
  readonly includedUnits: number;
  readonly tiers: readonly { readonly price: number; readonly per: number; readonly units: number }[];
  readonly amount: number;
}

/** What an earlier month cost more, or less, than its frozen statement says: usage that was counted later. */
export interface CorrectionLine {
  readonly type: "correction";
  readonly subject: Subject;
  readonly metric: PricedMetric;
  readonly month: string;
  readonly units: number;
  readonly amount: number;
}

export type StatementLine = FeeLine | UsageLine | CorrectionLine;

/** How much of what is included in a rate has been used, by the card that is in force, or of a month that is over by its last one. */
export interface IncludedVolume {
  readonly subject: Subject;
  readonly metric: PricedMetric;
  readonly included: number;
  readonly used: number;
}

/** From and up to which instant a month is billed, and where days begin. */
export interface BillingPeriod {
  /** As in `2026-11`. */
  readonly month: string;
  readonly timeZone: string;
  readonly startsAtEpochMs: number;
  /** Not included. */
  readonly endsAtEpochMs: number;
}

/** What a month costs. */
export interface Statement {
  readonly period: BillingPeriod;
  readonly currency: string;
  readonly lines: readonly StatementLine[];
  readonly total: number;
  readonly budget?: number | undefined;
  readonly volumes: readonly IncludedVolume[];
}

/** `closing`: the month is over, and what is still being counted of it is waited for. */
export const STATEMENT_STATUSES = ["running", "closing", "frozen"] as const;
export type StatementStatus = (typeof STATEMENT_STATUSES)[number];
