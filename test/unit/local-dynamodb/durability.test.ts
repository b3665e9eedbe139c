import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { GetItemCommand, PutItemCommand, ScanCommand, TransactWriteItemsCommand } from "@aws-sdk/client-dynamodb";
import { describe, expect, it, onTestFinished } from "vitest";
import type { RequestReport } from "../../../local/dynamodb/calls.ts";
import { startDynamoDb } from "../../../local/dynamodb/start-dynamodb.ts";
import { createClient, type Item, N, S } from "../../suites/dynamodb/fixture.ts";
import { createDataDir, startTestEngine } from "./local-engine.ts";
import { TABLE } from "./things-table.ts";

const TableName = TABLE.tableName;
const ITEMS_PER_TRANSACTION = 5;

/** The engine in a process of its own, so that it can be killed. */
async function startChild(dataDir: string): Promise<{ child: ChildProcess; endpoint: string }> {
  const script = new URL("./engine-child.ts", import.meta.url).pathname;
  const child = spawn(process.execPath, [script, dataDir], { stdio: ["ignore", "pipe", "inherit"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  const [line] = await once(child.stdout, "data");
  return { child, endpoint: String(line).trim() };
}

const part = (transaction: string, index: number): Item => ({
  pk: S(transaction),
  sk: S(String(index)),
  owner: S(transaction),
  since: S(String(index)),
});

/** Sends transactions of five puts until the engine is gone, and tells about each that was acknowledged. */
async function writeUntilGone(endpoint: string, round: number, onDone: (transaction: string) => void): Promise<void> {
  const client = createClient(endpoint);
  async function write(writer: number): Promise<void> {
    for (let turn = 0; ; turn++) {
      const transaction = `${round}-${writer}-${turn}`;
      const puts = Array.from({ length: ITEMS_PER_TRANSACTION }, (_, index) => ({
        Put: { TableName, Item: part(transaction, index) },
      }));
      await client.send(new TransactWriteItemsCommand({ TransactItems: puts }));
      onDone(transaction);
    }
  }
  await Promise.allSettled([0, 1, 2, 3].map(write));
  client.destroy();
}

async function countParts(
  client: ReturnType<typeof createClient>,
  IndexName: string | undefined,
): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  let ExclusiveStartKey: Item | undefined;
  do {
    const page = await client.send(
      new ScanCommand({ TableName, ...(IndexName && { IndexName }), ...(ExclusiveStartKey && { ExclusiveStartKey }) }),
    );
    for (const { pk } of page.Items ?? []) counts.set(pk?.S ?? "", (counts.get(pk?.S ?? "") ?? 0) + 1);
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey !== undefined);
  return counts;
}

describe("data on disk", () => {
  it("is there after a restart: tables, items, index entries, TTL, idempotency tokens", async () => {
    const dataDir = await createDataDir();
    const first = await startTestEngine({ dataDir });
    const count = () =>
      new TransactWriteItemsCommand({
        TransactItems: [
          {
            Update: {
              TableName,
              Key: { pk: S("a"), sk: S("a") },
              UpdateExpression: "SET #owner = :owner, since = :owner, #ttl = :ttl ADD visits :one",
              ExpressionAttributeNames: { "#owner": "owner", "#ttl": "ttl" },
              ExpressionAttributeValues: { ":owner": S("me"), ":ttl": N(1), ":one": N(1) },
            },
          },
        ],
        ClientRequestToken: "once",
      });
    await first.client.send(count());
    await first.stop();

    const second = await startTestEngine({ dataDir, now: () => 10_000 });
    await second.client.send(count());
    const { Item } = await second.client.send(new GetItemCommand({ TableName, Key: { pk: S("a"), sk: S("a") } }));
    expect(Item).toMatchObject({ visits: N(1) });
    expect(await countParts(second.client, "byOwner")).toEqual(new Map([["a", 1]]));
    expect(await second.sweepExpired()).toBe(1);
  });

  it("holds every transaction whole or not at all after kill -9, and none that was acknowledged is lost", async () => {
    const dataDir = await createDataDir();
    const acknowledged: string[] = [];
    for (const round of [0, 1, 2, 3]) {
      const { child, endpoint } = await startChild(dataDir);
      const last = acknowledged.length + 20 + 7 * round;
      await writeUntilGone(endpoint, round, (transaction) => {
        acknowledged.push(transaction);
        // Three other transactions are on their way at this moment.
        if (acknowledged.length === last) child.kill("SIGKILL");
      });
    }

    const { client } = await startTestEngine({ dataDir });
    const items = await countParts(client, undefined);
    expect(new Set(items.values())).toEqual(new Set([ITEMS_PER_TRANSACTION]));
    expect(acknowledged.filter((transaction) => !items.has(transaction))).toEqual([]);
    expect(await countParts(client, "byOwner")).toEqual(items);
  }, 30_000);

  it("is refused to a second process with a message that names the directory", async () => {
    const dataDir = await createDataDir();
    await startChild(dataDir);
    await expect(startDynamoDb({ dataDir })).rejects.toThrow(
      `The local DynamoDB in ${dataDir} is in use by another process`,
    );
  });

  it("answers running requests before stop returns", async () => {
    const reports: RequestReport[] = [];
    const engine = await startDynamoDb({
      dataDir: await createDataDir(),
      onRequest: (report) => reports.push(report),
      sweepIntervalMs: 0,
    });
    await engine.createTables([TABLE]);
    const client = createClient(engine.endpoint);
    onTestFinished(() => client.destroy());
    const puts = Array.from({ length: 50 }, (_, turn) =>
      client.send(new PutItemCommand({ TableName, Item: { pk: S(String(turn)), sk: S("x") } })),
    );
    const settled = Promise.allSettled(puts);
    await Promise.race(puts);
    const stoppedAt = performance.now();
    await engine.stop();
    expect(performance.now() - stoppedAt, "waited for idle connections").toBeLessThan(4000);
    const answered = reports.length;
    const fulfilled = (await settled).filter(({ status }) => status === "fulfilled");
    expect(fulfilled).toHaveLength(answered);
    expect(new Set(reports.map(({ statusCode }) => statusCode))).toEqual(new Set([200]));
  });
});
