import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ANSWER_SECONDS_MAX } from "../../functions/domain/revocation-bound.ts";
import { startTestPlatform, type TestPlatform } from "../support/test-platform.ts";

/** A foreign origin never gets data, cached or not. */
describe("a public token on a website that is not on its list", () => {
  let test: TestPlatform;
  let shop: string;
  const evil = "http://evil.localhost:4000";

  beforeAll(async () => {
    test = await startTestPlatform();
    shop = test.demo.shopUrl;
  });
  afterAll(() => test.close());

  const load = (origin: string | undefined, headers: Record<string, string> = {}) =>
    test.request(`/embed/v1/configurators/${test.demo.configuratorId}?access_token=${test.demo.publicToken}`, {
      ...(origin !== undefined && { origin }),
      headers,
    });

  it("is loaded from the listed origin, and only that origin may read the answer", async () => {
    const answer = await load(shop);
    expect(answer.status).toBe(200);
    expect(answer.json).toMatchObject({ configuratorId: test.demo.configuratorId, version: 1 });
    expect(answer.headers.get("access-control-allow-origin")).toBe(shop);
    expect(answer.headers.get("access-control-allow-credentials")).toBeNull();
    expect(answer.headers.get("vary")).toMatch(/origin/i);
  });

  it("is refused without data and without a CORS header, also right after the listed origin filled the cache", async () => {
    await load(shop);
    const hit = await load(shop);
    expect(hit.status).toBe(200);
    expect(hit.headers.get("x-cache")).toMatch(/^Hit/);

    for (const origin of [
      evil,
      "null",
      "https://shop.localhost",
      `${shop}.evil.example`,
      shop.replace("shop.", "x.shop."),
    ]) {
      const refused = await load(origin);
      expect([origin, refused.status]).toEqual([origin, 403]);
      expect(refused.text).toBe('{"message":"Forbidden"}');
      expect(refused.headers.get("access-control-allow-origin")).toBeNull();
    }
    expect((await load(undefined)).status).toBe(403);
    const again = await load(shop);
    expect(again.status).toBe(200);
    expect(again.headers.get("access-control-allow-origin")).toBe(shop);
  });

  it("answers 304 to the listed origin that has the version, and nothing to another one that claims to have it", async () => {
    const etag = (await load(shop)).headers.get("etag") ?? "";
    expect(etag).not.toBe("");
    expect((await load(shop, { "if-none-match": etag })).status).toBe(304);
    const refused = await load(evil, { "if-none-match": etag });
    expect(refused.status).toBe(403);
    expect(refused.headers.get("etag")).toBeNull();
  });

  it("keeps a load at the edge for at most the revocation bound", async () => {
    const control = (await load(shop)).headers.get("cache-control") ?? "";
    const [, seconds] = /max-age=(\d+)/.exec(control) ?? [];
    // 60 s, less the 10 s of a record in memory and the 8 s that an answer may take.
    expect(Number(seconds)).toBe(42);
    expect(control).toContain("stale-if-error=0");
  });

  it("counts no more time between decision and answer than the functions' timeouts allow", () => {
    const timeouts = test.platform
      .deployment()
      .functions.filter(({ name }) => /Authorizer|EmbedLoad/.test(name))
      .map(({ timeoutSeconds }) => timeoutSeconds);
    expect(timeouts).toHaveLength(2);
    expect(timeouts.reduce((sum, seconds) => sum + seconds, 0)).toBeLessThanOrEqual(ANSWER_SECONDS_MAX);
  });

  it.each([
    ["POST", "/embed/v1/configurations", { configuratorId: "cfg_000000000000", values: {} }],
    ["POST", "/embed/v1/events", { events: [] }],
    ["GET", "/embed/v1/configurations/0000000000000000", undefined],
  ])("refuses %s %s from elsewhere", async (method, path, body) => {
    const answer = await test.request(`${path}?access_token=${test.demo.publicToken}`, {
      method,
      origin: evil,
      ...(body !== undefined && { body }),
    });
    expect(answer.status).toBe(403);
    expect(answer.headers.get("access-control-allow-origin")).toBeNull();
  });

  it("opens nothing but the embed, even from the listed origin", async () => {
    for (const path of ["/v1/tokens", "/v1/whoami", "/v1/configurations", "/v1/audit-events", "/v1/workspace"]) {
      const answer = await test.request(path, { token: test.demo.publicToken, origin: shop });
      expect([path, answer.status]).toEqual([path, 403]);
    }
  });

  it("explains the refusal to the page, naming the rule and the fix but not the list", async () => {
    const diagnose = (origin: string) =>
      test.request("/embed/v1/diagnose", {
        method: "POST",
        origin,
        headers: { "content-type": "text/plain" },
        body: JSON.stringify({ token: test.demo.publicToken }),
      });
    const refused = await diagnose(evil);
    expect(refused.json).toMatchObject({ decision: "deny", reason: "origin_not_listed" });
    expect(refused.headers.get("access-control-allow-origin")).toBe(evil);
    expect(refused.text).not.toContain(new URL(shop).host);
    expect((await diagnose(shop)).json).toMatchObject({ decision: "allow", reason: null });
  });

  it.each(["/v1/tokens", "/v1/nothing", "/embed/v1/configurations?access_token=x"])(
    "answers the preflight of %s for any page, without credentials mode and without data",
    async (path) => {
      const answer = await test.request(path, {
        method: "OPTIONS",
        origin: evil,
        headers: { "access-control-request-method": "POST", "access-control-request-headers": "authorization" },
      });
      expect([answer.status, answer.text]).toEqual([204, ""]);
      expect(answer.headers.get("access-control-allow-origin")).toBe(evil);
      expect(answer.headers.get("access-control-allow-methods")).toContain("POST");
      expect(answer.headers.get("access-control-allow-headers")).toMatch(/Authorization.*Idempotency-Key/);
      expect(answer.headers.get("access-control-allow-credentials")).toBeNull();
    },
  );

  it("lets a private token pass from any origin, and says so to that page only", async () => {
    const answer = await test.request("/v1/whoami", { token: test.demo.ownerToken, origin: evil });
    expect(answer.status).toBe(200);
    expect(answer.headers.get("access-control-allow-origin")).toBe(evil);
  });

  it("refuses a private token in the URL, whatever the origin", async () => {
    const answer = await test.request(`/v1/whoami?access_token=${test.demo.ownerToken}`, { origin: shop });
    expect(answer.status).toBe(403);
  });
});
