import { afterEach, describe, expect, it } from "vitest";
import type { ItemChange } from "../../../local/dynamodb/changes.ts";
import { type DynamoDb, startDynamoDb } from "../../../local/dynamodb/start-dynamodb.ts";
import type { InvokeResult } from "../../../local/lambda/runtime.ts";
import { createEventSources } from "../../../local/streams/event-source.ts";
import { isMatch, isPattern } from "../../../local/streams/filter.ts";
import type { LocalEventSource } from "../../../local/template/event-sources.ts";
import { createMemoryLogs } from "./fixture.ts";

const TABLE = "things";
const SOURCE: LocalEventSource = {
  logicalId: "NewThings",
  tableName: TABLE,
  streamArn: "arn:aws:dynamodb:us-east-1:000000000000:table/things/stream/local",
  functionArn: "arn:aws:lambda:us-east-1:000000000000:function:reader",
  batchSize: 2,
  windowMs: 60_000,
  pattern: { eventName: ["INSERT"] },
};

const change = (place: string, eventName: ItemChange["eventName"] = "INSERT"): ItemChange => ({
  place,
  eventName,
  epochMs: 0,
  keys: { pk: { S: place } },
  newImage: { pk: { S: place } },
});

/** A stream in memory, and a function that answers with one result after the other. */
function createSources(
  changes: ItemChange[],
  { results = [], mayRead = true }: { results?: InvokeResult[]; mayRead?: boolean },
) {
  const handed: string[][] = [];
  const sources = createEventSources({
    eventSources: [SOURCE],
    streams: {
      read: async (_, limit) => changes.slice(0, limit),
      remove: async (_, gone) => void changes.splice(0, gone.length),
    },
    mayRead: () => mayRead,
    lambda: {
      async invoke(_, event) {
        const { Records } = event as { Records: { dynamodb: { Keys: { pk: { S: string } } } }[] };
        handed.push(Records.map(({ dynamodb }) => dynamodb.Keys.pk.S));
        return results[handed.length - 1] ?? { ok: true, payload: null };
      },
    },
    logs: createMemoryLogs(),
  });
  return { sources, handed };
}

describe("a stream that a function gets", () => {
  it("is handed over in order and in batches, once, and without what the pattern leaves out", async () => {
    const changes = [change("1"), change("2", "REMOVE"), change("3", "REMOVE"), change("4", "MODIFY"), change("5")];
    const { sources, handed } = createSources(changes, {});
    await Promise.all([sources.deliver(), sources.deliver()]);
    await sources.stop();
    expect(handed).toEqual([["1"], ["5"]]);
    expect(changes).toEqual([]);
  });

  it("comes again, from where it failed, when the function fails", async () => {
    const failure: InvokeResult = { ok: false, error: { errorType: "Error", errorMessage: "out of order", trace: [] } };
    const results: InvokeResult[] = [{ ok: true, payload: null }, failure];
    const { sources, handed } = createSources([change("1"), change("2"), change("3")], { results });
    await expect(sources.deliver()).rejects.toThrow("NewThings: out of order");
    await sources.deliver();
    await sources.stop();
    expect(handed).toEqual([["1", "2"], ["3"], ["3"]]);
  });

  it("is handed to nobody whose role may not read it", async () => {
    const { sources, handed } = createSources([change("1")], { mayRead: false });
    await expect(sources.deliver()).rejects.toThrow(/may not read the stream of things/);
    await sources.stop();
    expect(handed).toEqual([]);
  });
});

describe("a pattern", () => {
  it("fits what has one of its texts at each of its ends", () => {
    const pattern = { eventName: ["INSERT", "MODIFY"], dynamodb: { Keys: { sk: { S: ["EVENT"] } } } };
    const record = (eventName: string, sk?: string) => ({ eventName, dynamodb: { Keys: { sk: { S: sk } } } });
    expect(isPattern(pattern)).toBe(true);
    expect(isMatch(pattern, record("MODIFY", "EVENT"))).toBe(true);
    expect(isMatch(pattern, record("REMOVE", "EVENT"))).toBe(false);
    expect(isMatch(pattern, record("INSERT", "EVENTS"))).toBe(false);
    expect(isMatch(pattern, { eventName: "INSERT" })).toBe(false);
  });

  it.each([[{}], [{ eventName: [] }], [{ eventName: [{ prefix: "I" }] }], ["INSERT"]])("is not %j", (pattern) => {
    expect(isPattern(pattern)).toBe(false);
  });
});

describe("the stream of a local table", () => {
  let db: DynamoDb | undefined;
  afterEach(async () => void (await db?.stop()));

  it("tells what was written, the oldest first, until it is removed; a table without one tells nothing", async () => {
    db = await startDynamoDb();
    const { answer, readChanges, removeChanges } = db;
    const table = { partitionKey: { name: "pk", type: "S" }, globalSecondaryIndexes: [] } as const;
    await db.createTables([
      { ...table, tableName: TABLE, hasStream: true },
      { ...table, tableName: "silent" },
    ]);
    const send = (operation: string, body: object, tableName = TABLE) =>
      answer({ operation, accessKeyId: "tool", body: { TableName: tableName, ...body } });
    const item = (value: string) => ({ Item: { pk: { S: "one" }, value: { S: value } } });
    for (const tableName of [TABLE, "silent"]) {
      await send("PutItem", item("a"), tableName);
      await send("PutItem", item("b"), tableName);
      await send("PutItem", { ...item("c"), ConditionExpression: "attribute_not_exists(pk)" }, tableName);
      await send("DeleteItem", { Key: { pk: { S: "one" } } }, tableName);
    }
    const changes = await readChanges(TABLE, 10);
    expect(changes.map(({ eventName, newImage }) => [eventName, newImage?.value?.S])).toEqual([
      ["INSERT", "a"],
      ["MODIFY", "b"],
      ["REMOVE", undefined],
    ]);
    for (const { keys } of changes) expect(keys).toEqual({ pk: { S: "one" } });
    await removeChanges(TABLE, changes.slice(0, 2));
    expect(await readChanges(TABLE, 10)).toEqual(changes.slice(2));
    expect(await readChanges("silent", 10)).toEqual([]);
  });
});
