import { addDays, addMonths, startOfDate } from "../time-zone.ts";
import type { RateCard } from "./rate-card.ts";
import type { BillingPeriod } from "./statement.ts";

/** Days of a month that go by one rate card. */
export interface Stretch<Card extends RateCard = RateCard> {
  /** Absent before the first card: nothing costs anything. */
  readonly card: Card | undefined;
  /** Dates, both inclusive. */
  readonly from: string;
  readonly to: string;
  readonly startsAtEpochMs: number;
  /** Not included. */
  readonly endsAtEpochMs: number;
}

/** The last date of a month. */
export function lastDayOf(month: string): string {
  return addDays(`${addMonths(month, 1)}-01`, -1);
}

/**
 * A month, cut where another rate card begins. The stretches cover the whole period without a gap, also where it does not begin at midnight of
 * its first day, because the workspace has moved to another time zone since the month before was frozen.
 * @param cards in any order; those that begin after the month are left out
 */
export function stretchesOf<Card extends RateCard>(
  { month, timeZone, startsAtEpochMs, endsAtEpochMs }: BillingPeriod,
  cards: readonly Card[],
): readonly Stretch<Card>[] {
  const [first, last] = [`${month}-01`, lastDayOf(month)];
  const ordered = [...cards].sort((left, right) => (left.effectiveFrom < right.effectiveFrom ? -1 : 1));
  const atStart = ordered.filter(({ effectiveFrom }) => effectiveFrom <= first).at(-1);
  const later = ordered.filter(({ effectiveFrom }) => effectiveFrom > first && effectiveFrom <= last);
  const begins: readonly { readonly card: Card | undefined; readonly from: string }[] = [
    { card: atStart, from: first },
    ...later.map((card) => ({ card, from: card.effectiveFrom })),
  ];
  const instants = begins.map(({ from }, index) =>
    index === 0 ? startsAtEpochMs : within(startOfDate(from, timeZone), startsAtEpochMs, endsAtEpochMs),
  );
  return begins.map(({ card, from }, index) => {
    const next = begins[index + 1];
    return {
      card,
      from,
      to: next === undefined ? last : addDays(next.from, -1),
      startsAtEpochMs: instants[index] ?? startsAtEpochMs,
      endsAtEpochMs: instants[index + 1] ?? endsAtEpochMs,
    };
  });
}

function within(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
