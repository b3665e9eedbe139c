import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type { NoticeDays } from "../domain/notice-schedule.ts";
import { expiringTokens, noticeKey, noticesOf, placeKey, tokenPlace } from "./keys.ts";
import { BY_EXPIRY } from "./list.ts";
import { getItem, IS_NEW, put, queryPage, type Table } from "./table.ts";
import type { StoredToken } from "./tokens.ts";
import { transact } from "./transact.ts";

/** A token that has an expiry. */
export type ExpiringStoredToken = StoredToken & { readonly expiresAt: string };

/** Where a token stands among those of its workspace that end. */
export function placeOf({ id, expiresAt }: Pick<ExpiringStoredToken, "id" | "expiresAt">): string {
  return tokenPlace(new Date(expiresAt).toISOString(), id);
}

/**
 * One page of the tokens that end between two instants, soonest first.
 * @param after place of the token that the page before ended with
 */
export async function readExpiringTokens(
  directory: Table,
  options: {
    readonly workspaceId: string;
    readonly fromEpochMs: number;
    readonly toEpochMs: number;
    readonly after: string | undefined;
    readonly limit: number;
  },
): Promise<{ readonly items: readonly ExpiringStoredToken[]; readonly hasMore: boolean }> {
  const { workspaceId, fromEpochMs, toEpochMs, after, limit } = options;
  return queryPage<ExpiringStoredToken>(directory, {
    index: BY_EXPIRY,
    partition: expiringTokens(workspaceId),
    sortKeyRange: {
      from: after === undefined ? new Date(fromEpochMs).toISOString() : justBehind(after),
      to: `${new Date(toEpochMs).toISOString()}#~`,
    },
    limit,
  });
}

/** A notice: that a token was announced. Once for each distance, and anew when its expiry changes. */
export interface Notice {
  readonly workspaceId: string;
  readonly token: Pick<ExpiringStoredToken, "id" | "expiresAt">;
  readonly days: NoticeDays;
}

export function markOf({ workspaceId, token, days }: Notice): string {
  return noticeKey(workspaceId, placeOf(token), days).sk;
}

const NOTICES_PER_PAGE = 1000;

/** Marks of the notices that there are for one page of tokens. */
export async function readNotices(
  directory: Table,
  workspaceId: string,
  tokens: readonly ExpiringStoredToken[],
): Promise<ReadonlySet<string>> {
  const marks = new Set<string>();
  const [first, last] = [tokens.at(0), tokens.at(-1)];
  if (first === undefined || last === undefined) return marks;
  for (let from = placeOf(first); ; ) {
    const { items, hasMore } = await queryPage<{ readonly sk: string }>(directory, {
      partition: noticesOf(workspaceId),
      sortKeyRange: { from, to: `${placeOf(last)}#~` },
      limit: NOTICES_PER_PAGE,
    });
    for (const { sk } of items) marks.add(sk);
    const end = items.at(-1)?.sk;
    if (!hasMore || end === undefined) return marks;
    from = justBehind(end);
  }
}

/** Records a notice together with its messages. @returns false when it was recorded already, and then nothing was written */
export async function recordNotice(
  directory: Table,
  notice: Notice,
  nowEpochMs: number,
  messages: readonly TransactWriteItem[],
): Promise<boolean> {
  const { workspaceId, token, days } = notice;
  const item = {
    announcedAt: new Date(nowEpochMs).toISOString(),
    // A token that has ended is announced no more.
    ttl: Math.ceil(Date.parse(token.expiresAt) / 1000) + NOTICE_RETENTION_SECONDS,
    ...noticeKey(workspaceId, placeOf(token), days),
  };
  const { written } = await transact(directory.client, [put(directory, item, IS_NEW), ...messages]);
  return written;
}

const NOTICE_RETENTION_SECONDS = 24 * 60 * 60;

/** How far a run came that could not do everything. */
export interface Place {
  /** The last subscription that was done with. Absent: begin at the first. */
  readonly after?: string | undefined;
  /** Of the subscriptions behind it, the workspaces that are not done with. Absent: none is. */
  readonly unfinished?: readonly UnfinishedWorkspace[] | undefined;
}

export interface UnfinishedWorkspace {
  readonly workspaceId: string;
  /** Place of the last token that was looked at. */
  readonly after?: string | undefined;
}

const RUN = "expiry-notices";

export async function readPlace(directory: Table): Promise<Place> {
  return (await getItem<Place>(directory, placeKey(RUN))) ?? {};
}

export async function writePlace(directory: Table, place: Place): Promise<void> {
  await transact(directory.client, [put(directory, { ...place, ...placeKey(RUN) })]);
}

/** The first sort key that follows, among texts that do not go on with a space. */
function justBehind(place: string): string {
  return `${place} `;
}
