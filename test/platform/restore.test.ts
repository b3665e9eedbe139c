import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { promisify } from "node:util";
import { CreateTableCommand, DynamoDBClient, PutItemCommand, paginateScan } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { putBack } from "../../scripts/put-back/put-back.ts";
import { startTestPlatform, type TestPlatform } from "../support/test-platform.ts";

/**
 * The drill of docs/operations/backup-and-restore.md, "Go back as a whole". The copy of each table that is made at the chosen moment stands for what
 * AWS restores beside it.
 */
const run = promisify(execFile);

let test: TestPlatform;
let client: DynamoDBClient;
let tables: readonly string[];
const restoredOf = (table: string) => `${table}-restored`;

beforeAll(async () => {
  test = await startTestPlatform();
  const { store } = test.platform;
  client = new DynamoDBClient({ endpoint: store.endpoint, region: "us-east-1", credentials: store.administrator });
  tables = test.platform.deployment().tables.map(({ name }) => name);
});
afterAll(async () => {
  client.destroy();
  await test.close();
});

async function createEmpty(name: string): Promise<void> {
  await client.send(
    new CreateTableCommand({
      TableName: name,
      BillingMode: "PAY_PER_REQUEST",
      AttributeDefinitions: ["pk", "sk"].map((AttributeName) => ({ AttributeName, AttributeType: "S" })),
      KeySchema: [
        { AttributeName: "pk", KeyType: "HASH" },
        { AttributeName: "sk", KeyType: "RANGE" },
      ],
    }),
  );
}

/** Not by the command, which must not be its own judge. */
async function copyItems(from: string, to: string): Promise<void> {
  for await (const { Items = [] } of paginateScan({ client }, { TableName: from })) {
    for (const Item of Items) await client.send(new PutItemCommand({ TableName: to, Item }));
  }
}

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The command as an operator runs it, with its credentials and the store's address in the environment. */
async function command(...parameters: string[]): Promise<Ended> {
  const { endpoint, administrator } = test.platform.store;
  const env = {
    ...process.env,
    AWS_REGION: "us-east-1",
    AWS_ENDPOINT_URL_DYNAMODB: endpoint,
    AWS_ACCESS_KEY_ID: administrator.accessKeyId,
    AWS_SECRET_ACCESS_KEY: administrator.secretAccessKey,
  };
  return run(process.execPath, ["scripts/put-back.ts", ...parameters], { env }).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    ({ code, stdout, stderr }) => ({ code, stdout, stderr }),
  );
}

const statusOf = async (token: string) => (await test.request("/v1/whoami", { token })).status;

describe("going back as a whole", () => {
  it("brings back what was, takes away what came after, and leaves a trail that verifies", {
    timeout: 120_000,
  }, async () => {
    const { owner, demo } = test;
    const settings = { kind: "private", role: "viewer", scopes: ["account_management:read"] } as const;
    const before = await owner.tokens.create({ ...settings, label: "Made before" });
    const product = await owner.configurators.get(demo.configuratorId);
    const event = { id: randomUUID(), name: "load", occurredAt: new Date().toISOString() };
    const counted = await test.request(`/embed/v1/events?access_token=${demo.publicToken}`, {
      method: "POST",
      origin: new URL(demo.shopUrl).origin,
      body: { events: [{ ...event, configuratorId: demo.configuratorId }] },
    });
    expect(counted.json).toMatchObject({ accepted: 1 });
    for (const table of tables) {
      await createEmpty(restoredOf(table));
      await copyItems(table, restoredOf(table));
    }

    const after = await owner.tokens.create({ ...settings, label: "Made after" });
    await owner.tokens.revoke(before.id);
    await owner.configurators.update(demo.configuratorId, { name: "Renamed by mistake" });
    expect([await statusOf(before.token ?? ""), await statusOf(after.token ?? "")]).toEqual([403, 200]);

    const dry = await Promise.all(tables.map((table) => command("--from", restoredOf(table), "--to", table)));
    expect(dry.map(({ code, stderr }) => [code, stderr])).toEqual(tables.map(() => [0, ""]));
    expect(
      dry.some(({ stdout }) =>
        /alike, [1-9]\d* to be put back, [1-9]\d* to be deleted\nNothing was written/.test(stdout),
      ),
    ).toBe(true);
    expect(await statusOf(before.token ?? "")).toBe(403);

    for (const table of tables) {
      const { code, stdout } = await command("--from", restoredOf(table), "--to", table, "--write");
      expect([code, stdout]).toEqual([0, expect.stringMatching(/^\d+ alike, \d+ put back, \d+ deleted\n$/)]);
    }
    expect([await statusOf(before.token ?? ""), await statusOf(after.token ?? "")]).toEqual([200, 403]);
    expect((await owner.configurators.get(demo.configuratorId)).name).toBe(product.name);
    const load = await test.request(`/embed/v1/configurators/${demo.configuratorId}?access_token=${demo.publicToken}`, {
      origin: new URL(demo.shopUrl).origin,
    });
    expect(load.status).toBe(200);
    expect(await owner.auditEvents.verify()).toMatchObject({ verified: true, problems: [] });
    const { items } = await owner.auditEvents.list({ targetType: "token", targetId: before.id });
    expect(items.map(({ operation }) => operation)).toEqual(["createToken"]);
  });

  it("goes on when it is called again: what is alike is left alone", async () => {
    const [table = ""] = tables;
    const options = { client, from: table, to: restoredOf(table), onProgress: () => undefined };
    await putBack({ ...options, writes: true });
    const again = await putBack({ ...options, writes: false });
    expect(again).toMatchObject({ put: 0, deleted: 0 });
    expect(again.same).toBeGreaterThan(10);
  });
});

describe("the command", () => {
  it("refuses an empty table, which would delete everything", async () => {
    const [table = ""] = tables;
    await createEmpty("empty");
    const { code, stderr } = await command("--from", "empty", "--to", table, "--write");
    expect([code, stderr]).toEqual([1, `Not put back: empty has no items: everything in ${table} would be deleted\n`]);
    expect(await statusOf(test.demo.ownerToken)).toBe(200);
  });

  it.each([[["--from", "a"]], [["--from", "a", "--to", "a"]], [["--form", "a"]]])("takes no %j", async (parameters) => {
    const { code, stdout, stderr } = await command(...parameters);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain("--help tells more");
  });

  it("tells of a table that is not there", async () => {
    const { code, stderr } = await command("--from", "nowhere", "--to", tables[0] ?? "");
    expect([code, stderr]).toEqual([1, expect.stringMatching(/^Not put back: .+\n$/)]);
  });
});
