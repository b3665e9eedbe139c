import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Token } from "../../../sdk/src/index.ts";
import { feature } from "../../support/features.ts";
import { type PlainResponse, startTestPlatform, type TestPlatform } from "../../support/test-platform.ts";

const OTHER = "https://other.example.com";

let test: TestPlatform;
beforeAll(async () => {
  // One worker, so that there is one container: what it counts is exact.
  test = await startTestPlatform({ workersMax: 1 });
});
afterAll(() => test.close());

type Limits = Partial<
  Record<"requestsPerMinute" | "requestsPerDay" | "savesPerDay" | "eventsPerDay" | "loadsPerDay", number | null>
>;
const NO_LIMITS: Limits = {
  requestsPerMinute: null,
  requestsPerDay: null,
  savesPerDay: null,
  eventsPerDay: null,
  loadsPerDay: null,
};

async function createPublic(limits: Limits = {}, graceSeconds?: number): Promise<Token> {
  const token = await test.owner.tokens.create({
    kind: "public",
    label: "a page",
    owner: { type: "service_account", id: test.demo.serviceAccount },
    domains: [test.demo.shopUrl],
    limits: { ...NO_LIMITS, ...limits },
  });
  return graceSeconds === undefined ? token : test.owner.tokens.rotate(token.id, { graceSeconds });
}

const createPrivate = () =>
  test.owner.tokens.create({ kind: "private", label: "a server", role: "viewer", scopes: ["account_management:read"] });

/** A request of the shop's page. */
async function visit(path: string, credential: string, body?: unknown, origin?: string): Promise<PlainResponse> {
  return test.request(`/embed/v1/${path}?access_token=${credential}`, {
    origin: origin ?? test.demo.shopUrl,
    baseUrl: test.platform.gatewayUrl,
    ...(body !== undefined && { method: "POST", body }),
  });
}
const load = (credential: string, origin?: string) =>
  visit(`configurators/${test.demo.configuratorId}`, credential, undefined, origin);
const resume = (credential: string) => visit("configurations/0000000000000000", credential);
const save = (credential: string) =>
  visit("configurations", credential, { configuratorId: test.demo.configuratorId, values: {} });
const track = (credential: string) =>
  visit("events", credential, {
    events: [
      {
        id: randomUUID(),
        name: "load",
        configuratorId: test.demo.configuratorId,
        occurredAt: new Date().toISOString(),
      },
    ],
  });
const secretOf = ({ token }: Token) => token ?? "";
const times = async (count: number, request: () => Promise<PlainResponse>) => {
  const statuses: number[] = [];
  for (let index = 0; index < count; index++) statuses.push((await request()).status);
  return statuses;
};

describe(feature(31), () => {
  it("a quota of saves stops saves at its end and nothing else, with an answer that the page can read", async () => {
    const value = secretOf(await createPublic({ savesPerDay: 2 }));
    const first = await save(value);
    expect(first.status).toBe(201);
    expect(first.headers.get("ratelimit-policy")).toBe('"savesPerDay";q=2;w=86400');
    expect(first.headers.get("ratelimit")).toMatch(/^"savesPerDay";r=1;t=\d+$/);
    expect((await save(value)).status).toBe(201);
    const stopped = await save(value);
    expect(stopped).toMatchObject({ status: 429, json: { code: "quota_exceeded" } });
    expect(stopped.headers.get("access-control-allow-origin")).toBe(test.demo.shopUrl);
    expect(Number(stopped.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(stopped.headers.get("ratelimit")).toMatch(/^"savesPerDay";r=0;t=\d+$/);
    expect([(await load(value)).status, (await track(value)).status]).toEqual([200, 200]);
  });

  it("of a budget for all requests saves stop first, events then, and loads last", async () => {
    const value = secretOf(await createPublic({ requestsPerDay: 20 }));
    expect(await times(15, () => load(value))).toEqual(Array.from({ length: 15 }, () => 200));
    expect(await times(2, () => save(value))).toEqual([201, 429]);
    expect(await times(3, () => track(value))).toEqual([200, 200, 429]);
    expect(await times(3, () => load(value))).toEqual([200, 200, 429]);
    expect((await resume(value)).status).toBe(429);
  });

  it("what a cache may keep carries no limit headers; other answers do", async () => {
    const value = secretOf(await createPublic({ loadsPerDay: 10 }));
    const loaded = await load(value);
    expect(loaded.headers.get("cache-control")).toContain("max-age");
    expect(loaded.headers.get("ratelimit")).toBeNull();
    expect((await resume(value)).headers.get("ratelimit")).toMatch(/^"loadsPerDay";r=8;/);
  });

  it("a private token has limits too, exact from one request to the next, and raising one helps at once", async () => {
    const { id, token } = await createPrivate();
    await test.owner.tokens.update(id, { limits: { requestsPerDay: 3 } });
    const use = () => test.request("/v1/whoami", { token: token ?? "" });
    expect(await times(5, use)).toEqual([200, 200, 200, 429, 429]);
    await test.owner.tokens.update(id, { limits: { requestsPerDay: 4 } });
    expect(await times(2, use)).toEqual([200, 429]);
  });

  it("a token without limits is told nothing of any, and its uses are counted nowhere", async () => {
    const value = secretOf(await createPublic());
    const written: string[] = [];
    const stop = test.platform.store.observe(({ actions }) => {
      written.push(...actions.flatMap(({ leadingKeys }) => leadingKeys));
    });
    const answer = await save(value);
    stop();
    expect([answer.status, answer.headers.get("ratelimit")]).toEqual([201, null]);
    expect(written.filter((key) => key.startsWith("USAGE#"))).toEqual([]);
  });
});

describe(feature(9), () => {
  it("a page's use shows its origin, a server's its address", async () => {
    const [page, server] = [await createPublic(), await createPrivate()];
    expect([page.lastUsedAt, server.lastUsedAt]).toEqual([null, null]);
    await load(secretOf(page));
    await test.request("/v1/whoami", { token: secretOf(server) });
    const justNow = (at: string | null) => Math.abs(Date.parse(at ?? "") - Date.now()) < 60_000;
    const [seenPage, seenServer] = [await test.owner.tokens.get(page.id), await test.owner.tokens.get(server.id)];
    expect(seenPage).toMatchObject({ lastUsedOrigin: test.demo.shopUrl, lastUsedIp: null });
    expect(seenServer).toMatchObject({
      lastUsedOrigin: null,
      lastUsedIp: expect.stringMatching(/^(127\.0\.0\.1|::1)$/),
    });
    expect([justNow(seenPage.lastUsedAt), justNow(seenServer.lastUsedAt)]).toEqual([true, true]);
  });

  it("a refused request is no use", async () => {
    const page = await createPublic();
    expect((await load(secretOf(page), OTHER)).status).toBe(403);
    expect((await test.owner.tokens.get(page.id)).lastUsedAt).toBeNull();
  });
});

describe(feature(10), () => {
  it("a public token works in the query and in the header, a secret one in the header only", async () => {
    const [page, server] = [secretOf(await createPublic()), secretOf(await createPrivate())];
    expect((await load(page)).status).toBe(200);
    const inHeader = { token: page, origin: test.demo.shopUrl, baseUrl: test.platform.gatewayUrl };
    expect((await test.request(`/embed/v1/configurators/${test.demo.configuratorId}`, inHeader)).status).toBe(200);
    expect((await test.request("/v1/whoami", { token: server })).status).toBe(200);
    expect((await test.request(`/v1/whoami?access_token=${server}`)).status).toBe(403);
  });

  it("a secret in a URL is refused and its owner is warned", async () => {
    const server = await createPrivate();
    const warnings = async () => (await test.owner.tokens.get(server.id)).warnings;
    expect(await warnings()).not.toContain("secret_in_url");
    await test.request(`/v1/whoami?access_token=${secretOf(server)}`);
    expect(await warnings()).toContain("secret_in_url");
    // Another secret was never in a URL.
    await test.owner.tokens.rotate(server.id, {});
    expect(await warnings()).not.toContain("secret_in_url");
  });
});

describe(feature(19), () => {
  it("tells who still uses the old secret, by origin, beside the new one", async () => {
    const old = await createPublic();
    const fresh = await test.owner.tokens.rotate(old.id, { graceSeconds: 3600 });
    expect(fresh.rotation).toMatchObject({ previousLastUsedAt: null });
    expect((await load(secretOf(fresh))).status).toBe(200);
    expect((await test.owner.tokens.get(old.id)).rotation).toMatchObject({ previousLastUsedAt: null });
    expect((await load(secretOf(old))).status).toBe(200);
    const { rotation } = await test.owner.tokens.get(old.id);
    expect(Date.parse(rotation?.previousLastUsedAt ?? "")).toBeGreaterThan(Date.now() - 60_000);
    const { items } = await test.owner.tokens.listOrigins(old.id);
    expect(items).toMatchObject([{ origin: test.demo.shopUrl, allowed: 2, previousSecret: { uses: 1 } }]);
    await test.owner.tokens.finishRotation(old.id);
    const elsewhere = `configurators/${test.demo.configuratorId}`;
    await expect.poll(async () => (await visit(elsewhere, secretOf(old))).status, { timeout: 15_000 }).toBe(403);
  });
});

describe(feature(20), () => {
  it("an embed id opens what its token opens, on the same pages, and survives a rotation", async () => {
    const token = await createPublic();
    const { id } = await test.owner.embeds.create({ label: "a page", tokenId: token.id });
    expect((await load(id)).status).toBe(200);
    expect((await save(id)).status).toBe(201);
    expect((await load(id, OTHER)).status).toBe(403);
    await test.owner.tokens.rotate(token.id, {});
    expect((await load(id)).status).toBe(200);
    expect((await test.owner.tokens.get(token.id)).lastUsedOrigin).toBe(test.demo.shopUrl);
  });

  it("an embed id is no bearer credential and opens nothing else", async () => {
    const { id } = await test.owner.embeds.create({ label: "a page", tokenId: (await createPublic()).id });
    expect((await test.request("/v1/whoami", { token: id })).status).toBe(403);
    expect((await test.request(`/v1/whoami?access_token=${id}`)).status).toBe(403);
  });
});

describe(feature(44), () => {
  it("a private token is accepted from every origin and from none, and its owner is told of a browser", async () => {
    const server = await createPrivate();
    const use = (origin?: string) =>
      test.request("/v1/whoami", { token: secretOf(server), ...(origin !== undefined && { origin }) });
    for (const origin of [undefined, "null", test.demo.shopUrl]) expect((await use(origin)).status).toBe(200);
    expect((await test.owner.tokens.get(server.id)).warnings).not.toContain("seen_in_browser");
    const seen = await createPrivate();
    const answer = await test.request("/v1/whoami", { token: secretOf(seen), origin: OTHER });
    expect([answer.status, answer.headers.get("access-control-allow-origin")]).toEqual([200, OTHER]);
    expect((await test.owner.tokens.get(seen.id)).warnings).toContain("seen_in_browser");
  });
});
