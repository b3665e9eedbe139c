import type { ResponseOf } from "../../../contract/api.ts";
import type { ApplicationPrice, Rate, RateCard, ServicePrice } from "../../domain/billing/rate-card.ts";
import { isServicePermitted, type ServiceGrant } from "../../domain/rights.ts";
import type { StoredRateCard } from "../../store/rate-cards.ts";

export interface CardView {
  readonly services: ServiceGrant;
  readonly today: string;
  /** First day of the card that is in force. */
  readonly inForce: string | undefined;
}

export function formatRateCard(
  card: StoredRateCard,
  { services: permitted, today, inForce }: CardView,
): ResponseOf<"getRateCard"> {
  const { effectiveFrom, currency, fee, rates, services, applications, budget, createdAt, createdBy, updatedAt } = card;
  return {
    effectiveFrom,
    state: effectiveFrom > today ? "scheduled" : effectiveFrom === inForce ? "in_force" : "past",
    changeable: effectiveFrom >= today,
    currency,
    fee: fee ?? null,
    rates: Object.fromEntries(Object.entries(rates).map(([metric, rate]) => [metric, rate && formatRate(rate)])),
    services: formatPrices(services, (id) => isServicePermitted(permitted, id)),
    applications: formatPrices(applications, (_, { serviceId }) => isServicePermitted(permitted, serviceId)),
    budget: budget ?? null,
    createdAt,
    createdBy,
    updatedAt,
  };
}

function formatPrices<Price extends ServicePrice | ApplicationPrice>(
  prices: Readonly<Record<string, Price>>,
  isShown: (id: string, price: Price) => boolean,
) {
  return Object.fromEntries(
    Object.entries(prices)
      .filter(([id, price]) => isShown(id, price))
      .map(([id, { fee, hit }]) => [
        id,
        { ...(fee !== undefined && { fee }), ...(hit !== undefined && { hit: formatRate(hit) }) },
      ]),
  );
}

function formatRate({ included, tiers }: Rate) {
  return { included, tiers: tiers.map(({ upTo, price, per }) => ({ upTo, price, per })) };
}

export function targetOf({ effectiveFrom }: RateCard) {
  return { type: "rate_card", id: effectiveFrom };
}

/** The fields of a card that an audit event may show: all. */
export function auditableFields({ effectiveFrom, currency, fee, rates, services, applications, budget }: RateCard) {
  return { effectiveFrom, currency, fee, rates, services, applications, budget };
}
