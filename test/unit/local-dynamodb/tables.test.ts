import {
  BatchWriteItemCommand,
  DeleteItemCommand,
  PutItemCommand,
  QueryCommand,
  UpdateTimeToLiveCommand,
} from "@aws-sdk/client-dynamodb";
import { describe, expect, it } from "vitest";
import { S } from "../../suites/dynamodb/fixture.ts";
import { startTestEngine } from "./local-engine.ts";
import { TABLE } from "./things-table.ts";

const TableName = TABLE.tableName;

describe("createTables", () => {
  it("changes nothing when everything exists", async () => {
    const { client, createTables } = await startTestEngine();
    const Item = { pk: S("a"), sk: S("a"), owner: S("me"), since: S("1") };
    await client.send(new PutItemCommand({ TableName, Item }));
    await createTables([TABLE]);
    expect(await queryIndex("byOwner", "owner", "me")).toEqual([Item]);

    async function queryIndex(IndexName: string, name: string, value: string) {
      return (await client.send(indexQuery(IndexName, name, value))).Items;
    }
  });

  it("adds a missing index with the entries of the items that are there", async () => {
    const { client, createTables } = await startTestEngine();
    for (let start = 0; start < 450; start += 25) {
      const items = Array.from({ length: 25 }, (_, offset) => ({ pk: S(String(start + offset)), sk: S("x") }));
      const requests = items.map((item, offset) => ({
        PutRequest: { Item: (start + offset) % 3 === 0 ? { ...item, color: S("red") } : item },
      }));
      await client.send(new BatchWriteItemCommand({ RequestItems: { [TableName]: requests } }));
    }
    const byColor = { indexName: "byColor", partitionKey: { name: "color", type: "S" }, projection: [] } as const;
    await createTables([{ ...TABLE, globalSecondaryIndexes: [...TABLE.globalSecondaryIndexes, byColor] }]);
    const { Items = [] } = await client.send(indexQuery("byColor", "color", "red"));
    expect(Items).toHaveLength(150);
    expect(Object.keys(Items[0] ?? {}).sort()).toEqual(["color", "pk", "sk"]);

    await client.send(new PutItemCommand({ TableName, Item: { pk: S("new"), sk: S("x"), color: S("red") } }));
    expect((await client.send(indexQuery("byColor", "color", "red"))).Count).toBe(151);
  });

  it("drops an index that is not described any more, and leaves nothing of it", async () => {
    const { client, createTables } = await startTestEngine();
    const put = (pk: string) =>
      client.send(new PutItemCommand({ TableName, Item: { pk: S(pk), sk: S("x"), owner: S("me"), since: S(pk) } }));
    await put("a");
    await createTables([{ ...TABLE, globalSecondaryIndexes: [] }]);
    await expect(client.send(indexQuery("byOwner", "owner", "me"))).rejects.toThrow(
      "The table does not have the specified index: byOwner",
    );
    await client.send(new DeleteItemCommand({ TableName, Key: { pk: S("a"), sk: S("x") } }));
    await put("b");
    await createTables([TABLE]);
    expect((await client.send(indexQuery("byOwner", "owner", "me"))).Items?.map(({ pk }) => pk?.S)).toEqual(["b"]);
  });

  it.each([
    [
      "the table's sort key",
      { ...TABLE, sortKey: { name: "other", type: "S" } },
      /^Table Things exists .* another key schema/,
    ],
    [
      "the table's key type",
      { ...TABLE, partitionKey: { name: "pk", type: "N" } },
      /stored HASH pk \(S\).*described HASH pk \(N\)/,
    ],
    [
      "an index's key",
      {
        ...TABLE,
        globalSecondaryIndexes: [
          { indexName: "byOwner", partitionKey: { name: "boss", type: "S" }, projection: "ALL" },
        ],
      },
      /^Index byOwner of table Things exists/,
    ],
    [
      "an index's projection",
      {
        ...TABLE,
        globalSecondaryIndexes: TABLE.globalSecondaryIndexes.map((index) => ({ ...index, projection: ["a"] })),
      },
      /another projection/,
    ],
  ] as const)("refuses another description of %s", async (_name, description, message) => {
    const { createTables } = await startTestEngine();
    await expect(createTables([description])).rejects.toThrow(message);
  });
});

function indexQuery(IndexName: string, name: string, value: string): QueryCommand {
  return new QueryCommand({
    TableName,
    IndexName,
    KeyConditionExpression: "#name = :value",
    ExpressionAttributeNames: { "#name": name },
    ExpressionAttributeValues: { ":value": S(value) },
  });
}

describe("time to live", () => {
  const NOW_SECONDS = 1_800_000_000;
  const FIVE_YEARS_SECONDS = 5 * 365 * 24 * 3600;

  async function startWith(items: Readonly<Record<string, string | { S: string }>>) {
    const engine = await startTestEngine({ now: () => NOW_SECONDS * 1000 });
    for (const [name, ttl] of Object.entries(items)) {
      const Item = {
        pk: S(name),
        sk: S("x"),
        owner: S("me"),
        since: S(name),
        ttl: typeof ttl === "string" ? { N: ttl } : ttl,
      };
      await engine.client.send(new PutItemCommand({ TableName, Item }));
    }
    const left = async () => {
      const { Items = [] } = await engine.client.send(indexQuery("byOwner", "owner", "me"));
      return Items.map(({ pk }) => pk?.S);
    };
    return { ...engine, left };
  }

  it("removes an item with its index entries from the second in its attribute on, and not before", async () => {
    const { sweepExpired, left } = await startWith({ due: String(NOW_SECONDS), later: String(NOW_SECONDS + 1) });
    expect(await sweepExpired()).toBe(1);
    expect(await left()).toEqual(["later"]);
    expect(await sweepExpired()).toBe(0);
  });

  it("keeps items whose time is no number or more than five years past", async () => {
    const { sweepExpired, left } = await startWith({
      text: { S: String(NOW_SECONDS - 1) },
      justInside: String(NOW_SECONDS - FIVE_YEARS_SECONDS + 1),
      tooOld: String(NOW_SECONDS - FIVE_YEARS_SECONDS),
      milliseconds: String(NOW_SECONDS * 1000),
    });
    expect(await sweepExpired()).toBe(1);
    expect(await left()).toEqual(["milliseconds", "text", "tooOld"]);
  });

  it("keeps an item that is given more time while the sweep comes to it", async () => {
    const item = { pk: S("a"), sk: S("x"), ttl: { N: String(NOW_SECONDS) } };
    const clock = [NOW_SECONDS * 1000, NOW_SECONDS * 1000 - 1000];
    const engine = await startTestEngine({ now: () => clock.shift() ?? 0 });
    await engine.client.send(new PutItemCommand({ TableName, Item: item }));
    // The clock stands for the item: due at the first look, not due any more at the second, under the lock.
    expect(await engine.sweepExpired()).toBe(0);
    expect(clock).toEqual([]);
  });

  it("removes nothing from a table without TTL", async () => {
    const { client, sweepExpired } = await startWith({ due: "1799999999" });
    const TimeToLiveSpecification = { AttributeName: "ttl", Enabled: false };
    await client.send(new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification }));
    expect(await sweepExpired()).toBe(0);
  });

  it("sweeps by itself within the interval", async () => {
    const { client } = await startTestEngine({ sweepIntervalMs: 20 });
    const Item = { pk: S("due"), sk: S("x"), owner: S("me"), since: S("1"), ttl: { N: "1000000000" } };
    const due = { ...Item, ttl: { N: String(Math.floor(Date.now() / 1000) - 1) } };
    await client.send(new PutItemCommand({ TableName, Item: due }));
    await expect.poll(async () => (await client.send(indexQuery("byOwner", "owner", "me"))).Count).toBe(0);
  });
});
