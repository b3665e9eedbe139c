import db, { type AttributeMap } from "dynalite/db/index.js";
import { asItem, prepareDelete, readItem } from "./item-write.ts";
import type { Engine } from "./operation.ts";
import { itemPrefix, prefixRange } from "./store.ts";
import { commit, createWriteBuffer } from "./store-facade.ts";
import { readTimeToLive } from "./stored-table.ts";

/** DynamoDB takes an older time for a mistake (milliseconds read as seconds are the usual one) and keeps the item. */
const IGNORED_AGE_SECONDS = 5 * 365 * 24 * 3600;

/**
 * Removes every item whose TTL attribute has passed, with its index entries, and answers how many there were.
 * Only numbers count as times.
 */
export async function sweepExpiredItems(engine: Engine): Promise<number> {
  let removed = 0;
  for (const tableName of engine.store.tables.keys()) {
    const attribute = await readTimeToLive(engine.store, tableName);
    if (attribute !== undefined) removed += await sweepTable(engine, tableName, attribute);
  }
  return removed;
}

async function sweepTable(engine: Engine, tableName: string, attribute: string): Promise<number> {
  let removed = 0;
  for await (const value of engine.store.level.values(prefixRange(itemPrefix(tableName)))) {
    const item = asItem(value);
    if (isExpired(item, attribute, engine.now()) && (await removeExpired(engine, tableName, item, attribute)))
      removed++;
  }
  return removed;
}

/** Looks again under the lock: the item may have been given more time since it was read. */
async function removeExpired(
  engine: Engine,
  tableName: string,
  item: AttributeMap,
  attribute: string,
): Promise<boolean> {
  const { store, locks, now } = engine;
  const table = store.tables.get(tableName);
  if (table === undefined) return false;
  const Key = Object.fromEntries(
    table.KeySchema.flatMap(({ AttributeName }) => {
      const value = item[AttributeName];
      return value === undefined ? [] : [[AttributeName, value]];
    }),
  );
  const itemKey = itemPrefix(tableName) + db.createKey(Key, table);
  return locks.hold([itemKey], async () => {
    const current = await readItem(store, itemKey);
    if (current === undefined || !isExpired(current, attribute, now())) return false;
    const buffer = createWriteBuffer();
    await prepareDelete(store, { TableName: tableName, Key }).apply(buffer);
    await commit(store, buffer);
    return true;
  });
}

function isExpired(item: AttributeMap, attribute: string, nowEpochMs: number): boolean {
  const text = item[attribute]?.N;
  if (text === undefined) return false;
  const nowSeconds = nowEpochMs / 1000;
  const expirySeconds = Number(text);
  return expirySeconds <= nowSeconds && expirySeconds > nowSeconds - IGNORED_AGE_SECONDS;
}
