import type { Rate, RateCard } from "../../functions/domain/billing/rate-card.ts";
import { addMonths } from "../../functions/domain/time-zone.ts";
import type { TrafficScene } from "./changes-of-day.ts";
import { APPLICATIONS } from "./habits.ts";

/**
 * What the demo's traffic costs: a card from its first whole month on, and dearer loads from this month on.
 * @param from the first day of the traffic
 * @param today both dates in the time zone of the workspace
 */
export function createRateCards(
  { serviceId, applicationIds }: TrafficScene,
  { from, today }: { readonly from: string; readonly today: string },
): readonly RateCard[] {
  const [first, last] = [addMonths(from.slice(0, 7), 1), today.slice(0, 7)];
  const [, comparison = ""] = applicationIds;
  const card: RateCard = {
    effectiveFrom: `${first}-01`,
    currency: "EUR",
    fee: 7900,
    rates: {
      load: loads(250, 200),
      save: { included: 500, tiers: [{ upTo: null, price: 5, per: 1 }] },
      event: { included: 25_000, tiers: [{ upTo: null, price: 25, per: 1000 }] },
      verification: { included: 0, tiers: [{ upTo: null, price: 1, per: 1 }] },
    },
    services: {
      [serviceId]: {
        name: "Lamp data",
        fee: 1900,
        hit: {
          included: 75_000,
          tiers: [
            { upTo: 90_000, price: 40, per: 1000 },
            { upTo: null, price: 30, per: 1000 },
          ],
        },
      },
    },
    applications: {
      [comparison]: {
        serviceId,
        name: APPLICATIONS[1].name,
        hit: { included: 0, tiers: [{ upTo: null, price: 45, per: 1000 }] },
      },
    },
    budget: 18_000,
  };
  const dearer: RateCard = { ...card, effectiveFrom: `${last}-01`, rates: { ...card.rates, load: loads(270, 220) } };
  return first < last ? [card, dearer] : [card];
}

/** Prices in cents for each hundred. */
function loads(price: number, later: number): Rate {
  return {
    included: 2500,
    tiers: [
      { upTo: 3000, price, per: 100 },
      { upTo: null, price: later, per: 100 },
    ],
  };
}
