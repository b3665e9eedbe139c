import { DynamoDBClient, QueryCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { deliveriesOf, dueDeliveriesOf } from "../../../functions/store/keys.ts";
import { isLatchkeyError, verifyWebhook } from "../../../sdk/src/index.ts";
import { dumpTables } from "../../support/dump-tables.ts";
import { editStoredToken } from "../../support/edit-stored-token.ts";
import { feature } from "../../support/features.ts";
import { type ReceivedMessage, startReceiver, type TestReceiver } from "../../support/receiver.ts";
import { startTestPlatform, type TestPlatform } from "../../support/test-platform.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
const EVENTS = ["token.expiring"] as const;

let test: TestPlatform;
let receiver: TestReceiver;
/** Every webhook secret that was ever shown. */
const secrets: string[] = [];
beforeAll(async () => {
  receiver = await startReceiver();
  test = await startTestPlatform();
});
afterAll(async () => {
  await test?.close();
  await receiver?.close();
});

const run = () => test.platform.runSchedule("ExpiryNotices");
const at = (path: string) => receiver.messages.filter((message) => message.path === path);

async function createWebhook(path: string) {
  const webhook = await test.owner.webhooks.create({ url: receiver.url + path, events: EVENTS });
  const { secret } = webhook;
  if (secret === null) throw new Error("the answer that creates a webhook has no secret");
  secrets.push(secret);
  return { ...webhook, secret };
}

/** A token that was issued long ago and ends after so many days. */
async function createToken(label: string, days: number): Promise<string> {
  const expiresAt = new Date(Date.now() + days * DAY_MS).toISOString();
  const token = await test.owner.tokens.create({
    kind: "private",
    label,
    role: "viewer",
    scopes: ["billing:read"],
    expiresAt,
  });
  await editStoredToken(test, token.id, { createdAt: "2025-01-01T00:00:00.000Z" });
  return token.id;
}

async function verify({ body, headers }: ReceivedMessage, secret: string) {
  const { message } = await verifyWebhook(body, headers, secret);
  if (message.type !== "token.expiring") throw new Error(`not a notice but ${message.type}`);
  return message.data;
}

describe(feature(15), () => {
  it("announces tokens at 30, 7 and 1 days, signed, and says nothing twice", async () => {
    const webhook = await createWebhook("/notices");
    const ids = [await createToken("month", 29.9), await createToken("week", 6.9), await createToken("day", 0.9)];
    await createToken("later", 30.1);
    await run();
    const notices = await Promise.all(at("/notices").map((message) => verify(message, webhook.secret)));
    expect(notices.map(({ token, withinDays }) => [token.id, token.label, withinDays]).sort()).toEqual(
      [
        [ids[0], "month", 30],
        [ids[1], "week", 7],
        [ids[2], "day", 1],
      ].sort(),
    );
    await run();
    await run();
    expect(at("/notices")).toHaveLength(3);
    const deliveries = await test.owner.webhooks.listDeliveries(webhook.id);
    expect(deliveries.items).toHaveLength(3);
    for (const delivery of deliveries.items) {
      expect(delivery).toMatchObject({ type: "token.expiring", status: "delivered", attempts: 1, responseStatus: 204 });
      expect(delivery).not.toHaveProperty("body");
    }
    await test.owner.webhooks.delete(webhook.id);
  });

  it("tries a receiver again that failed, under the same id, and shows when", async () => {
    const webhook = await createWebhook("/failing");
    const sound = await createWebhook("/sound");
    receiver.failing.add("/failing");
    const id = await createToken("tried again", 0.5);
    await run();
    expect(at("/sound").length).toBeGreaterThan(0);
    const [pending] = (await test.owner.webhooks.listDeliveries(webhook.id)).items;
    expect(pending).toMatchObject({
      status: "pending",
      attempts: 1,
      responseStatus: 500,
      failure: "status_not_2xx",
      nextAttemptAt: expect.stringMatching(/Z$/),
    });
    await run();
    expect(at("/failing")).toHaveLength(1);

    await makeDue(webhook.id);
    receiver.failing.delete("/failing");
    await run();
    const [first, second] = at("/failing");
    expect(second?.headers["webhook-id"]).toBe(first?.headers["webhook-id"]);
    expect(second?.headers["webhook-id"]).toBe(pending?.id);
    expect(second === undefined || (await verify(second, webhook.secret)).token.id).toBe(id);
    const [delivered] = (await test.owner.webhooks.listDeliveries(webhook.id)).items;
    expect(delivered).toMatchObject({ status: "delivered", attempts: 2, nextAttemptAt: null, failure: null });
    for (const { id: webhookId } of [webhook, sound]) await test.owner.webhooks.delete(webhookId);
  });
});

describe("a webhook", () => {
  it("is tested at once, and the answer tells how it went", async () => {
    const webhook = await createWebhook("/test");
    await test.owner.webhooks.update(webhook.id, { enabled: false });
    expect(await test.owner.webhooks.test(webhook.id)).toMatchObject({
      type: "webhook.test",
      status: "delivered",
      responseStatus: 204,
    });
    const [message] = at("/test");
    await expect(verifyWebhook(message?.body ?? "", message?.headers ?? {}, webhook.secret)).resolves.toMatchObject({
      message: { type: "webhook.test", data: { webhookId: webhook.id } },
    });
    receiver.failing.add("/test");
    expect(await test.owner.webhooks.test(webhook.id)).toMatchObject({ status: "failed", failure: "status_not_2xx" });
  });

  it("signs with both secrets after a rotation, shows a secret to retries only, and to nobody after the next", async () => {
    const webhook = await createWebhook("/rotated");
    const options = { idempotencyKey: "rotate-once" };
    const rotated = await test.owner.webhooks.rotateSecret(webhook.id, {}, options);
    const again = await test.owner.webhooks.rotateSecret(webhook.id, {}, options);
    expect(rotated.secret).toMatch(/^whsec_/);
    expect(again.secret).toBe(rotated.secret);
    expect(rotated.secretRotation?.previousValidUntil).toMatch(/Z$/);
    secrets.push(rotated.secret ?? "");
    await test.owner.webhooks.test(webhook.id);
    const message = at("/rotated").at(-1);
    for (const secret of [webhook.secret, rotated.secret ?? ""]) {
      await expect(verifyWebhook(message?.body ?? "", message?.headers ?? {}, secret)).resolves.toBeDefined();
    }
    const last = await test.owner.webhooks.rotateSecret(webhook.id, { graceSeconds: 0 });
    secrets.push(last.secret ?? "");
    await test.owner.webhooks.test(webhook.id);
    const after = at("/rotated").at(-1);
    await expect(verifyWebhook(after?.body ?? "", after?.headers ?? {}, last.secret ?? "")).resolves.toBeDefined();
    await expect(verifyWebhook(after?.body ?? "", after?.headers ?? {}, rotated.secret ?? "")).rejects.toThrow(
      "signature_not_valid",
    );
    const late = await test.owner.webhooks.rotateSecret(webhook.id, {}, options);
    expect(late).toMatchObject({ secret: null, secretRotation: null });
    expect(await test.owner.webhooks.get(webhook.id)).toMatchObject({ secret: null });
  });

  it.each([
    ["http://10.0.0.1/", "address_refused"],
    ["https://10.0.0.1/", "address_refused"],
    ["https://0xa9fea9fe/", "address_refused"],
    ["https://[fd00:ec2::254]/", "address_refused"],
    ["https://user:password@example.com/", "credentials_in_url"],
    ["https://example.com/#x", "fragment_in_url"],
  ])("cannot have the address %s", async (url, code) => {
    const error = await test.owner.webhooks.create({ url, events: EVENTS }).then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(isLatchkeyError(error) && [error.code, error.errors?.[0]?.code]).toEqual(["webhook_url_not_accepted", code]);
  });

  it("may be named by a host name, which is judged when it is connected to", async () => {
    const url = receiver.url.replace("127.0.0.1", "localhost");
    const webhook = await test.owner.webhooks.create({ url: `${url}/by-name`, events: EVENTS });
    expect(await test.owner.webhooks.test(webhook.id)).toMatchObject({ status: "delivered" });
    expect(at("/by-name")).toHaveLength(1);
    await test.owner.webhooks.delete(webhook.id);
  });

  it("is one of ten at most, also when many are made at once", async () => {
    for await (const { id } of test.owner.webhooks.list()) await test.owner.webhooks.delete(id);
    const made = await Promise.allSettled(Array.from({ length: 14 }, (_, index) => createWebhook(`/many-${index}`)));
    expect(made.filter(({ status }) => status === "fulfilled")).toHaveLength(10);
    const codes = made.flatMap((result) => (result.status === "rejected" ? [result.reason.code] : []));
    expect(codes).toEqual(Array(4).fill("too_many_webhooks"));
    const [first] = (await test.owner.webhooks.list()).items;
    await test.owner.webhooks.delete(first?.id ?? "");
    await createWebhook("/one-more");
  });

  it("is not there for a token of too low a role, nor under an id of nobody's", async () => {
    const low = await test.owner.tokens.create({
      kind: "private",
      label: "low",
      role: "workspace_manager",
      scopes: ["account_management:write"],
    });
    await expect(test.client(low.token ?? "").webhooks.list()).rejects.toMatchObject({ status: 403 });
    await expect(test.owner.webhooks.get("whk_000000000000")).rejects.toMatchObject({ code: "not_found" });
    await expect(test.owner.webhooks.listDeliveries("whk_000000000000")).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("the secrets of webhooks", () => {
  it("are in no table item, no log line and no audit event", async () => {
    expect(secrets.length).toBeGreaterThan(15);
    const events: string[] = [];
    for await (const event of test.owner.auditEvents.list({ limit: 100 })) events.push(JSON.stringify(event));
    expect(events.join("\n")).toContain("rotateWebhookSecret");
    const logs = test.platform.logs.entries().map(({ line }) => line);
    const everything = [...(await dumpTables(test.platform)), ...logs, ...events].join("\n");
    // The search must be able to find something.
    expect(everything).toContain("whk_");
    const found = secrets.filter((secret) => everything.includes(secret.slice("whsec_".length)));
    expect(found).toEqual([]);
  });
});

/** Puts the next attempt of everything that waits for a webhook into the past. */
async function makeDue(webhookId: string): Promise<void> {
  const { store, deployment, workspaceId } = test.platform;
  const client = new DynamoDBClient({
    endpoint: store.endpoint,
    region: "us-east-1",
    credentials: store.administrator,
  });
  const TableName = deployment().tables.find(({ logicalId }) => logicalId.includes("Directory"))?.name ?? "";
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName,
      KeyConditionExpression: "pk = :pk",
      FilterExpression: "attribute_exists(nextAttemptAt)",
      ExpressionAttributeValues: { ":pk": { S: deliveriesOf(workspaceId, webhookId) } },
    }),
  );
  expect(Items.length).toBeGreaterThan(0);
  for (const { pk = { S: "" }, sk = { S: "" }, id } of Items) {
    const past = "2026-01-01T00:00:00.000Z";
    await client.send(
      new UpdateItemCommand({
        TableName,
        Key: { pk, sk },
        UpdateExpression: "SET nextAttemptAt = :at, gsi1pk = :list, gsi1sk = :place",
        ExpressionAttributeValues: {
          ":at": { S: past },
          ":list": { S: dueDeliveriesOf(workspaceId, webhookId) },
          ":place": { S: `${past}#${id?.S}` },
        },
      }),
    );
  }
  client.destroy();
}
