import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestPlatform, type TestPlatform } from "../support/test-platform.ts";

/** One GetItem per uncached decision, none on a hit; no write per request. Counted at the store, through the real bundle. */
describe("the authorizer's calls to the store", () => {
  let test: TestPlatform;
  beforeAll(async () => {
    // One worker, so that there is one container and one memory.
    test = await startTestPlatform({ workersMax: 1 });
  });
  afterAll(() => test.close());

  async function callsDuring(work: () => Promise<unknown>): Promise<string[]> {
    const calls: string[] = [];
    const stop = test.platform.store.observe(({ accessKeyId, operation }) => {
      if (/authorizer/i.test(accessKeyId)) calls.push(operation);
    });
    await work();
    stop();
    return calls;
  }
  const load = (token = test.demo.publicToken) =>
    test.request(`/embed/v1/configurators/cfg_000000000000?access_token=${token}`, {
      origin: test.demo.shopUrl,
      baseUrl: test.platform.gatewayUrl,
    });
  const newToken = async () => {
    const body = { kind: "private", label: "counted", role: "viewer", scopes: ["account_management:read"] } as const;
    return (await test.owner.tokens.create(body)).token ?? "";
  };

  it("are one GetItem and one note of the use for a token's first request, and none for a hit", async () => {
    const token = await test.owner.tokens.create({
      kind: "public",
      label: "counted",
      owner: { type: "service_account", id: test.demo.serviceAccount },
      domains: [test.demo.shopUrl],
    });
    const value = token.token ?? "";
    expect(await callsDuring(() => load(value))).toEqual(["GetItem", "UpdateItem"]);
    expect(await callsDuring(() => load(value))).toEqual([]);
    expect(await callsDuring(() => Promise.all(Array.from({ length: 50 }, () => load(value))))).toEqual([]);
  });

  it("are one GetItem for every request with a private token, and one note of the use a minute", async () => {
    const value = await newToken();
    const use = () => test.request("/v1/whoami", { token: value });
    expect(await callsDuring(use)).toEqual(["GetItem", "UpdateItem"]);
    expect(await callsDuring(use)).toEqual(["GetItem"]);
    const calls = await callsDuring(() => Promise.all(Array.from({ length: 20 }, use)));
    expect(calls).toEqual(Array.from({ length: 20 }, () => "GetItem"));
  });

  it("are none for a malformed token, a wrong checksum, a missing credential or a secret in the URL", async () => {
    const { publicToken, ownerToken } = test.demo;
    const last = publicToken.endsWith("0") ? "1" : "0";
    const calls = await callsDuring(async () => {
      for (const token of ["", "x", `${publicToken.slice(0, -1)}${last}`, `${publicToken}0`, ownerToken]) {
        expect((await load(token)).status).toBe(403);
      }
      expect((await test.request("/v1/whoami")).status).toBe(403);
      expect((await test.request("/v1/whoami", { token: "lks_short" })).status).toBe(403);
    });
    expect(calls).toEqual([]);
  });

  it("are one GetItem, once, for an unknown id that is asked for again and again", async () => {
    const { createTokenId, createTokenValue } = await import("../../functions/domain/token.ts");
    const { randomBytes } = await import("node:crypto");
    const stranger = createTokenValue(createTokenId("public", randomBytes), randomBytes);
    const calls = await callsDuring(async () => {
      for (let index = 0; index < 5; index++) expect((await load(stranger)).status).toBe(403);
    });
    expect(calls).toEqual(["GetItem"]);
  });
});
