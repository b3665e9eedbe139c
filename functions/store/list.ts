import { formatCursor, parseCursor, type StartKey } from "./cursor.ts";
import { type QueryOptions, queryPage, type Table } from "./table.ts";

export interface ListOptions<Item> {
  /** Names the list and its filters: a cursor is only good for the same ones. */
  readonly list: string;
  readonly partition: string;
  readonly index?: typeof BY_WORKSPACE | typeof BY_OWNER | typeof BY_CONFIGURATOR;
  readonly sortKeyPrefix?: string;
  readonly descending?: boolean;
  readonly limit: number;
  readonly cursor: string | undefined;
  readonly accepts?: (item: Item) => boolean;
}

export interface Listed<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}

export const BY_WORKSPACE = { name: "byWorkspace", partitionKey: "gsi1pk", sortKey: "gsi1sk" } as const;
export const BY_OWNER = { name: "byOwner", partitionKey: "gsi2pk", sortKey: "gsi2sk" } as const;
export const BY_CONFIGURATOR = { name: "byConfigurator", partitionKey: "gsi2pk", sortKey: "gsi2sk" } as const;

/** A filter that finds little must not read without bound: after this many items the page ends early, with a cursor. */
const EXAMINED_MAX = 1000;

/** One page of a list, or undefined when the cursor is not one of this list. Reads nothing but Query pages of one partition. */
export async function listItems<Item extends object>(
  table: Table,
  options: ListOptions<Item>,
): Promise<Listed<Item> | undefined> {
  const { index, partition, limit, accepts } = options;
  const keyNames = index === undefined ? ["pk", "sk"] : ["pk", "sk", index.partitionKey, index.sortKey];
  let startAfter: StartKey | undefined;
  if (options.cursor !== undefined) {
    startAfter = parseCursor(options.list, options.cursor, { [index?.partitionKey ?? "pk"]: partition });
    if (startAfter === undefined || !keyNames.every((name) => name in (startAfter ?? {}))) return undefined;
  }

  const items: Item[] = [];
  for (let examined = 0; ; ) {
    const page = await readPage<Item>(table, {
      ...(index !== undefined && { index }),
      ...(options.sortKeyPrefix !== undefined && { sortKeyPrefix: options.sortKeyPrefix }),
      partition,
      descending: options.descending ?? false,
      limit: accepts === undefined ? limit : Math.max(limit, 100),
      startAfter,
    });
    if (page === undefined) return undefined;
    for (const [position, item] of page.items.entries()) {
      startAfter = keyOf(item, keyNames);
      if (accepts === undefined || accepts(item)) items.push(item);
      if (items.length === limit) {
        const isLast = position === page.items.length - 1 && !page.hasMore;
        return { items, nextCursor: isLast ? null : formatCursor(options.list, startAfter) };
      }
    }
    examined += page.items.length;
    if (!page.hasMore) return { items, nextCursor: null };
    if (examined >= EXAMINED_MAX && startAfter !== undefined) {
      return { items, nextCursor: formatCursor(options.list, startAfter) };
    }
  }
}

/** DynamoDB refuses a start key that does not fit the table: then the cursor was made up. */
async function readPage<Item>(table: Table, options: QueryOptions) {
  try {
    return await queryPage<Item>(table, options);
  } catch (error) {
    if (options.startAfter !== undefined && error instanceof Error && error.name === "ValidationException")
      return undefined;
    throw error;
  }
}

function keyOf(item: object, names: readonly string[]): StartKey {
  const attributes: Record<string, unknown> = { ...item };
  return Object.fromEntries(names.map((name) => [name, String(attributes[name])]));
}
