import * as z from "zod";
import { ALERT_KINDS, ALERT_THRESHOLDS } from "../../functions/domain/billing/alert.ts";
import {
  areTiersInOrder,
  DAYS_AHEAD_MAX,
  FEE_MAX,
  PRICE_MAX,
  PRICED_APPLICATIONS_MAX,
  PRICED_METRICS,
  PRICED_SERVICES_MAX,
  TIERS_MAX,
  UNITS_MAX,
} from "../../functions/domain/billing/rate-card.ts";
import { LINE_SUBJECTS, STATEMENT_STATUSES } from "../../functions/domain/billing/statement.ts";
import { applicationId } from "./applications.ts";
import { instant, pageOf, pageQuery } from "./common.ts";
import { serviceId } from "./services.ts";

const day = z.iso
  .date({ error: "Write a date, such as 2026-12-01." })
  .meta({ description: "Date in the time zone of the workspace", example: "2026-12-01" });
const month = z
  .string()
  .regex(/^20[0-9]{2}-(0[1-9]|1[0-2])$/, "Write a month, such as 2026-11.")
  .meta({ description: "Calendar month", example: "2026-11" });
const currency = z
  .string()
  .regex(/^[A-Z]{3}$/, "Write an ISO 4217 code, such as EUR.")
  .meta({ description: "ISO 4217 code. Every rate card of a workspace has the same", example: "EUR" });
const money = z.int().meta({ description: "Minor units of the currency: 24900 is 249.00 euros" });
const fee = z.int().min(0).max(FEE_MAX).meta({ description: "Minor units for each month; charged by days" });

const tier = z
  .strictObject({
    upTo: z.int().min(1).max(UNITS_MAX).nullable().meta({
      description:
        "Last unit of the month that this tier is for, included ones counted; null, for the last tier: no end",
    }),
    price: z.int().min(0).max(PRICE_MAX).meta({ description: "Minor units for each `per` units", example: 40 }),
    per: z
      .int()
      .min(1)
      .max(UNITS_MAX)
      .default(1)
      .meta({ description: "How many units the price is for", example: 1000 }),
  })
  .meta({ id: "RateTier" });
const rate = z
  .strictObject({
    included: z.int().min(0).max(UNITS_MAX).default(0).meta({ description: "So many first units of a month are free" }),
    tiers: z.array(tier).min(1).max(TIERS_MAX).meta({ description: "Ascending; the last one has no end" }),
  })
  .refine(areTiersInOrder, {
    path: ["tiers"],
    error: "Let each tier end behind the one before and behind what is included; the last one ends with null.",
  })
  .meta({
    id: "Rate",
    description: "What units cost by their place in the month; each unit has the price of its tier",
  });
const rates = z
  .strictObject({
    load: rate.optional(),
    save: rate.optional(),
    event: rate.optional(),
    verification: rate.optional(),
    call: rate.optional(),
    hit: rate.optional(),
  } satisfies Record<(typeof PRICED_METRICS)[number], z.ZodType>)
  .meta({ id: "Rates", description: "By metric, as `queryUsage` counts them. What has no rate costs nothing" });
const ownPrice = z
  .strictObject({
    fee: fee.optional(),
    hit: rate.optional().meta({ description: "Hits on it go by this rate instead, and count for this rate alone" }),
  })
  .meta({ id: "OwnPrice" });

const sizeOf = (most: number) => (prices: object) => Object.keys(prices).length <= most;
const services = z
  .record(serviceId, ownPrice)
  .refine(sizeOf(PRICED_SERVICES_MAX), `Name at most ${PRICED_SERVICES_MAX} services.`)
  .meta({ description: "Fees and rates of single services, by id" });
const applications = z
  .record(applicationId, ownPrice)
  .refine(sizeOf(PRICED_APPLICATIONS_MAX), `Name at most ${PRICED_APPLICATIONS_MAX} applications.`)
  .meta({ description: "Fees and rates of single applications, by id; they go before those of the service" });
const budget = z
  .int()
  .min(1)
  .max(FEE_MAX)
  .meta({ description: "What a month is meant to cost at most, in minor units. Nothing stops there; alerts are sent" });

export const rateCard = z
  .strictObject({
    effectiveFrom: day.meta({ description: "First day that it holds for; the card is named by it" }),
    state: z.enum(["past", "in_force", "scheduled"]),
    changeable: z.boolean().meta({ description: "It begins today or later: it can still be changed or deleted" }),
    currency,
    fee: fee.nullable(),
    rates,
    services,
    applications,
    budget: budget.nullable(),
    createdAt: instant,
    createdBy: z.string().meta({ description: "Token id or member id of the actor" }),
    updatedAt: instant,
  })
  .meta({ id: "RateCard", description: "Services and applications that the reader may not see are left out" });
export const rateCardPage = pageOf(rateCard, "RateCardPage");
export const createRateCardBody = z
  .strictObject({
    effectiveFrom: day.meta({ description: `Today, or at most ${DAYS_AHEAD_MAX} days from now` }),
    currency,
    fee: fee.optional(),
    rates: rates.default({}),
    services: services.default({}),
    applications: applications.default({}),
    budget: budget.optional(),
  })
  .meta({
    id: "CreateRateCard",
    description: "Without a fee and without a price above zero, everything is free as long as the card holds",
  });
export const updateRateCardBody = z
  .strictObject({
    currency: currency.optional(),
    fee: fee.nullable().optional(),
    rates: rates.optional().meta({ description: "Replaces all rates" }),
    services: services.optional().meta({ description: "Replaces all services" }),
    applications: applications.optional().meta({ description: "Replaces all applications" }),
    budget: budget.nullable().optional(),
  })
  .meta({ id: "UpdateRateCard", description: "Only the fields that are given change" });

const subject = z
  .strictObject({
    type: z.enum(LINE_SUBJECTS),
    id: z
      .string()
      .nullable()
      .meta({ description: "null: a service, or an application of one, that the reader may not see" }),
    name: z.string().nullable().meta({ description: "As it was called when the rate card was written" }),
  })
  .meta({ id: "StatementSubject" });
const metric = z.enum(PRICED_METRICS);
const stretch = { rateCard: day.meta({ description: "First day of the card that was in force" }), from: day, to: day };
const feeLine = z
  .strictObject({
    type: z.literal("fee"),
    subject,
    ...stretch,
    days: z.int().min(1),
    daysInMonth: z.int().min(28).max(31),
    price: z.int().min(0).meta({ description: "Of a whole month" }),
    amount: money,
  })
  .meta({ id: "FeeLine", description: "A monthly fee, for the days from `from` to `to`, both included" });
const usageLine = z
  .strictObject({
    type: z.literal("usage"),
    subject,
    metric,
    ...stretch,
    units: z.int().min(0),
    includedUnits: z.int().min(0).meta({ description: "Those of `units` that were free" }),
    tiers: z
      .array(z.strictObject({ price: z.int(), per: z.int(), units: z.int() }))
      .meta({ description: "How many units had which price" }),
    amount: money,
  })
  .meta({ id: "UsageLine", description: "What was used from `from` to `to`; its amount is rounded once, half up" });
const correctionLine = z
  .strictObject({ type: z.literal("correction"), subject, metric, month, units: z.int(), amount: money })
  .meta({ id: "CorrectionLine", description: "What was counted for an earlier month after its statement was frozen" });
const alert = z
  .strictObject({
    kind: z.enum(ALERT_KINDS),
    threshold: z.literal(ALERT_THRESHOLDS).meta({ description: "Percent of the limit" }),
    subject: subject.nullable().meta({ description: "null for the budget" }),
    metric: metric.nullable(),
    limit: z.int(),
    used: z.int().meta({ description: "When the alert was raised" }),
    raisedAt: instant,
  })
  .meta({ id: "BillingAlert" });

const heading = {
  month,
  status: z.enum(STATEMENT_STATUSES).meta({
    description:
      "`running`: usage so far, and the fees of the whole month. `closing`: the month is over and late counts are waited for. `frozen`: it changes no more; what " +
      "is counted later is a correction in the next one",
  }),
  currency,
  timeZone: z.string().meta({ description: "Where the month's days begin" }),
  startsAt: instant,
  endsAt: instant.meta({ description: "Not included" }),
  frozenAt: instant.nullable(),
  total: money,
  budget: money.nullable(),
  alerts: z.array(alert).meta({ description: "Raised in this month, each once, in the order of time" }),
};
export const statementPage = pageOf(z.strictObject(heading).meta({ id: "StatementSummary" }), "StatementPage");
export const statement = z
  .strictObject({
    ...heading,
    completeUntil: instant.nullable().meta({
      description:
        "Everything that was counted before is in it. null: nothing was counted yet, or the statement is frozen",
    }),
    lines: z.array(z.discriminatedUnion("type", [feeLine, usageLine, correctionLine])),
    volumes: z
      .array(z.strictObject({ subject, metric, included: z.int(), used: z.int() }).meta({ id: "IncludedVolume" }))
      .meta({ description: "How much of what is included has been used" }),
  })
  .meta({ id: "Statement" });
export const statementCsv = z.string().meta({
  description:
    "A line of names, a line for each line of the statement, below one of usage a line for each of its prices, and one for the total. Money is in minor " +
    "units, as the names `amountMinorUnits` and `priceMinorUnits` say. Cells never begin a formula",
});

export const listRateCardsQuery = z.strictObject(pageQuery);
export const listStatementsQuery = z.strictObject(pageQuery);
export const rateCardPath = z.strictObject({ effectiveFrom: day });
export const statementPath = z.strictObject({ month });
