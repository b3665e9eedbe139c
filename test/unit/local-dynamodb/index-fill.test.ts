import { describe, expect, it, onTestFinished } from "vitest";
import { createIdempotency } from "../../../local/dynamodb/idempotency.ts";
import { preparePut } from "../../../local/dynamodb/item-write.ts";
import { createKeyLocks, type KeyLocks } from "../../../local/dynamodb/key-locks.ts";
import { openStore, prefixRange, type Store } from "../../../local/dynamodb/store.ts";
import { commit, createWriteBuffer } from "../../../local/dynamodb/store-facade.ts";
import { createTables } from "../../../local/dynamodb/tables.ts";
import { TABLE } from "./things-table.ts";

const BY_COLOR = { indexName: "byColor", partitionKey: { name: "color", type: "S" }, projection: "ALL" } as const;
const WITH_COLOR = { ...TABLE, globalSecondaryIndexes: [...TABLE.globalSecondaryIndexes, BY_COLOR] };

/** The table Things with three red items. `afterItem` runs each time that an item's lock was released. */
async function start(afterItem: (store: Store) => Promise<void> = async () => undefined) {
  const store = await openStore(undefined);
  onTestFinished(() => store.level.close());
  const { hold } = createKeyLocks();
  const locks: KeyLocks = {
    async hold(keys, work) {
      const result = await hold(keys, work);
      if (keys[0]?.startsWith("item-")) await afterItem(store);
      return result;
    },
  };
  const engine = { store, locks, idempotency: createIdempotency(store, Date.now), now: Date.now };
  await createTables(engine, [TABLE]);
  for (const pk of ["a", "b", "c"]) await put(store, pk, "red");
  return engine;
}

async function put(store: Store, pk: string, color: string): Promise<void> {
  const buffer = createWriteBuffer();
  const Item = { pk: { S: pk }, sk: { S: "x" }, color: { S: color } };
  await preparePut(store, { TableName: TABLE.tableName, Item }).apply(buffer);
  await commit(store, buffer);
}

async function readColors(store: Store): Promise<readonly string[]> {
  const entries: string[] = [];
  for await (const entry of store.level.values(prefixRange(`index-global~${TABLE.tableName}~byColor~`))) {
    const { pk, color } = entry as { pk: { S: string }; color: { S: string } };
    entries.push(`${pk.S} ${color.S}`);
  }
  return entries.sort();
}

describe("filling a new index", () => {
  it("enters every item", async () => {
    const engine = await start();
    await createTables(engine, [WITH_COLOR]);
    expect(await readColors(engine.store)).toEqual(["a red", "b red", "c red"]);
    expect(
      engine.store.tables.get(TABLE.tableName)?.GlobalSecondaryIndexes?.map(({ IndexStatus }) => IndexStatus),
    ).toEqual(["ACTIVE", "ACTIVE"]);
  });

  it("leaves no old entry of an item that changes meanwhile", async () => {
    const engine = await start(async (store) => {
      for (const pk of ["a", "b", "c"]) await put(store, pk, "blue");
    });
    await createTables(engine, [WITH_COLOR]);
    expect(await readColors(engine.store)).toEqual(["a blue", "b blue", "c blue"]);
  });

  it("starts again after a crash in the middle", async () => {
    let isCrashing = true;
    const engine = await start(async () => {
      if (isCrashing) throw new Error("crash");
    });
    await expect(createTables(engine, [WITH_COLOR])).rejects.toThrow("crash");
    isCrashing = false;
    await engine.store.level.clear(prefixRange("index-global~"));
    await createTables(engine, [WITH_COLOR]);
    expect(await readColors(engine.store)).toEqual(["a red", "b red", "c red"]);
  });
});
