import db, { type IndexDescription, type LevelOperation, type StoredTable } from "dynalite/db/index.js";
import { readItem } from "./item-write.ts";
import type { Engine } from "./operation.ts";
import { indexPrefix, itemPrefix, prefixRange, type Store } from "./store.ts";

const ITEMS_PER_READ = 200;

/**
 * Writes the entries of `indexes` for every item of the table. Each item is read under its lock, so a write that runs
 * at the same time is either seen here or writes the entry itself.
 */
export async function fillIndexes(engine: Engine, table: StoredTable, indexes: IndexDescription[]): Promise<void> {
  if (indexes.length === 0) return;
  const iterator = engine.store.level.keys(prefixRange(itemPrefix(table.TableName)));
  try {
    for (
      let keys = await iterator.nextv(ITEMS_PER_READ);
      keys.length > 0;
      keys = await iterator.nextv(ITEMS_PER_READ)
    ) {
      await Promise.all(keys.map((itemKey) => fillItem(engine, table, indexes, itemKey)));
    }
  } finally {
    await iterator.close();
  }
}

function fillItem({ store, locks }: Engine, table: StoredTable, indexes: IndexDescription[], itemKey: string) {
  return locks.hold([itemKey], async () => {
    const item = await readItem(store, itemKey);
    if (item === undefined) return;
    const tableKey = itemKey.slice(itemPrefix(table.TableName).length);
    const operations = db.getIndexActions(indexes, undefined, item, table).puts.map(
      (entry): LevelOperation => ({
        type: "put",
        key: indexPrefix(table.TableName, "global", entry.index) + entry.key + tableKey,
        value: entry.item,
      }),
    );
    if (operations.length > 0) await store.level.batch(operations);
  });
}

/** Removes every entry of an index. */
export async function clearIndex(store: Store, tableName: string, indexName: string): Promise<void> {
  await store.level.clear(prefixRange(indexPrefix(tableName, "global", indexName)));
}
