import {
  BatchWriteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  TransactGetItemsCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { describe, expect, it } from "vitest";
import { N, S } from "../../suites/dynamodb/fixture.ts";
import { createDataDir, startTestEngine } from "./local-engine.ts";
import { TABLE } from "./things-table.ts";

const key = (name: number) => ({ pk: S(`ACCOUNT#${name}`), sk: S("ACCOUNT") });
const add = (name: number, by: number) => ({
  TableName: TABLE.tableName,
  Key: key(name),
  UpdateExpression: "ADD amount :by",
  ExpressionAttributeValues: { ":by": N(by) },
});

async function readAmount(client: DynamoDBClient, name: number): Promise<number> {
  const { Item } = await client.send(
    new GetItemCommand({ TableName: TABLE.tableName, Key: key(name), ConsistentRead: true }),
  );
  return Number(Item?.amount?.N ?? 0);
}

async function readTotal(client: DynamoDBClient, accounts: readonly number[]): Promise<number> {
  const { Responses = [] } = await client.send(
    new TransactGetItemsCommand({
      TransactItems: accounts.map((name) => ({ Get: { TableName: TABLE.tableName, Key: key(name) } })),
    }),
  );
  return Responses.reduce((sum, { Item }) => sum + Number(Item?.amount?.N ?? 0), 0);
}

// In memory an engine answers so fast that requests hardly meet; on disk they do.
describe.each(["in memory", "on disk"])("requests that run at once %s", (place) => {
  const start = async () => startTestEngine(place === "on disk" ? { dataDir: await createDataDir() } : {});

  it("counts every one of 300 updates of one item", async () => {
    const { client } = await start();
    await Promise.all(Array.from({ length: 300 }, () => client.send(new UpdateItemCommand(add(1, 1)))));
    expect(await readAmount(client, 1)).toBe(300);
  });

  it("keeps the total while transactions in opposite directions, single writes and batches meet", async () => {
    const { client } = await start();
    const accounts = Array.from({ length: 40 }, (_, name) => name);
    await Promise.all(accounts.map((name) => client.send(new UpdateItemCommand(add(name, 100)))));

    const transfers = Array.from({ length: 200 }, (_, turn) => {
      const [from, to] = [turn % 40, (turn * 7 + 1) % 40];
      if (from === to) return Promise.resolve();
      return client.send(
        new TransactWriteItemsCommand({ TransactItems: [{ Update: add(from, -turn) }, { Update: add(to, turn) }] }),
      );
    });
    const others = Array.from({ length: 50 }, (_, turn) =>
      client.send(
        new BatchWriteItemCommand({
          RequestItems: { [TABLE.tableName]: [{ PutRequest: { Item: { ...key(100 + turn), amount: N(1) } } }] },
        }),
      ),
    );
    const totals = Array.from({ length: 100 }, () => readTotal(client, accounts));

    expect(new Set(await Promise.all(totals))).toEqual(new Set([4000]));
    await Promise.all([...transfers, ...others]);
    expect(await readTotal(client, accounts)).toBe(4000);
  });

  it("lets exactly one of 50 callers create an item", async () => {
    const { client } = await start();
    const attempts = Array.from({ length: 50 }, (_, turn) =>
      client.send(
        new TransactWriteItemsCommand({
          TransactItems: [
            {
              Put: {
                TableName: TABLE.tableName,
                Item: { ...key(1), turn: N(turn) },
                ConditionExpression: "attribute_not_exists(pk)",
              },
            },
            { Update: add(2, 1) },
          ],
        }),
      ),
    );
    const outcomes = await Promise.allSettled(attempts);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await readAmount(client, 2)).toBe(1);
  });

  it("applies one request once when it arrives 20 times at once with one token", async () => {
    const { client } = await start();
    const attempts = Array.from({ length: 20 }, () =>
      client.send(
        new TransactWriteItemsCommand({ TransactItems: [{ Update: add(1, 1) }], ClientRequestToken: "retried" }),
      ),
    );
    await Promise.all(attempts);
    expect(await readAmount(client, 1)).toBe(1);
  });

  it("takes one of two different requests that arrive at once with one token", async () => {
    const { client } = await start();
    const attempts = Array.from({ length: 20 }, (_, name) =>
      client.send(
        new TransactWriteItemsCommand({ TransactItems: [{ Update: add(name, 1) }], ClientRequestToken: "shared" }),
      ),
    );
    const outcomes = await Promise.allSettled(attempts);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await readTotal(client, [...attempts.keys()])).toBe(1);
  });
});
