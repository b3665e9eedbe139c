import { formatCursor, parseCursor } from "./cursor.ts";
import { queryPage, type SortKeyRange, type Table } from "./table.ts";

export const BY_WORKSPACE = { name: "byWorkspace", partitionKey: "gsi1pk", sortKey: "gsi1sk" } as const;
export const BY_OWNER = { name: "byOwner", partitionKey: "gsi2pk", sortKey: "gsi2sk" } as const;
export const BY_CONFIGURATOR = { name: "byConfigurator", partitionKey: "gsi2pk", sortKey: "gsi2sk" } as const;
export const BY_REFERENCE = { name: "byReference", partitionKey: "gsi3pk", sortKey: "gsi3sk" } as const;
export const BY_STATE = { name: "byState", partitionKey: "gsi3pk", sortKey: "gsi3sk" } as const;
export const BY_EXPIRY = { name: "byExpiry", partitionKey: "gsi4pk", sortKey: "gsi4sk" } as const;
/** The workspace's tokens once more, by when they were last used. */
export const BY_IDLE = { name: "byIdle", partitionKey: "gsi1pk", sortKey: "idleSince" } as const;

interface ListIndex {
  readonly name: string;
  readonly partitionKey: string;
  /** No two items of a partition may have the same value here. */
  readonly sortKey: string;
}

export interface MergedListOptions<Item> {
  /** Names the list and its filters: a cursor is only good for the same ones. */
  readonly list: string;
  /** Each is read with one Query for a page; the list is all of them, merged by their sort key. */
  readonly partitions: readonly string[];
  /** Absent: the table itself. */
  readonly index?: ListIndex;
  /** Only the items between these sort keys, both included. */
  readonly range?: SortKeyRange | undefined;
  readonly descending?: boolean;
  readonly limit: number;
  readonly cursor: string | undefined;
  readonly accepts?: ((item: Item) => boolean) | undefined;
}

export interface ListOptions<Item> extends Omit<MergedListOptions<Item>, "partitions" | "range"> {
  readonly partition: string;
  readonly sortKeyPrefix?: string;
}

export interface Listed<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}

/**
 * A filter that no index serves looks at so many items for a page and no more: what a page costs does not depend on how many items there
 * are. A page may then hold few items, or none, and still name a next one.
 */
export const EXAMINED_MAX = 300;
/**
 * A page ends before it has more bytes, and then goes on like any other: an answer of Lambda may hold 6 MB. An item counts as it is stored, which
 * is about what is shown of it.
 */
const PAGE_BYTES_MAX = 4_000_000;
/** Sort keys hold ASCII only: everything is between these two. */
const LOWEST = " ";
const HIGHEST = "\uffff";

/** One page of a list that is one partition: one Query. Undefined when the cursor is not one of this list. */
export async function listItems<Item extends object>(
  table: Table,
  { partition, sortKeyPrefix, ...options }: ListOptions<Item>,
): Promise<Listed<Item> | undefined> {
  return listMerged<Item>(table, {
    ...options,
    partitions: [partition],
    range: sortKeyPrefix === undefined ? undefined : { from: sortKeyPrefix, to: sortKeyPrefix + HIGHEST },
  });
}

/** One page of a list: one Query for each partition. Undefined when the cursor is not one of this list. */
export async function listMerged<Item extends object>(
  table: Table,
  options: MergedListOptions<Item>,
): Promise<Listed<Item> | undefined> {
  const { list, cursor, partitions, limit, accepts = () => true } = options;
  const after = cursor === undefined ? undefined : parseCursor(list, cursor);
  if (cursor !== undefined && after === undefined) return undefined;

  const pages = await Promise.all(partitions.map((partition) => readBehind<Item>(table, options, partition, after)));
  const comesBefore = (left: Placed<Item>, right: Placed<Item>) => compare(left, right, options.descending === true);
  const all = pages.flatMap(({ items }) => items).sort(comesBefore);
  // Behind the end of a partition that goes on, items of that partition are missing: nothing is shown beyond the first such end.
  const [horizon] = pages.flatMap(({ items, hasMore }) => (hasMore ? items.slice(-1) : [])).sort(comesBefore);

  const found: Item[] = [];
  let bytes = 0;
  let before: Placed<Item> | undefined;
  for (const [position, placed] of all.entries()) {
    if (accepts(placed.item)) {
      bytes += bytesInAnswer(placed.item);
      if (bytes > PAGE_BYTES_MAX && before !== undefined && found.length > 0) {
        return { items: found, nextCursor: formatCursor(list, before.place) };
      }
      found.push(placed.item);
    }
    before = placed;
    const isFull = found.length === limit;
    const isAtHorizon = placed === horizon;
    if (!isFull && !isAtHorizon) continue;
    const hasMore = horizon !== undefined || all.slice(position + 1).some(({ item }) => accepts(item));
    return { items: found, nextCursor: hasMore ? formatCursor(list, placed.place) : null };
  }
  return { items: found, nextCursor: null };
}

/** The body of an answer is a text within JSON, so that what JSON escapes is escaped twice: one control character takes seven bytes. */
function bytesInAnswer(item: object): number {
  return Buffer.byteLength(JSON.stringify(JSON.stringify(item)));
}

interface Placed<Item> {
  readonly place: string;
  readonly item: Item;
}

async function readBehind<Item extends object>(
  table: Table,
  { index, range, descending = false, limit, accepts, partitions }: MergedListOptions<Item>,
  partition: string,
  after: string | undefined,
): Promise<{ readonly items: readonly Placed<Item>[]; readonly hasMore: boolean }> {
  const sortKeyRange = rangeBehind(range, after, descending);
  if (sortKeyRange !== undefined && sortKeyRange.from > sortKeyRange.to) return { items: [], hasMore: false };
  const examined = accepts === undefined ? 0 : Math.ceil(EXAMINED_MAX / partitions.length);
  const page = await queryPage<Item>(table, {
    ...(index !== undefined && { index }),
    ...(sortKeyRange !== undefined && { sortKeyRange }),
    partition,
    descending,
    // One more than is shown tells whether there is more; one more still for the place itself, which the range includes.
    limit: Math.max(limit, examined) + (after === undefined ? 1 : 2),
  });
  const sortKey = index?.sortKey ?? "sk";
  const items = page.items.map((item) => ({ place: String(Reflect.get(item, sortKey)), item }));
  return { items: items.filter(({ place }) => place !== after), hasMore: page.hasMore };
}

function rangeBehind(
  range: SortKeyRange | undefined,
  after: string | undefined,
  descending: boolean,
): SortKeyRange | undefined {
  if (after === undefined) return range;
  const { from, to } = range ?? { from: LOWEST, to: HIGHEST };
  return descending ? { from, to: after < to ? after : to } : { from: after > from ? after : from, to };
}

function compare<Item>(left: Placed<Item>, right: Placed<Item>, descending: boolean): number {
  if (left.place === right.place) return 0;
  return left.place < right.place === descending ? 1 : -1;
}
