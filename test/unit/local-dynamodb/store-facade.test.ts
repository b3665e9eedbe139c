import { describe, expect, it, onTestFinished } from "vitest";
import { openStore } from "../../../local/dynamodb/store.ts";
import { createWriteBuffer, runAction } from "../../../local/dynamodb/store-facade.ts";

interface ItemDb {
  get(key: string, callback: (error: unknown, value?: unknown) => void): void;
  put(key: string, value: object, callback: (error: unknown) => void): void;
  createValueStream(range: object): { on(event: string, listener: () => void): void };
}

async function open() {
  const store = await openStore(undefined);
  onTestFinished(() => store.level.close());
  return store;
}

/** What an action of dynalite is given; its own type is not exported. */
const itemsOf = (given: unknown) => (given as { getItemDb(name: string): ItemDb }).getItemDb("T");

describe("runAction", () => {
  it("shows an action its own writes, and the store nothing of them", async () => {
    const store = await open();
    const buffer = createWriteBuffer();
    const response = await runAction(
      store,
      buffer,
      (given, _request, callback) => {
        itemsOf(given).put("k", { a: 1 }, () => itemsOf(given).get("k", (error, value) => callback(error, { value })));
      },
      {},
    );
    expect(response).toEqual({ value: { a: 1 } });
    expect(await store.level.get("item-T~k")).toBeUndefined();
    expect([...buffer.operations.keys()]).toEqual(["item-T~k"]);
  });

  it("rejects when an action throws inside a callback, instead of ending the process", async () => {
    const store = await open();
    const thrown = new TypeError("inside");
    const fail = () => {
      throw thrown;
    };
    const getting = runAction(store, createWriteBuffer(), (given) => itemsOf(given).get("k", fail), {});
    await expect(getting).rejects.toBe(thrown);
    const streaming = runAction(
      store,
      createWriteBuffer(),
      (given) => itemsOf(given).createValueStream({}).on("end", fail),
      {},
    );
    await expect(streaming).rejects.toBe(thrown);
  });
});
