import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type AuditEvent, createClient, verifyAuditTrail } from "../../sdk/src/index.ts";
import { startTestPlatform, type TestPlatform } from "../support/test-platform.ts";

const WRITERS = 50;

/** Through the running platform: one workspace, one owner whose tokens are counted, no retry by the client. */
describe("50 concurrent writers in one workspace", () => {
  let test: TestPlatform;
  let before: number;
  let events: AuditEvent[];
  const tokenIds: string[] = [];
  const failures: unknown[] = [];
  let collisions = 0;
  const owner = { type: "service_account", id: "hot" } as const;

  beforeAll(async () => {
    test = await startTestPlatform();
    await test.owner.serviceAccounts.create({ name: owner.id });
    before = (await exportTrail()).length;
    const stop = test.platform.store.observe(({ errorType = "" }) => {
      if (errorType.includes("TransactionCanceled")) collisions++;
    });
    const client = createClient({ baseUrl: test.platform.baseUrl, token: test.demo.ownerToken, maxRetries: 0 });
    await Promise.all(
      Array.from({ length: WRITERS }, async (_, index) => {
        try {
          const body = { kind: "private", label: `writer ${index}`, role: "viewer", owner } as const;
          const { id } = await client.tokens.create({ ...body, scopes: ["account_management:read"] });
          tokenIds.push(id);
          await client.tokens.update(id, { note: `note ${index}` });
          // Half of them go again, which moves the owner's counter the other way.
          if (index % 2 === 0) await client.tokens.revoke(id);
        } catch (error) {
          failures.push(error);
        }
      }),
    );
    stop();
    events = await exportTrail();
  });
  afterAll(() => test.close());

  async function exportTrail(): Promise<AuditEvent[]> {
    const all: AuditEvent[] = [];
    for await (const event of test.owner.auditEvents.export()) all.push(event);
    return all;
  }

  it("are all served: no request is refused, and none fails", () => {
    expect(failures).toEqual([]);
    expect(new Set(tokenIds).size).toBe(WRITERS);
  });

  it("did meet each other: otherwise this shows nothing", () => {
    expect(collisions).toBeGreaterThan(0);
  });

  it("leave exactly one event for each change, and none for anything else", () => {
    expect(events).toHaveLength(before + WRITERS * 2 + WRITERS / 2);
    for (const [index, id] of tokenIds.entries()) {
      const operations = events.filter(({ target }) => target.id === id).map(({ operation }) => operation);
      expect([index, new Set(operations).size]).toEqual([index, operations.length]);
      expect(operations).toEqual(expect.arrayContaining(["createToken", "updateToken"]));
    }
    const revoked = events.filter(({ operation }) => operation === "revokeToken");
    expect(revoked).toHaveLength(WRITERS / 2);
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
  });

  it("leave chains that verify, offline and by the server", async () => {
    const offline = await verifyAuditTrail(events);
    expect(offline).toMatchObject({ verified: true, checked: events.length, problems: [] });
    expect(offline.heads.length).toBeGreaterThan(8);
    expect(await test.owner.auditEvents.verify({ checkpoint: offline.heads })).toEqual(offline);
  });

  it("leave the owner's counter right: it can be deleted only when none of its tokens counts", async () => {
    await expect(test.owner.serviceAccounts.delete(owner.id)).rejects.toMatchObject({ code: "owner_has_tokens" });
    const living = [];
    for await (const token of test.owner.tokens.list({ ownerType: owner.type, ownerId: owner.id, status: "active" })) {
      living.push(token.id);
    }
    expect(living).toHaveLength(WRITERS / 2);
    await Promise.all(living.map((id) => test.owner.tokens.revoke(id)));
    await test.owner.serviceAccounts.delete(owner.id);
  });
});
