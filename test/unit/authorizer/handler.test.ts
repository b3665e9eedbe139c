import { describe, expect, it, vi } from "vitest";
import { API_SCOPES } from "../../../functions/domain/rights.ts";
import { putToken } from "../../../functions/store/tokens.ts";
import { transact } from "../../../functions/store/transact.ts";
import { GRANTS } from "../../../infra/grants.ts";
import { createCredential, NOON, SHOP } from "../domain/records.ts";
import { createStoredToken } from "../store/stored-tokens.ts";
import {
  changeOwner,
  describeRequest,
  directory,
  issue,
  lines,
  nextSeed,
  prepareContainers,
  revoke,
  seed,
  startContainer,
  stored,
  successfulWrites,
  use,
} from "./containers.ts";
import { bearer, createEvent, LIST_ROUTE, type RequestOptions } from "./events.ts";

prepareContainers();

describe("a public token", () => {
  it("costs two strongly consistent reads the first time, and none while its record is in memory", async () => {
    const token = await issue("public");
    const handler = await startContainer();
    await use(handler, token);
    expect(directory.requests.map(describeRequest).sort()).toEqual([
      "BatchGetItem WS",
      "GetItem TOKEN",
      "UpdateItem ORIGINS",
      "UpdateItem TOKEN",
    ]);
    expect(directory.requests).toMatchObject([{ readUnits: 1 }, { readUnits: 2 }, {}, {}]);
    directory.forget();
    for (let index = 0; index < 20; index++) expect(await use(handler, token)).toBe(true);
    expect(await use(handler, token, { headers: { origin: "https://evil.example" } })).toBe(false);
    expect(await use(handler, createCredential("public", seed, 9))).toBe(false);
    expect(directory.requests.filter(({ operation }) => operation !== "UpdateItem")).toEqual([]);
    vi.setSystemTime(NOON + 10_000);
    await use(handler, token);
    expect(directory.requests.filter(({ operation }) => operation !== "UpdateItem")).toMatchObject([
      { operation: "BatchGetItem", readUnits: 3 },
    ]);
  });

  it("is judged for each origin by itself, from the same record in memory", async () => {
    const token = await issue("public");
    const handler = await startContainer();
    const origins = [
      SHOP,
      "https://evil.example",
      "https://a.shops.example.com",
      "https://shops.example.com",
      SHOP,
      "null",
    ];
    const answers: boolean[] = [];
    for (const origin of origins) answers.push(await use(handler, token, { headers: { origin } }));
    expect(answers).toEqual([true, false, true, false, true, false]);
    expect(directory.count("GetItem") + directory.count("BatchGetItem")).toBe(2);
  });

  it("that was revoked stops within ten seconds", async () => {
    const token = await issue("public");
    const handler = await startContainer();
    await use(handler, token);
    await revoke(token);
    vi.setSystemTime(NOON + 9_999);
    expect(await use(handler, token)).toBe(true);
    vi.setSystemTime(NOON + 10_000);
    expect(await use(handler, token)).toBe(false);
  });

  it("that is unknown costs one GetItem for ten seconds, however often it comes", async () => {
    const unknown = createCredential("public", 900_001);
    const handler = await startContainer();
    for (let index = 0; index < 30; index++) expect(await use(handler, unknown)).toBe(false);
    expect(directory.requests).toMatchObject([{ operation: "GetItem" }]);
    vi.setSystemTime(NOON + 10_000);
    await use(handler, unknown);
    expect(directory.count()).toBe(2);
  });

  it("whose owner was disabled stops within ten seconds", async () => {
    const token = await issue("public");
    const handler = await startContainer();
    await use(handler, token);
    await changeOwner({ state: "disabled" });
    vi.setSystemTime(NOON + 9_999);
    expect(await use(handler, token)).toBe(true);
    vi.setSystemTime(NOON + 10_000);
    expect(await use(handler, token)).toBe(false);
    await changeOwner({ state: "active" });
  });

  it("used 50 times at once is read once, and written down once", async () => {
    const token = await issue("public");
    const handler = await startContainer();
    const answers = await Promise.all(Array.from({ length: 50 }, () => use(handler, token)));
    expect(answers.every((isAllowed) => isAllowed)).toBe(true);
    expect(directory.requests.map(describeRequest).sort()).toEqual([
      "BatchGetItem WS",
      "GetItem TOKEN",
      "UpdateItem ORIGINS",
      "UpdateItem TOKEN",
    ]);
  });
});

describe("a private token", () => {
  it("costs one strongly consistent call each time, after a first one that finds out its owner", async () => {
    const token = await issue("private");
    const handler = await startContainer();
    for (let index = 0; index < 5; index++) expect(await use(handler, token)).toBe(true);
    expect(directory.requests.map(describeRequest)).toEqual([
      "GetItem TOKEN",
      "BatchGetItem WS",
      "UpdateItem TOKEN",
      ...Array.from({ length: 4 }, () => "BatchGetItem TOKEN"),
    ]);
    for (const { operation, readUnits } of directory.requests.slice(3)) {
      expect([operation, readUnits]).toEqual(["BatchGetItem", 3]);
    }
  });

  it("used 50 times at once is read 50 times, because none may share a read that began before it, and written once", async () => {
    const token = await issue("private");
    const handler = await startContainer();
    await use(handler, token);
    await Promise.all(Array.from({ length: 50 }, () => use(handler, token)));
    expect(directory.count("GetItem")).toBe(1);
    expect(directory.count("BatchGetItem")).toBe(51);
    expect(directory.count("UpdateItem")).toBe(1);
  });

  it("loses what its owner loses with the next request, in every container, and gets it back", async () => {
    const token = await issue("private");
    const containers = [await startContainer(), await startContainer()];
    const outcomes = async () => Promise.all(containers.map((handler) => use(handler, token)));
    expect(await outcomes()).toEqual([true, true]);
    for (const lost of [{ state: "disabled" }, { state: "suspended" }, { scopes: ["billing:write"] }]) {
      await changeOwner(lost);
      expect(await outcomes()).toEqual([false, false]);
      await changeOwner({ state: "active", scopes: API_SCOPES });
      expect(await outcomes()).toEqual([true, true]);
    }
  });

  it("sent in a URL is refused and flagged, once a minute, and only when it is authentic", async () => {
    const token = await issue("private");
    const handler = await startContainer();
    const expose = (value: string) => handler(createEvent({ query: { access_token: value } }));
    expect(await expose(createCredential("private", seed, 9).value)).toEqual({ isAuthorized: false });
    expect(await stored(token)).not.toHaveProperty("secretInUrlAt");
    for (let index = 0; index < 3; index++) expect(await expose(token.value)).toEqual({ isAuthorized: false });
    expect(await stored(token)).toMatchObject({ secretInUrlAt: new Date(NOON).toISOString() });
    expect(directory.count("UpdateItem")).toBe(1);
    expect(lines.every((line) => JSON.parse(line).reason === "secret_in_url")).toBe(true);
  });

  it("that was revoked is refused by the next request, in every container", async () => {
    const token = await issue("private");
    const containers = [await startContainer(), await startContainer()];
    for (const handler of containers) expect(await use(handler, token)).toBe(true);
    await revoke(token);
    for (const handler of containers) expect(await use(handler, token)).toBe(false);
  });
});

describe("no store call at all", () => {
  it("is made for what is malformed, ambiguous or missing", async () => {
    const token = await issue("private");
    const handler = await startContainer();
    const changed = token.value.slice(0, -1) + (token.value.endsWith("a") ? "b" : "a");
    const requests: RequestOptions[] = [
      {},
      { headers: bearer(changed) },
      { headers: bearer(token.id) },
      { headers: bearer("x".repeat(5_000)) },
      { headers: { authorization: `Basic ${token.value}` } },
      { headers: { authorization: `Bearer ${token.value},Bearer ${token.value}` } },
      { headers: bearer(token.value), query: { access_token: token.value } },
      { query: { access_token: token.id } },
      { query: { access_token: changed } },
      { routeKey: "GET /unknown", headers: bearer(token.value) },
      { routeKey: LIST_ROUTE, headers: bearer("a.b.c") },
    ];
    for (const request of requests) expect(await handler(createEvent(request))).toEqual({ isAuthorized: false });
    expect(directory.requests).toEqual([]);
    expect(lines).toHaveLength(requests.length);
  });
});

describe("the last use", () => {
  it("is written at most once an hour by two busy containers together", async () => {
    const token = await issue("private");
    const containers = [await startContainer(), await startContainer()];
    for (const at of [0, 1, 1_800_000, 3_599_999]) {
      vi.setSystemTime(NOON + at);
      await Promise.all(containers.flatMap((handler) => Array.from({ length: 25 }, () => use(handler, token))));
    }
    expect(successfulWrites()).toBe(1);
    expect(await stored(token)).toMatchObject({ lastUsedAt: new Date(NOON).toISOString() });

    vi.setSystemTime(NOON + 3_600_000);
    await Promise.all(containers.flatMap((handler) => Array.from({ length: 25 }, () => use(handler, token))));
    expect(successfulWrites()).toBe(2);
    expect(await stored(token)).toMatchObject({ lastUsedAt: new Date(NOON + 3_600_000).toISOString() });
  });

  it("of the secret before a rotation is written beside that of the current one", async () => {
    const rotated = nextSeed();
    const [old, fresh] = [createCredential("private", rotated, 0), createCredential("private", rotated, 1)];
    const rotating = createStoredToken(fresh, {
      previousDigest: createStoredToken(old).digest,
      previousValidUntil: "2026-11-23T00:00:00.000Z",
    });
    await transact(directory.client, [putToken(directory, rotating)]);
    const handler = await startContainer();
    await use(handler, fresh);
    expect(await stored(fresh)).not.toHaveProperty("previousLastUsedAt");
    vi.setSystemTime(NOON + 1_000);
    for (let index = 0; index < 3; index++) await use(handler, old);
    const at = new Date(NOON + 1_000).toISOString();
    expect(await stored(fresh)).toMatchObject({ previousLastUsedAt: at, lastUsedAt: at });
    expect(await stored(fresh)).toMatchObject({ idleSince: expect.stringContaining(at) });
    expect(successfulWrites()).toBe(2);
  });
});

describe("what the authorizer writes", () => {
  it("names nothing but the attributes that its policy allows, and asks for nothing back", async () => {
    const handler = await startContainer();
    const limits = { requestsPerMinute: 1, savesPerDay: 1 };
    const [page, server, exposed] = [
      await issue("public", { limits }),
      await issue("private", { limits }),
      await issue("private"),
    ];
    await use(handler, page);
    await use(handler, server);
    await handler(createEvent({ query: { access_token: exposed.value } }));
    const updates = directory.requests.filter(({ operation }) => operation === "UpdateItem");
    expect(new Set(updates.map(describeRequest))).toEqual(
      new Set(["UpdateItem TOKEN", "UpdateItem ORIGINS", "UpdateItem USAGE"]),
    );
    const grants = GRANTS.authorizer.filter(({ action }) => action === "UpdateItem");
    for (const { attributes, returnValues = "NONE", leadingKeys } of updates.flatMap((request) => request.actions)) {
      const grant = grants.find(({ keys }) => leadingKeys[0]?.startsWith(keys[0].slice(0, -1)));
      expect(grant?.blindAttributes).toEqual(expect.arrayContaining([...attributes]));
      expect(returnValues).toBe("NONE");
    }
  });
});

describe("the log", () => {
  it("is one line of JSON per decision for DEBUG, without the secret", async () => {
    vi.stubEnv("LOG_LEVEL", "DEBUG");
    const handler = await startContainer();
    vi.stubEnv("LOG_LEVEL", "INFO");
    const tokens = [await issue("public"), await issue("private")];
    for (const token of tokens) await use(handler, token);
    expect(lines).toHaveLength(2);
    for (const [index, line] of lines.entries()) {
      expect(JSON.parse(line)).toMatchObject({ message: "allowed", tokenId: tokens[index]?.id });
      expect(line).not.toContain(tokens[index]?.value.slice(16));
    }
  });

  it("has no line of what is allowed as the template sets it, and one of what is refused", async () => {
    const handler = await startContainer();
    const token = await issue("public");
    await use(handler, token);
    expect(lines).toEqual([]);
    await handler(createEvent({ headers: { origin: "https://evil.example" }, query: { access_token: token.value } }));
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([{ reason: "origin_not_listed", tokenId: token.id }]);
  });
});

it("a store that cannot be reached is thrown", async () => {
  const token = await issue("private");
  vi.stubEnv("AWS_ENDPOINT_URL_DYNAMODB", "http://127.0.0.1:9");
  const handler = await startContainer();
  await expect(use(handler, token)).rejects.toThrow();
  expect(lines).toEqual([]);
  vi.stubEnv("AWS_ENDPOINT_URL_DYNAMODB", directory.endpoint);
});
