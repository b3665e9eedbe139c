import { DynamoDBClient, ListTablesCommand, PutItemCommand, QueryCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type AuditEvent, verifyAuditTrail } from "../../../sdk/src/index.ts";
import { dumpTables } from "../../support/dump-tables.ts";
import { feature } from "../../support/features.ts";
import { startTestPlatform, type TestPlatform } from "../../support/test-platform.ts";

describe(feature(73), () => {
  let test: TestPlatform;
  let tokenId = "";
  const values: string[] = [];
  beforeAll(async () => {
    test = await startTestPlatform();
    const token = await test.owner.tokens.create({
      kind: "private",
      label: "audited",
      role: "viewer",
      scopes: ["account_management:read"],
    });
    tokenId = token.id;
    await test.owner.tokens.update(tokenId, { label: "audited twice" });
    const rotated = await test.owner.tokens.rotate(tokenId, { graceSeconds: 60 });
    values.push(token.token ?? "", rotated.token ?? "");
    await test.owner.tokens.disable(tokenId);
    await test.owner.tokens.revoke(tokenId);
    await test.owner.workspace.update({ name: "Audited" });
  });
  afterAll(() => test.close());

  const eventsAbout = async (id: string) => {
    const { items } = await test.owner.auditEvents.list({ targetType: "token", targetId: id, limit: 100 });
    return items;
  };
  async function exportTrail(): Promise<AuditEvent[]> {
    const events: AuditEvent[] = [];
    for await (const event of test.owner.auditEvents.export()) events.push(event);
    return events;
  }

  it("records who did what to what, when and from where, with what changed", async () => {
    const events = await eventsAbout(tokenId);
    expect(events.map(({ operation }) => operation)).toEqual([
      "revokeToken",
      "disableToken",
      "rotateToken",
      "updateToken",
      "createToken",
    ]);
    const [, , , updated] = events;
    expect(updated).toMatchObject({
      actor: { kind: "private", id: test.demo.ownerToken.slice(0, 16) },
      before: { label: "audited" },
      after: { label: "audited twice" },
      ip: expect.stringMatching(/^[\d.:a-f]+$/),
    });
    expect(Date.parse(updated?.at ?? "")).toBeGreaterThan(Date.now() - 120_000);
    expect(new Set(events.map(({ requestId }) => requestId)).size).toBe(5);
  });

  it("is found by actor, operation and time", async () => {
    const actorId = test.demo.ownerToken.slice(0, 16);
    const { items } = await test.owner.auditEvents.list({ actorId, operation: "updateWorkspace" });
    expect(items.map(({ operation }) => operation)).toEqual(["updateWorkspace"]);
    const at = items[0]?.at ?? "";
    expect((await test.owner.auditEvents.list({ from: at, operation: "createToken" })).items).toEqual([]);
    expect((await test.owner.auditEvents.list({ to: at, operation: "updateWorkspace" })).items).toEqual([]);
    expect((await test.owner.auditEvents.list({ actorId: tokenId })).items).toEqual([]);
  });

  it("leaves no event for a change that was refused", async () => {
    const before = (await exportTrail()).length;
    await expect(test.owner.tokens.update("lks_000000000000", { label: "x" })).rejects.toMatchObject({ status: 404 });
    await expect(test.owner.tokens.rotate(tokenId)).rejects.toMatchObject({ code: "token_revoked" });
    await expect(test.owner.serviceAccounts.create({ name: test.demo.serviceAccount })).rejects.toMatchObject({
      code: "name_taken",
    });
    expect((await exportTrail()).length).toBe(before);
  });

  it("is exported as JSON Lines, and verifies offline and by the server with the same heads", async () => {
    const answer = await test.request("/v1/audit-events/export", { token: test.demo.ownerToken });
    expect(answer.headers.get("content-type")).toBe("application/x-ndjson");
    expect(answer.headers.get("latchkey-next-cursor")).toBeNull();
    const offline = await verifyAuditTrail(answer.text.split("\n"));
    const online = await test.owner.auditEvents.verify();
    expect(offline).toMatchObject({ verified: true, problems: [] });
    expect(online).toEqual(offline);
    const listed = await test.owner.auditEvents.list({ limit: 100 });
    expect(listed.items.toSorted(byPlace)).toEqual((await exportTrail()).toSorted(byPlace));
  });

  it("is read by administrators and owners with account_management:read only", async () => {
    const tokenOf = async (
      role: "administrator" | "workspace_manager",
      scope: "account_management:read" | "billing:read",
    ) => {
      const { token } = await test.owner.tokens.create({ kind: "private", label: "reader", role, scopes: [scope] });
      return token ?? "";
    };
    const reads = [
      ["GET", "/v1/audit-events"],
      ["GET", "/v1/audit-events/export"],
      ["POST", "/v1/audit-events/verify"],
    ] as const;
    const statusesOf = (token: string) =>
      Promise.all(reads.map(async ([method, path]) => (await test.request(path, { method, token })).status));
    expect(await statusesOf(await tokenOf("administrator", "account_management:read"))).toEqual([200, 200, 200]);
    expect(await statusesOf(await tokenOf("workspace_manager", "account_management:read"))).toEqual([403, 403, 403]);
    expect(await statusesOf(await tokenOf("administrator", "billing:read"))).toEqual([403, 403, 403]);
    expect(await statusesOf(test.demo.publicToken)).toEqual([403, 403, 403]);
  });

  it("holds no secret and no digest", async () => {
    const text = JSON.stringify(await exportTrail());
    const stored = (await dumpTables(test.platform)).join("\n");
    const digests = [...stored.matchAll(/"(?:digest|previousDigest)":\{"S":"([^"]+)"\}/g)].map(
      ([, digest = ""]) => digest,
    );
    expect(digests.length).toBeGreaterThan(2);
    expect(text).toContain(tokenId);
    for (const secret of [...values.map((value) => value.slice(16)), ...digests]) expect(text).not.toContain(secret);
  });

  it.each([
    ["another filter's cursor", "GET", "?cursor=abc", 400],
    ["a target without its type", "GET", "?targetId=x", 400],
    ["a time that ends before it begins", "GET", "?from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z", 400],
    ["no time", "GET", "?from=yesterday", 400],
    ["an export from nowhere", "GET", "/export?cursor=99.1.x", 400],
    ["a checkpoint that is none", "POST", "/verify", 422],
  ])("refuses %s with a code", async (_what, method, path, status) => {
    const answer = await test.request(`/v1/audit-events${path}`, {
      method,
      token: test.demo.ownerToken,
      ...(method === "POST" && { body: { checkpoint: [{ chain: 99, sequence: 0, hash: "x" }] } }),
    });
    expect(answer.status).toBe(status);
    expect(answer.json).toMatchObject({ code: expect.stringMatching(/^invalid_(query|cursor|body)$/) });
  });

  it("shows in both verifications when somebody who reaches the table changes it", async () => {
    const checkpoint = (await test.owner.auditEvents.verify()).heads;
    const [event] = await eventsAbout(tokenId);
    const { endpoint, administrator } = test.platform.store;
    const client = new DynamoDBClient({ endpoint, region: "us-east-1", credentials: administrator });
    const table = await tableOf(test);
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: "pk = :pk AND sk = :sk",
        ExpressionAttributeValues: {
          ":pk": { S: `WS#${test.demo.workspaceId}#AUDIT#${event?.chain}` },
          ":sk": { S: String(event?.sequence).padStart(12, "0") },
        },
      }),
    );
    const [item = {}] = Items;
    const text = item.text?.S?.replace(test.demo.ownerToken.slice(0, 16), "lks_somebodyelse") ?? "";
    await client.send(new PutItemCommand({ TableName: table, Item: { ...item, text: { S: text } } }));
    client.destroy();

    const expected = { chain: event?.chain, sequence: event?.sequence, code: "content_changed" };
    expect(await test.owner.auditEvents.verify({ checkpoint })).toMatchObject({
      verified: false,
      problems: [expected],
    });
    expect(await verifyAuditTrail(await exportTrail(), { checkpoint })).toMatchObject({
      verified: false,
      problems: [expected],
    });
  });
});

const byPlace = (a: AuditEvent, b: AuditEvent) => a.chain - b.chain || a.sequence - b.sequence;

/** The name of the Directory table. */
async function tableOf({ platform }: TestPlatform): Promise<string> {
  const client = new DynamoDBClient({
    endpoint: platform.store.endpoint,
    region: "us-east-1",
    credentials: platform.store.administrator,
  });
  const { TableNames = [] } = await client.send(new ListTablesCommand({}));
  client.destroy();
  const [name] = TableNames.filter((table) => /directory/i.test(table));
  if (name === undefined) throw new Error("there is no Directory table");
  return name;
}
