import { FEE_MAX, PRICE_MAX, PRICED_METRICS, UNITS_MAX } from "../../../../functions/domain/billing/rate-card.ts";
import type { CreateRateCard, OwnPrice, Rate, UpdateRateCard } from "../../../../sdk/src/generated/types.ts";
import { formatCount } from "../../design/chart-data.ts";
import { type ParsedNumber, parseAmount, parseUnits, toCoarser } from "../../money.ts";
import type { CardForm, OwnPriceForm, RateForm, TierForm } from "./card-form.ts";

/** What is wrong, by the pointer of the field. What is not known here, the API says. */
type Mistakes = ReadonlyMap<string, string>;

export interface ReadCard {
  /** To be sent when there is no mistake. */
  readonly body: CreateRateCard;
  readonly mistakes: Mistakes;
}

/** Reads a form as the API wants it. Nothing is rounded, and nothing left out silently. */
export function readCard({ effectiveFrom, currency, fee, budget, rates, services, applications }: CardForm): ReadCard {
  const reader = createReader(currency);
  if (effectiveFrom === "") reader.note("/effectiveFrom", "Choose the first day.");
  const body = {
    effectiveFrom,
    currency,
    ...(fee.trim() !== "" && { fee: reader.amount("/fee", fee, FEE_MAX) }),
    ...(budget.trim() !== "" && { budget: reader.amount("/budget", budget, FEE_MAX) }),
    rates: Object.fromEntries(
      PRICED_METRICS.flatMap((metric) => {
        const rate = rates[metric];
        return rate === undefined ? [] : [[metric, readRate(reader, `/rates/${metric}`, rate)]];
      }),
    ),
    services: readOwn(reader, "/services", services),
    applications: readOwn(reader, "/applications", applications),
  };
  if (body.budget === 0) reader.note("/budget", "Write an amount above zero, or nothing for no budget.");
  return { body, mistakes: reader.mistakes };
}

/** The same for a card that exists: what the form has is all that the card has. */
export function toUpdate({ effectiveFrom: _, fee, budget, ...rest }: CreateRateCard): UpdateRateCard {
  return { ...rest, fee: fee ?? null, budget: budget ?? null };
}

/** Whether everything is free as long as the card holds. */
export function chargesNothing({ fee = 0, rates, services, applications }: CreateRateCard): boolean {
  const own = [...Object.values(services ?? {}), ...Object.values(applications ?? {})];
  const fees = [fee, ...own.map((price) => price.fee ?? 0)];
  const charged = [...Object.values(rates ?? {}), ...own.map(({ hit }) => hit)];
  const prices = charged.flatMap((rate) => rate?.tiers.map(({ price }) => price) ?? []);
  return [...fees, ...prices].every((amount) => amount === 0);
}

interface Reader {
  readonly mistakes: Mistakes;
  note(pointer: string, message: string): void;
  /** 0 for what cannot be read: the mistake keeps it from being sent. */
  amount(pointer: string, text: string, most: number): number;
  price(pointer: string, tier: TierForm): number;
  units(pointer: string, text: string, least: number): number;
}

function createReader(currency: string): Reader {
  const mistakes = new Map<string, string>();
  const take = (pointer: string, parsed: ParsedNumber): number => {
    if (parsed.ok) return parsed.value;
    mistakes.set(pointer, parsed.message);
    return 0;
  };
  return {
    mistakes,
    note: (pointer, message) => mistakes.set(pointer, message),
    amount: (pointer, text, most) => take(pointer, parseAmount(text, currency, most)),
    price(pointer, { price, per }) {
      const parsed = parseAmount(price, currency, PRICE_MAX);
      const finer = parsed.ok ? undefined : forMoreUnits(currency, price, per);
      return take(
        pointer,
        parsed.ok || finer === undefined ? parsed : { ok: false, message: `${parsed.message} ${finer}` },
      );
    },
    units: (pointer, text, least) => take(pointer, parseUnits(text, least, UNITS_MAX)),
  };
}

/** How the same price is written with the digits that there are. */
function forMoreUnits(currency: string, price: string, per: string): string | undefined {
  const coarser = toCoarser(price, currency);
  const units = per.trim() === "" ? ({ ok: true, value: 1 } as const) : parseUnits(per, 1, UNITS_MAX);
  if (coarser === undefined || !units.ok || units.value * coarser.times > UNITS_MAX) return undefined;
  return `Write ${coarser.amount} for each ${formatCount(units.value * coarser.times)} units.`;
}

function readRate(reader: Reader, pointer: string, { included, tiers }: RateForm): Rate {
  const free = included.trim() === "" ? 0 : reader.units(`${pointer}/included`, included, 0);
  let end = free;
  return {
    included: free,
    tiers: tiers.map((tier, index) => {
      const { upTo, per } = tier;
      const place = `${pointer}/tiers/${index}`;
      const isLast = index === tiers.length - 1;
      const last = isLast ? null : reader.units(`${place}/upTo`, upTo, 1);
      if (last !== null && !reader.mistakes.has(`${place}/upTo`)) {
        if (last <= end)
          reader.note(`${place}/upTo`, `Let it end behind ${formatCount(end)}, where the units before it end.`);
        end = Math.max(end, last);
      }
      return {
        upTo: last,
        price: reader.price(`${place}/price`, tier),
        per: per.trim() === "" ? 1 : reader.units(`${place}/per`, per, 1),
      };
    }),
  };
}

function readOwn(reader: Reader, pointer: string, prices: readonly OwnPriceForm[]): Readonly<Record<string, OwnPrice>> {
  return Object.fromEntries(
    prices.map(({ id, fee, hit }) => {
      const place = `${pointer}/${id}`;
      if (fee.trim() === "" && hit === undefined)
        reader.note(place, "Give it a fee or a price for hits, or remove it.");
      const price: OwnPrice = {
        ...(fee.trim() !== "" && { fee: reader.amount(`${place}/fee`, fee, FEE_MAX) }),
        ...(hit !== undefined && { hit: readRate(reader, `${place}/hit`, hit) }),
      };
      return [id, price];
    }),
  );
}
