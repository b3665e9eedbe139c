import { randomBytes } from "node:crypto";
import type { AttributeMap, LevelOperation } from "dynalite/db/index.js";
import { itemPrefix, prefixRange, type Store } from "./store.ts";

/** What became of one item, as a stream with new images tells it. */
export interface ItemChange {
  /** Where it stands in the stream: later changes of an item are behind earlier ones. */
  readonly place: string;
  readonly eventName: "INSERT" | "MODIFY" | "REMOVE";
  readonly epochMs: number;
  readonly keys: AttributeMap;
  /** The item as it is now, unless it was removed. */
  readonly newImage?: AttributeMap;
}

let last = 0;

/** What to write so that the streams of tables that have one tell what these operations do. The caller holds the items' locks. */
export async function changesOf(
  store: Store,
  operations: Iterable<LevelOperation>,
): Promise<readonly LevelOperation[]> {
  if (store.streamed.size === 0) return [];
  const changes: LevelOperation[] = [];
  for (const operation of operations) {
    const tableName = [...store.streamed].find((name) => operation.key.startsWith(itemPrefix(name)));
    if (tableName === undefined) continue;
    const former = await store.level.get(operation.key);
    const item = operation.type === "put" ? operation.value : former;
    if (!isItem(item)) continue;
    const place = nextPlace();
    const change: ItemChange = {
      place,
      eventName: operation.type === "del" ? "REMOVE" : former === undefined ? "INSERT" : "MODIFY",
      epochMs: Date.now(),
      keys: keysOf(store, tableName, item),
      ...(operation.type === "put" && { newImage: item }),
    };
    changes.push({ type: "put", key: streamPrefix(tableName) + place, value: change });
  }
  return changes;
}

/** The oldest changes of a table that nobody has removed from its stream. */
export async function readChanges(store: Store, tableName: string, limit: number): Promise<readonly ItemChange[]> {
  const changes: ItemChange[] = [];
  for await (const value of store.level.values({ ...prefixRange(streamPrefix(tableName)), limit })) {
    if (isChange(value)) changes.push(value);
  }
  return changes;
}

export async function removeChanges(store: Store, tableName: string, changes: readonly ItemChange[]): Promise<void> {
  await store.level.batch(changes.map(({ place }) => ({ type: "del", key: streamPrefix(tableName) + place })));
}

const streamPrefix = (tableName: string): string => `stream-${tableName}~`;

/** Grows within a process and, with the clock, over restarts. */
function nextPlace(): string {
  last = Math.max(last + 1, Date.now() * 1000);
  return `${String(last).padStart(17, "0")}-${randomBytes(4).toString("hex")}`;
}

function keysOf(store: Store, tableName: string, item: AttributeMap): AttributeMap {
  const names = store.tables.get(tableName)?.KeySchema.map(({ AttributeName }) => AttributeName) ?? [];
  return Object.fromEntries(Object.entries(item).filter(([name]) => names.includes(name)));
}

function isItem(value: unknown): value is AttributeMap {
  return typeof value === "object" && value !== null;
}

function isChange(value: unknown): value is ItemChange {
  return isItem(value) && "eventName" in value && "keys" in value;
}
