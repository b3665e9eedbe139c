import type { FieldError } from "../../../contract/errors.ts";
import {
  type ApplicationPrice,
  CARDS_PER_MONTH_MAX,
  DAYS_AHEAD_MAX,
  type RateCard,
  type ServicePrice,
} from "../../domain/billing/rate-card.ts";
import { lastDayOf } from "../../domain/billing/stretches.ts";
import { addDays } from "../../domain/time-zone.ts";
import { type Refusal, refuse } from "../../http/answer.ts";
import { readApplication } from "../../store/applications.ts";
import { readOutermostRateCard, readRateCardsBetween } from "../../store/rate-cards.ts";
import { readService } from "../../store/services.ts";
import { readLastFrozenStatement } from "../../store/statements.ts";
import type { Table } from "../../store/table.ts";

/** Prices as they are asked for: without the names that the card keeps. */
export interface WantedPrices {
  readonly services: Readonly<Record<string, Omit<ServicePrice, "name">>>;
  readonly applications: Readonly<Record<string, Omit<ServicePrice, "name">>>;
}

type KeptPrices = Pick<RateCard, "services" | "applications">;

/** When a card may begin. */
export async function findDateErrors(
  directory: Table,
  workspaceId: string,
  { effectiveFrom, today }: { readonly effectiveFrom: string; readonly today: string },
): Promise<readonly FieldError[]> {
  const pointer = "/effectiveFrom";
  if (effectiveFrom < today) {
    return [{ pointer, code: "before_today", message: `Let the card begin on ${today} or later.` }];
  }
  if (effectiveFrom > addDays(today, DAYS_AHEAD_MAX)) {
    return [{ pointer, code: "too_far_ahead", message: `Let the card begin within ${DAYS_AHEAD_MAX} days.` }];
  }
  if (await isFrozen(directory, workspaceId, effectiveFrom)) {
    return [{ pointer, code: "month_frozen", message: "The statement of this month is frozen." }];
  }
  const month = effectiveFrom.slice(0, 7);
  const cards = await readRateCardsBetween(directory, workspaceId, { from: `${month}-01`, to: lastDayOf(month) });
  if (cards.filter((card) => card.effectiveFrom.startsWith(month)).length < CARDS_PER_MONTH_MAX) return [];
  return [{ pointer, code: "too_many_in_month", message: `${CARDS_PER_MONTH_MAX} cards begin in this month already.` }];
}

export async function isFrozen(directory: Table, workspaceId: string, effectiveFrom: string): Promise<boolean> {
  const frozen = await readLastFrozenStatement(directory, workspaceId);
  return frozen !== undefined && effectiveFrom.slice(0, 7) <= frozen.period.month;
}

/** Statements and their corrections are in one currency: that of any other card. */
export async function findCurrencyErrors(
  directory: Table,
  workspaceId: string,
  { effectiveFrom, currency }: Pick<RateCard, "effectiveFrom" | "currency">,
): Promise<readonly FieldError[]> {
  const ends = await Promise.all([
    readOutermostRateCard(directory, workspaceId, "first"),
    readOutermostRateCard(directory, workspaceId, "last"),
  ]);
  const other = ends.find((card) => card !== undefined && card.effectiveFrom !== effectiveFrom);
  if (other === undefined || other.currency === currency) return [];
  const message = `The rate card of ${other.effectiveFrom} is in ${other.currency}: take the same.`;
  return [{ pointer: "/currency", code: "currency_differs", message }];
}

/**
 * Looks up what a card names. What it named before stays, even if it is deleted by now: it may have been used in the month.
 * @param kept the prices that the card has, when it is changed
 */
export async function resolvePrices(
  directory: Table,
  workspaceId: string,
  wanted: WantedPrices,
  kept: KeptPrices = { services: {}, applications: {} },
): Promise<KeptPrices | { readonly errors: readonly FieldError[] }> {
  const errors: FieldError[] = [];
  const services: Record<string, ServicePrice> = {};
  const applications: Record<string, ApplicationPrice> = {};
  await Promise.all([
    ...Object.entries(wanted.services).map(async ([id, price]) => {
      const named = kept.services[id] ?? (await readService(directory, workspaceId, id));
      if (named === undefined) errors.push(unknown(`/services/${id}`, "service"));
      else services[id] = { name: named.name, ...price };
    }),
    ...Object.entries(wanted.applications).map(async ([id, price]) => {
      const named = kept.applications[id] ?? (await readApplication(directory, workspaceId, id));
      if (named === undefined) errors.push(unknown(`/applications/${id}`, "application"));
      else applications[id] = { name: named.name, serviceId: named.serviceId, ...price };
    }),
  ]);
  return errors.length > 0 ? { errors } : { services: inOrder(services), applications: inOrder(applications) };
}

function unknown(pointer: string, thing: string): FieldError {
  return { pointer, code: "not_found", message: `There is no such ${thing}.` };
}

/** By id, whatever order they were looked up in. */
function inOrder<Price>(prices: Readonly<Record<string, Price>>): Readonly<Record<string, Price>> {
  return Object.fromEntries(Object.entries(prices).sort(([left], [right]) => (left < right ? -1 : 1)));
}

export function refuseCard(errors: readonly FieldError[]): Refusal | undefined {
  return errors.length === 0 ? undefined : refuse("rate_card_not_accepted", { errors: errors.slice(0, ERRORS_MAX) });
}

const ERRORS_MAX = 50;
