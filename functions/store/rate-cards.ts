import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type { RateCard } from "../domain/billing/rate-card.ts";
import { BILLED, billedKey, RATE_CARD_PREFIX, rateCardKey, rateCardsHeadKey, rateCardsOf } from "./keys.ts";
import { type Listed, listItems } from "./list.ts";
import { isUnchanged, type Revised } from "./revision.ts";
import { getItem, IS_NEW, put, queryPage, remove, type Table } from "./table.ts";

export interface StoredRateCard extends RateCard {
  readonly createdAt: string;
  readonly createdBy: string;
  readonly updatedAt: string;
}

const CARDS_PER_PAGE = 50;

export async function readRateCard(
  directory: Table,
  workspaceId: string,
  effectiveFrom: string,
): Promise<StoredRateCard | undefined> {
  return getItem<StoredRateCard>(directory, rateCardKey(workspaceId, effectiveFrom));
}

/** The one that begins last first. */
export async function listRateCards(
  directory: Table,
  {
    workspaceId,
    limit,
    cursor,
  }: { readonly workspaceId: string; readonly limit: number; readonly cursor?: string | undefined },
): Promise<Listed<StoredRateCard> | undefined> {
  return listItems<StoredRateCard>(directory, {
    list: "rate-cards",
    partition: rateCardsOf(workspaceId),
    sortKeyPrefix: RATE_CARD_PREFIX,
    descending: true,
    limit,
    cursor,
  });
}

/** The card that begins first, or last, of all. */
export async function readOutermostRateCard(
  directory: Table,
  workspaceId: string,
  end: "first" | "last",
): Promise<StoredRateCard | undefined> {
  const { items } = await queryPage<StoredRateCard>(directory, {
    partition: rateCardsOf(workspaceId),
    sortKeyPrefix: RATE_CARD_PREFIX,
    descending: end === "last",
    limit: 1,
  });
  return items[0];
}

/** The card that is in force on a day. */
export async function readRateCardAt(
  directory: Table,
  workspaceId: string,
  day: string,
): Promise<StoredRateCard | undefined> {
  const { items } = await readBackwards(directory, workspaceId, { day, limit: 1 });
  return items[0];
}

/** Every card that is in force on one of these days. */
export async function readRateCardsBetween(
  directory: Table,
  workspaceId: string,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<readonly StoredRateCard[]> {
  const cards: StoredRateCard[] = [];
  for (;;) {
    const after = cards.at(-1);
    const { items, hasMore } = await readBackwards(directory, workspaceId, { day: to, limit: CARDS_PER_PAGE, after });
    cards.push(...items);
    const last = items.at(-1);
    if (!hasMore || last === undefined || last.effectiveFrom <= from) return inForceSince(cards, from);
  }
}

/** Without those before the one that was in force at the beginning. @param cards the last one first */
function inForceSince(cards: readonly StoredRateCard[], from: string): readonly StoredRateCard[] {
  const first = cards.findIndex(({ effectiveFrom }) => effectiveFrom <= from);
  return first === -1 ? cards : cards.slice(0, first + 1);
}

/** The cards that begin on a day or before, the last one first. */
async function readBackwards(
  directory: Table,
  workspaceId: string,
  { day, limit, after }: { readonly day: string; readonly limit: number; readonly after?: RateCard | undefined },
) {
  return queryPage<StoredRateCard>(directory, {
    partition: rateCardsOf(workspaceId),
    sortKeyRange: { from: RATE_CARD_PREFIX, to: RATE_CARD_PREFIX + day },
    descending: true,
    limit,
    startAfter: after === undefined ? undefined : { ...rateCardKey(workspaceId, after.effectiveFrom) },
  });
}

/** What a change of the cards names: of two at once only one is written. Undefined while nobody has written a card. */
export async function readRateCardsHead(directory: Table, workspaceId: string): Promise<Revised | undefined> {
  return getItem<Revised>(directory, rateCardsHeadKey(workspaceId));
}

/** Three writes, the first of which fails when the cards were changed since `head` was read. */
export function putRateCard(
  directory: Table,
  workspaceId: string,
  card: StoredRateCard,
  head: Revised | undefined,
): TransactWriteItem[] {
  return [
    moveHead(directory, workspaceId, head),
    put(directory, { ...card, ...rateCardKey(workspaceId, card.effectiveFrom) }),
    put(directory, { workspaceId, ...billedKey(workspaceId) }),
  ];
}

export function removeRateCard(
  directory: Table,
  workspaceId: string,
  effectiveFrom: string,
  head: Revised | undefined,
): TransactWriteItem[] {
  return [moveHead(directory, workspaceId, head), remove(directory, rateCardKey(workspaceId, effectiveFrom))];
}

function moveHead(directory: Table, workspaceId: string, head: Revised | undefined): TransactWriteItem {
  const item = { revision: (head?.revision ?? 0) + 1, ...rateCardsHeadKey(workspaceId) };
  return put(directory, item, head === undefined ? IS_NEW : isUnchanged(head));
}

/** In the order of workspaces. @param after the last one that is done with */
export async function listBilledWorkspaces(
  directory: Table,
  { after, limit }: { readonly after: string | undefined; readonly limit: number },
): Promise<{ readonly items: readonly string[]; readonly hasMore: boolean }> {
  const { items, hasMore } = await queryPage<{ readonly workspaceId: string }>(directory, {
    partition: BILLED,
    limit,
    startAfter: after === undefined ? undefined : { ...billedKey(after) },
  });
  return { items: items.map(({ workspaceId }) => workspaceId), hasMore };
}
