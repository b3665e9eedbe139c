import {
  AUDIT_CHAINS,
  type AuditEvent,
  type ChainedRecord,
  type ChainHead,
  emptyChain,
} from "../domain/audit-chain.ts";
import { type AuditItem, parseRecord } from "./audit-item.ts";
import { auditChainOf, auditEventsAbout, auditEventsOf, auditSequence } from "./keys.ts";
import { BY_OWNER, BY_WORKSPACE, type Listed, listMerged } from "./list.ts";
import { queryPage, type Table } from "./table.ts";

export interface AuditFilter {
  readonly target?: { readonly type: string; readonly id: string } | undefined;
  readonly actorId?: string | undefined;
  readonly operation?: string | undefined;
  /** First instant, included, in the form that Date writes. */
  readonly from?: string | undefined;
  /** Last instant, not included. */
  readonly to?: string | undefined;
}

/** Newest first. The time and the target are found by an index; actor and operation are looked for in what it gives. */
export async function listAuditEvents(
  directory: Table,
  options: {
    readonly workspaceId: string;
    readonly filter: AuditFilter;
    readonly limit: number;
    readonly cursor: string | undefined;
  },
): Promise<Listed<AuditEvent> | undefined> {
  const { workspaceId, filter, limit, cursor } = options;
  const { target, actorId, operation, from, to } = filter;
  const isSought = ({ actor, operation: done }: ChainedRecord) =>
    (actorId === undefined || actor.id === actorId) && (operation === undefined || done === operation);
  const page = await listMerged<AuditItem>(directory, {
    list: JSON.stringify(["audit-events", filter]),
    index: target === undefined ? BY_WORKSPACE : BY_OWNER,
    partitions: [target === undefined ? auditEventsOf(workspaceId) : auditEventsAbout(workspaceId, target)],
    // A sort key is an instant and more: it is behind its own instant and before the next one.
    range: { from: from ?? "0", to: to ?? "9999-12-31T24" },
    descending: true,
    limit,
    cursor,
    ...((actorId !== undefined || operation !== undefined) && { accepts: (item) => isSought(parseRecord(item)) }),
  });
  return page && { ...page, items: page.items.map((item) => ({ ...parseRecord(item), hash: item.hash })) };
}

/** A stretch of one chain, in order. */
export interface Stretch {
  readonly chain: number;
  readonly items: readonly AuditItem[];
  /** Nothing came behind it when it was read. */
  readonly isEnd: boolean;
}

/** Limits of one reading. A query gives 1 MB at most, so a reading stays below 2 MB, and an answer of Lambda may hold 6 MB. */
const EVENTS_MAX = 2000;
const BYTES_MAX = 1_000_000;
const QUERY_LIMIT = 500;
const SEQUENCE_MAX = 999_999_999_999;

/**
 * Reads on from a place, chain by chain and each in its order, strongly consistent. What it costs does not depend on the size of the trail:
 * a query for each chain, and one more for each 500 events.
 *
 * @param after the last event that was read before
 * @returns at least one stretch
 */
export async function readTrail(directory: Table, workspaceId: string, after: ChainHead): Promise<Stretch[]> {
  const stretches: Stretch[] = [];
  let { chain, sequence } = after;
  for (let events = 0, bytes = 0; chain < AUDIT_CHAINS && events < EVENTS_MAX && bytes < BYTES_MAX; ) {
    const { items, hasMore } = await queryPage<AuditItem>(directory, {
      partition: auditChainOf(workspaceId, chain),
      sortKeyRange: { from: auditSequence(sequence + 1), to: auditSequence(SEQUENCE_MAX) },
      limit: Math.min(QUERY_LIMIT, EVENTS_MAX - events),
    });
    stretches.push({ chain, items, isEnd: !hasMore });
    events += items.length;
    bytes += items.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);
    sequence = hasMore ? Number(items.at(-1)?.sk ?? sequence) : 0;
    if (!hasMore) chain++;
  }
  return stretches;
}

/** Where the next reading goes on; undefined when the trail is read to its end. */
export function placeAfter(stretches: readonly Stretch[], before: ChainHead): ChainHead | undefined {
  const last = stretches.at(-1);
  if (last === undefined) return undefined;
  if (last.isEnd) return last.chain + 1 < AUDIT_CHAINS ? emptyChain(last.chain + 1) : undefined;
  const item = last.items.at(-1);
  return item === undefined ? before : { chain: last.chain, sequence: Number(item.sk), hash: item.hash };
}

/** A cursor is the last event that was read: chain, sequence, hash. One that was made up reaches no other workspace. */
export function formatTrailCursor({ chain, sequence, hash }: ChainHead): string {
  return `${chain}.${sequence}.${hash}`;
}

export function parseTrailCursor(cursor: string | undefined): ChainHead | undefined {
  if (cursor === undefined) return emptyChain(0);
  const [, chain, sequence, hash] = /^(\d{1,2})\.(\d{1,11})\.([0-9a-f]{64})$/.exec(cursor) ?? [];
  if (chain === undefined || sequence === undefined || hash === undefined) return undefined;
  const head = { chain: Number(chain), sequence: Number(sequence), hash };
  return head.chain < AUDIT_CHAINS ? head : undefined;
}
