import { CARDS_PER_MONTH_MAX } from "../../../../functions/domain/billing/rate-card.ts";
import type { RateCard } from "../../../../sdk/src/generated/types.ts";

type Card = Pick<RateCard, "effectiveFrom">;

const MONTHS_AHEAD_MAX = 12;

/** The first of the next month in which another card can begin on it: most cards begin with a month. What day it is in the workspace, the API knows. */
export function proposeFirstDay(cards: readonly Card[], now: Date): string {
  const firstOf = (ahead: number) =>
    new Date(Date.UTC(now.getFullYear(), now.getMonth() + ahead, 1)).toISOString().slice(0, 10);
  for (let ahead = 1; ahead <= MONTHS_AHEAD_MAX; ahead += 1) {
    const first = firstOf(ahead);
    const inMonth = cards.filter(({ effectiveFrom }) => effectiveFrom.startsWith(first.slice(0, 7)));
    const isTaken = inMonth.some(({ effectiveFrom }) => effectiveFrom === first);
    if (!isTaken && inMonth.length < CARDS_PER_MONTH_MAX) return first;
  }
  return firstOf(1);
}

/** The card that holds on a day unless another one is written. */
export function cardBefore<Some extends Card>(cards: readonly Some[], day: string): Some | undefined {
  return cards
    .filter(({ effectiveFrom }) => effectiveFrom < day)
    .reduce<Some | undefined>(
      (last, card) => (last === undefined || card.effectiveFrom > last.effectiveFrom ? card : last),
      undefined,
    );
}
