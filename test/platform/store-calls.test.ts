import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestPlatform, type TestPlatform } from "../support/test-platform.ts";

/** One call to the store per uncached decision, none on a hit; no write per request. Counted at the store, through the real bundle. */
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

  it("are two reads and the notes of the use for a token's first request, and none for a hit", async () => {
    const token = await test.owner.tokens.create({
      kind: "public",
      label: "counted",
      owner: { type: "service_account", id: test.demo.serviceAccount },
      domains: [test.demo.shopUrl],
    });
    const value = token.token ?? "";
    // The last use, and the page's origin.
    expect(await callsDuring(() => load(value))).toEqual(["GetItem", "BatchGetItem", "UpdateItem", "UpdateItem"]);
    expect(await callsDuring(() => load(value))).toEqual([]);
    expect(await callsDuring(() => Promise.all(Array.from({ length: 50 }, () => load(value))))).toEqual([]);
  });

  it("are one read for a public token whose record is too old, its owner, workspace and uses included", async () => {
    const { id, token } = await test.owner.tokens.create({
      kind: "public",
      label: "counted",
      owner: { type: "service_account", id: test.demo.serviceAccount },
      domains: [test.demo.shopUrl],
    });
    await load(token ?? "");
    await new Promise((resolve) => setTimeout(resolve, 10_100));
    const keys: string[] = [];
    const stop = test.platform.store.observe(({ accessKeyId, operation, actions }) => {
      if (/authorizer/i.test(accessKeyId)) keys.push(operation, ...actions.flatMap(({ leadingKeys }) => leadingKeys));
    });
    await load(token ?? "");
    stop();
    // Owner and workspace are in one partition, and the uses of the minute and the day in another.
    expect(keys).toEqual(["BatchGetItem", `TOKEN#${id}`, `WS#${test.demo.workspaceId}`, `USAGE#${id}`]);
  });

  it("are one read for every request with a private token, and one note of the use an hour", async () => {
    const value = await newToken();
    const use = () => test.request("/v1/whoami", { token: value });
    expect(await callsDuring(use)).toEqual(["GetItem", "BatchGetItem", "UpdateItem"]);
    expect(await callsDuring(use)).toEqual(["BatchGetItem"]);
    const calls = await callsDuring(() => Promise.all(Array.from({ length: 20 }, use)));
    expect(calls).toEqual(Array.from({ length: 20 }, () => "BatchGetItem"));
  });

  it("are none for a malformed token, a wrong checksum or a missing credential", async () => {
    const { publicToken } = test.demo;
    const last = publicToken.endsWith("0") ? "1" : "0";
    const calls = await callsDuring(async () => {
      for (const token of ["", "x", `${publicToken.slice(0, -1)}${last}`, `${publicToken}0`, "emb_short"]) {
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
