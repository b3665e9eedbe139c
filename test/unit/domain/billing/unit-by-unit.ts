import type { Rate, RateCard } from "../../../../functions/domain/billing/rate-card.ts";

/** One thing that was used, as whoever served it would have written it down. */
export interface RawUse {
  readonly epochMs: number;
  readonly metric: keyof RateCard["rates"];
  /** Of a hit. */
  readonly serviceId?: string | undefined;
  readonly applicationId?: string | undefined;
}

/** Every price of the model is a whole number of these parts of a minor unit: `per` must divide it. */
const PARTS = 1_000_000n;

/**
 * What a month costs, from the raw uses and by another way than the product's: use after use in the order of time, each with a date that
 * `Intl` tells, and each with the price of its own place. Amounts by `<card>|<subject>|<metric or fee>`, without those of nothing.
 */
export function recompute(
  month: string,
  timeZone: string,
  cards: readonly RateCard[],
  uses: readonly RawUse[],
): ReadonlyMap<string, number> {
  const format = new Intl.DateTimeFormat("sv-SE", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
  const counted = new Map<string, number>();
  const parts = new Map<string, bigint>();
  const add = (key: string, amount: bigint) => parts.set(key, (parts.get(key) ?? 0n) + amount);
  for (const use of [...uses].sort((left, right) => left.epochMs - right.epochMs)) {
    const date = format.format(use.epochMs);
    if (!date.startsWith(month)) continue;
    const card = cardOn(cards, date);
    const { subject, rate } = rateOf(card, use);
    const place = (counted.get(`${subject}|${use.metric}`) ?? 0) + 1;
    counted.set(`${subject}|${use.metric}`, place);
    if (card !== undefined && rate !== undefined) {
      add(`${card.effectiveFrom}|${subject}|${use.metric}`, priceOfPlace(rate, place));
    }
  }
  for (const [key, amount] of [...feeDays(month, cards)]) add(key, amount);
  return new Map(
    [...parts]
      .map(([key, amount]): [string, number] => [key, Number((amount + PARTS / 2n) / PARTS)])
      .filter(([, amount]) => amount !== 0),
  );
}

function cardOn(cards: readonly RateCard[], date: string): RateCard | undefined {
  let found: RateCard | undefined;
  for (const card of cards) {
    const isBetter = found === undefined || card.effectiveFrom > found.effectiveFrom;
    if (card.effectiveFrom <= date && isBetter) found = card;
  }
  return found;
}

function rateOf(card: RateCard | undefined, { metric, serviceId = "", applicationId = "" }: RawUse) {
  if (metric === "hit") {
    const ofApplication = card?.applications[applicationId]?.hit;
    if (ofApplication !== undefined) return { subject: applicationId, rate: ofApplication };
    const ofService = card?.services[serviceId]?.hit;
    if (ofService !== undefined) return { subject: serviceId, rate: ofService };
  }
  return { subject: "workspace", rate: card?.rates[metric] };
}

function priceOfPlace({ included, tiers }: Rate, place: number): bigint {
  if (place <= included) return 0n;
  for (const { upTo, price, per } of tiers) {
    if (upTo === null || place <= upTo) return (BigInt(price) * PARTS) / BigInt(per);
  }
  throw new Error("a unit has no price");
}

/** A fee is a thirtieth, or whatever the month has, for each day; in parts that are rounded once for each card. */
function feeDays(month: string, cards: readonly RateCard[]): Map<string, bigint> {
  const days = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).getUTCDate();
  const fees = new Map<string, { readonly fee: number; days: number }>();
  for (let day = 1; day <= days; day += 1) {
    const card = cardOn(cards, `${month}-${String(day).padStart(2, "0")}`);
    if (card === undefined) continue;
    const all = { workspace: card.fee, ...feesOf(card.services), ...feesOf(card.applications) };
    for (const [subject, fee] of Object.entries(all)) {
      if (fee === undefined) continue;
      const key = `${card.effectiveFrom}|${subject}|fee`;
      fees.set(key, { fee, days: (fees.get(key)?.days ?? 0) + 1 });
    }
  }
  // A day of a fee is no whole number of parts: the half up is decided before the parts are cut.
  return new Map(
    [...fees].map(([key, { fee, days: charged }]) => [key, BigInt(roundHalfUp(fee, charged, days)) * PARTS]),
  );
}

function feesOf(prices: RateCard["services"]): Record<string, number | undefined> {
  return Object.fromEntries(Object.entries(prices).map(([id, { fee }]) => [id, fee]));
}

/** By hand, as on paper: quotient, remainder, and whether twice the remainder reaches the divisor. */
function roundHalfUp(fee: number, charged: number, days: number): number {
  const product = fee * charged;
  const remainder = product % days;
  return (product - remainder) / days + (2 * remainder >= days ? 1 : 0);
}
