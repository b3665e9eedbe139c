import db from "dynalite/db/index.js";
import { asItem } from "./item-write.ts";
import { INDEX_KEYS, type Store } from "./store.ts";
import type { WriteBuffer } from "./store-facade.ts";

/**
 * Write units of the index entries in a buffer that is not committed yet: one entry that is written or taken away is billed like an item of its size, and
 * also when it belongs to a transaction only once (Amazon DynamoDB developer guide, "Provisioned throughput considerations for global secondary indexes").
 */
export async function indexUnitsOf({ level }: Store, { operations }: WriteBuffer): Promise<number> {
  let units = 0;
  for (const [key, operation] of operations) {
    if (!key.startsWith(INDEX_KEYS)) continue;
    const entry = operation.type === "put" ? operation.value : await level.get(key);
    // Taken away without having been there.
    if (entry !== undefined) units += db.capacityUnits(asItem(entry), false, true);
  }
  return units;
}
