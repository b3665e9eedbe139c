import { randomUUID } from "node:crypto";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { USAGE_SHAPES } from "../../../contract/api/usage.ts";
import type { Client, QueryUsageQuery } from "../../../sdk/src/index.ts";
import { feature } from "../../support/features.ts";
import { startTestPlatform, type TestPlatform } from "../../support/test-platform.ts";

describe(feature(62), () => {
  let test: TestPlatform;
  beforeAll(async () => {
    test = await startTestPlatform();
  });
  afterAll(() => test.close());

  /** What the access log says by now is counted. */
  async function settle(): Promise<void> {
    await test.platform.deliverLogs();
    await test.platform.runSchedule("Counting");
  }

  async function totalsOf(query: QueryUsageQuery, client: Client = test.owner): Promise<Record<string, number>> {
    const usage = await client.usage.query(query);
    USAGE_SHAPES.queryUsage.response.parse(usage);
    return Object.fromEntries(usage.metrics.map(({ metric, total }) => [metric, total]));
  }

  const createPublicToken = async () => {
    const { id, token } = await test.owner.tokens.create({
      kind: "public",
      label: "metered",
      owner: { type: "service_account", id: test.demo.serviceAccount },
      domains: [test.demo.shopUrl],
    });
    return { id, value: token ?? "" };
  };
  const createPrivateToken = async (services: "all" | string[] = "all", scopes = ["analytics:read"] as const) => {
    const rights = { role: "viewer" as const, scopes: [...scopes], services };
    const { id, token } = await test.owner.tokens.create({ kind: "private", label: "metered", ...rights });
    return { id, client: test.client(token ?? "") };
  };
  /** Past the edge, whose cache answers loads that are not metered. */
  const load = (token: string, origin = test.demo.shopUrl) =>
    test.request(`/embed/v1/configurators/${test.demo.configuratorId}?access_token=${token}`, {
      origin,
      baseUrl: test.platform.gatewayUrl,
    });

  it("what a token was used for is counted from the access log, each request once, and for the workspace too", async () => {
    await settle();
    const before = await totalsOf({});
    const { id, value } = await createPublicToken();
    for (let times = 0; times < 5; times += 1) expect((await load(value)).status).toBe(200);
    expect((await load(value, "https://other.example")).status).toBe(403);
    const missing = `/embed/v1/configurators/cfg_000000000000?access_token=${value}`;
    expect((await test.request(missing, { origin: test.demo.shopUrl })).status).toBe(404);
    const reader = await createPrivateToken();
    await reader.client.whoami();
    await reader.client.tokens.verify();
    await expect(reader.client.tokens.list()).rejects.toMatchObject({ status: 403 });
    await settle();
    const nothing = { load: 0, save: 0, event: 0, verification: 0, call: 0, refused: 0 };
    expect(await totalsOf({ subject: "token", id })).toEqual({ ...nothing, load: 5, refused: 1 });
    expect(await totalsOf({ subject: "token", id: reader.id })).toEqual({
      ...nothing,
      call: 1,
      verification: 1,
      refused: 1,
    });
    const after = await totalsOf({});
    const more = (metric: string) => (after[metric] ?? 0) - (before[metric] ?? 0);
    expect([more("load"), more("refused"), more("verification")]).toEqual([5, 2, 1]);
    // A second run has nothing to add.
    await settle();
    expect(await totalsOf({ subject: "token", id })).toMatchObject({ load: 5, refused: 1 });
  });

  it("events are those that were new, and a request that sends them is nothing besides", async () => {
    const { id, value } = await createPublicToken();
    const { configuratorId, shopUrl: origin } = test.demo;
    const occurredAt = new Date().toISOString();
    const events = [1, 2, 3].map(() => ({ id: randomUUID(), name: "load", configuratorId, occurredAt }));
    for (const body of [{ events }, { events }, { events: events.slice(0, 1) }]) {
      const path = `/embed/v1/events?access_token=${value}`;
      expect((await test.request(path, { method: "POST", origin, body })).status).toBe(200);
    }
    await settle();
    expect(await totalsOf({ subject: "token", id })).toMatchObject({ event: 3, load: 0, call: 0 });
  });

  it("a delivery that comes again is counted once", async () => {
    const { id } = await createPublicToken();
    const { workspaceId } = test.demo;
    const line = { tokenId: id, workspaceId, routeKey: "POST /embed/v1/configurations", status: "201" };
    const message = JSON.stringify({ ...line, requestTime: String(Date.now()) });
    const data = {
      messageType: "DATA_MESSAGE",
      logGroup: "access",
      logStream: "again",
      logEvents: [{ id: "1", message }],
    };
    const event = { awslogs: { data: gzipSync(JSON.stringify(data)).toString("base64") } };
    const [subscription] = test.platform.deployment().logSubscriptions;
    for (let times = 0; times < 3; times += 1) await test.platform.invoke(subscription?.functionArn ?? "", event);
    await settle();
    expect(await totalsOf({ subject: "token", id })).toMatchObject({ save: 1 });
  });

  it("hits are those of an application, of its service and of the workspace, seen by who may see the service", async () => {
    const [service, other] = await Promise.all(["One", "Two"].map((name) => test.owner.services.create({ name })));
    if (service === undefined || other === undefined) throw new Error("there are two services");
    const use = async (
      { id: serviceId, token }: { readonly id: string; readonly token: string | null },
      hits: number,
    ) => {
      const { id: applicationId } = await test.owner.applications.create({ serviceId, name: "Caller" });
      const api = test.client(token ?? "").serviceManagement;
      await api.authrep(serviceId, { applicationId, usage: { hits } });
      await api.report(serviceId, { transactions: [{ id: "one", applicationId, usage: { hits: 10 } }] });
      await api.report(serviceId, { transactions: [{ id: "one", applicationId, usage: { hits: 10 } }] });
      await api.authorize(serviceId, { applicationId });
      return applicationId;
    };
    const before = (await totalsOf({})).hit ?? 0;
    const applicationId = await use(service, 3);
    const foreign = await use(other, 4);
    await settle();
    expect(await totalsOf({ subject: "application", id: applicationId })).toEqual({ hit: 13 });
    expect(await totalsOf({ subject: "service", id: other.id })).toEqual({ hit: 14 });
    expect((await totalsOf({})).hit).toBe(before + 27);
    expect(await totalsOf({ subject: "token", id: service.tokenId })).toMatchObject({ call: 4 });

    const { client } = await createPrivateToken([service.id]);
    expect((await totalsOf({}, client)).hit).toBe(13);
    expect(await totalsOf({ subject: "service", id: service.id }, client)).toEqual({ hit: 13 });
    expect(await totalsOf({ subject: "application", id: applicationId }, client)).toEqual({ hit: 13 });
    for (const [subject, id] of [
      ["service", other.id],
      ["service", "svc_000000000000"],
      ["application", foreign],
      ["application", "app_000000000000"],
      ["token", other.tokenId],
      ["token", "lks_000000000000"],
      ["token", "nonsense"],
    ] as const) {
      await expect(client.usage.query({ subject, id })).rejects.toMatchObject({ status: 404, code: "not_found" });
    }
  });

  it("needs the scope, and services to see", async () => {
    const { client: without } = await createPrivateToken("all", ["account_management:read"] as never);
    await expect(without.usage.query()).rejects.toMatchObject({ status: 403 });
    const { client: blind } = await createPrivateToken([]);
    const refused = { status: 403, code: "no_service_access" };
    await expect(blind.usage.query()).rejects.toMatchObject(refused);
    await expect(blind.usage.export()).rejects.toMatchObject(refused);
  });

  it("is answered day by day or month by month, in the time zone that is asked for", async () => {
    const usage = await test.owner.usage.query({ from: "2026-03-01", to: "2026-03-31", timeZone: "Europe/Berlin" });
    expect(usage).toMatchObject({ subject: "workspace", id: null, from: "2026-03-01", to: "2026-03-31" });
    expect(usage.metrics.map(({ points }) => points.length)).toEqual(Array(7).fill(31));
    const starts = usage.metrics[0]?.points.map(({ startsAt }) => startsAt);
    expect(starts?.slice(28, 30)).toEqual(["2026-03-28T23:00:00.000Z", "2026-03-29T22:00:00.000Z"]);
    const months = await test.owner.usage.query({ from: "2026-01-15", to: "2026-03-31", granularity: "month" });
    expect(months.metrics[0]?.points.map(({ startsAt }) => startsAt)).toEqual([
      "2026-01-15T00:00:00.000Z",
      "2026-02-01T00:00:00.000Z",
      "2026-03-01T00:00:00.000Z",
    ]);
  });

  it("says how far counting has come, and how many items it took", async () => {
    await test.owner.whoami();
    await settle();
    const { completeUntil, itemsRead, metrics } = await test.owner.usage.query();
    expect(Date.parse(completeUntil ?? "")).toBeGreaterThan(Date.now() - 120_000);
    expect(itemsRead).toBeGreaterThan(0);
    expect(itemsRead).toBeLessThanOrEqual(2 * metrics.length);
  });

  it("is there as comma-separated values", async () => {
    const { id, value } = await createPublicToken();
    await load(value);
    await settle();
    const today = new Date().toISOString().slice(0, 10);
    const path = `/v1/usage/export?subject=token&id=${id}&from=${today}&to=${today}`;
    const { status, headers, text } = await test.request(path, { token: test.demo.ownerToken });
    expect(status).toBe(200);
    expect(headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect(headers.get("content-disposition")).toBe(`attachment; filename="usage-${id}-${today}-${today}.csv"`);
    expect(text).toBe(`date,load,save,event,verification,call,refused\r\n${today},1,0,0,0,0,0\r\n`);
    expect(await test.owner.usage.export({ subject: "token", id, from: today, to: today })).toBe(text);
  });

  it.each([
    ["subject=token", "/id", "required"],
    ["id=lks_000000000000", "/id", "custom"],
    ["subject=shop", "/subject", "invalid_value"],
    ["from=yesterday", "/from", "invalid_format"],
    ["from=2026-02-30", "/from", "invalid_format"],
    ["from=1999-01-01", "/from", "invalid_format"],
    ["from=2026-03-02&to=2026-03-01", "/to", "too_small"],
    ["from=2024-01-01&to=2026-01-01", "/from", "too_big"],
    ["granularity=week", "/granularity", "invalid_value"],
    ["timeZone=Europe/Nowhere", "/timeZone", "invalid_value"],
    ["timeZone=%2B02:00", "/timeZone", "invalid_value"],
    ["metric=load", "/metric", "unknown_field"],
  ])("a query with %s is refused and says why", async (query, pointer, code) => {
    for (const path of ["/v1/usage", "/v1/usage/export"]) {
      const { status, json } = await test.request(`${path}?${query}`, { token: test.demo.ownerToken });
      expect(status).toBe(400);
      expect(json).toMatchObject({ code: "invalid_query", errors: [{ pointer, code }] });
    }
  });
});
