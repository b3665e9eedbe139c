import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { API_SCOPES } from "../../../functions/domain/rights.ts";
import type { ParsedToken } from "../../../functions/domain/token.ts";
import { embedKey, serviceAccountKey, signInKey, tokenKey } from "../../../functions/store/keys.ts";
import { EXISTS, getItem, put, remove, update } from "../../../functions/store/table.ts";
import { putToken, type StoredToken, updateToken } from "../../../functions/store/tokens.ts";
import { transact } from "../../../functions/store/transact.ts";
import { GRANTS } from "../../../infra/grants.ts";
import type { RequestReport } from "../../../local/dynamodb/calls.ts";
import { createCredential, NOON, SHOP, WORKSPACE_ID } from "../domain/records.ts";
import { startDirectory, type TestDirectory } from "../store/directory-table.ts";
import { createStoredToken, createSurroundingItems } from "../store/stored-tokens.ts";
import { bearer, createEvent, LIST_ROUTE, type RequestOptions } from "./events.ts";
import { CLIENT_ID, startIssuer, type TestIssuer } from "./issuer.ts";

/**
 * The real handler module over the DynamoDB that `npm start` runs on; each import of the module is a container. Only the clock is not
 * real, so that ten seconds take none.
 */
type Container = typeof import("../../../functions/authorizer/handler.ts")["handler"];

let directory: TestDirectory;
let issuer: TestIssuer;
let lines: string[];
let seed = 0;

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: NOON });
  directory = await startDirectory();
  await transact(
    directory.client,
    createSurroundingItems().map((item) => put(directory, item)),
  );
  issuer = await startIssuer(() => Date.now() / 1000);
  const environment = {
    DIRECTORY_TABLE: directory.name,
    EDGE_SECRET: "edge-secret",
    ISSUER_URL: issuer.url,
    ISSUER_CLIENT_ID: CLIENT_ID,
    ISSUER_JWKS_URI: issuer.jwksUri,
    AWS_ENDPOINT_URL_DYNAMODB: directory.endpoint,
    AWS_REGION: "us-east-1",
    AWS_ACCESS_KEY_ID: "authorizer",
    AWS_SECRET_ACCESS_KEY: "authorizer",
  };
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
});
afterAll(async () => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
  await Promise.all([directory.stop(), issuer.stop()]);
});
beforeEach(() => {
  vi.setSystemTime(NOON);
  lines = [];
  vi.spyOn(process.stdout, "write").mockImplementation((line) => {
    lines.push(String(line));
    return true;
  });
});
afterEach(() => {
  vi.mocked(process.stdout.write).mockRestore();
});

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
  it("is written at most once a minute by two busy containers together", async () => {
    const token = await issue("private");
    const containers = [await startContainer(), await startContainer()];
    for (const at of [0, 1, 30_000, 59_999]) {
      vi.setSystemTime(NOON + at);
      await Promise.all(containers.flatMap((handler) => Array.from({ length: 25 }, () => use(handler, token))));
    }
    expect(successfulWrites()).toBe(1);
    expect(await stored(token)).toMatchObject({ lastUsedAt: new Date(NOON).toISOString() });

    vi.setSystemTime(NOON + 60_000);
    await Promise.all(containers.flatMap((handler) => Array.from({ length: 25 }, () => use(handler, token))));
    expect(successfulWrites()).toBe(2);
    expect(await stored(token)).toMatchObject({ lastUsedAt: new Date(NOON + 60_000).toISOString() });
  });

  it("of the secret before a rotation is written beside that of the current one", async () => {
    seed += 1;
    const [old, fresh] = [createCredential("private", seed, 0), createCredential("private", seed, 1)];
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

describe("an embed id", () => {
  const embedId = "emb_0123456789ab";
  const point = (tokenId: string, workspaceId = WORKSPACE_ID) =>
    transact(directory.client, [put(directory, { ...embedKey(embedId), id: embedId, workspaceId, tokenId })]);
  const ask = (handler: Container, headers: Readonly<Record<string, string>> = { origin: SHOP }) =>
    handler(createEvent({ headers, query: { access_token: embedId } }));

  it("stands for its public token, and follows within ten seconds when it is pointed at another", async () => {
    const [one, two] = [await issue("public"), await issue("public")];
    await point(one.id);
    const handler = await startContainer();
    expect(await ask(handler)).toMatchObject({ isAuthorized: true, context: { tokenId: one.id } });
    await point(two.id);
    expect(await ask(handler)).toMatchObject({ context: { tokenId: one.id } });
    vi.setSystemTime(NOON + 10_000);
    expect(await ask(handler)).toMatchObject({ context: { tokenId: two.id } });
    expect(directory.count("GetItem")).toBe(4);
    directory.forget();
    await ask(handler);
    expect(directory.requests).toEqual([]);
  });

  it("is judged like its token: origin, state and capability", async () => {
    const token = await issue("public");
    await point(token.id);
    const handler = await startContainer();
    expect(await ask(handler, { origin: "https://evil.example" })).toEqual({ isAuthorized: false });
    expect(await ask(handler, {})).toEqual({ isAuthorized: false });
    await revoke(token);
    vi.setSystemTime(NOON + 10_000);
    expect(await ask(handler)).toEqual({ isAuthorized: false });
    const reasons = lines.map((line) => JSON.parse(line).reason);
    expect(reasons).toEqual(["origin_not_listed", "origin_missing", "token_revoked"]);
  });

  it("of nothing, of another workspace's token or of a secret one is unknown", async () => {
    const handlers: Container[] = [];
    for (const prepare of [
      () => transact(directory.client, [remove(directory, embedKey(embedId), EXISTS)]),
      async () => point((await issue("public")).id, "ws_0000000000bb"),
      async () => point((await issue("private")).id),
      async () => point(createCredential("public", 900_002).id),
    ]) {
      await prepare();
      const handler = await startContainer();
      handlers.push(handler);
      expect(await ask(handler)).toEqual({ isAuthorized: false });
    }
    expect(lines.map((line) => JSON.parse(line).reason)).toEqual(handlers.map(() => "embed_unknown"));
  });

  it("is no bearer credential, and no store is asked", async () => {
    const handler = await startContainer();
    const request = createEvent({ headers: { origin: SHOP, ...bearer(embedId) } });
    expect(await handler(request)).toEqual({ isAuthorized: false });
    expect(directory.requests).toEqual([]);
  });
});

describe("a console session", () => {
  it("costs one strongly consistent GetItem each time, and no write", async () => {
    const member = {
      ...signInKey("subject-ada", WORKSPACE_ID),
      memberId: "mem_0000000000aa",
      workspaceId: WORKSPACE_ID,
      email: "ada@example.com",
      role: "owner",
      scopes: API_SCOPES,
      services: "all",
      state: "active",
    };
    await transact(directory.client, [put(directory, member)]);
    directory.forget();
    const handler = await startContainer();
    const headers = { ...bearer(issuer.issue()), "latchkey-workspace": WORKSPACE_ID };
    for (let index = 0; index < 3; index++) {
      expect(await handler(createEvent({ routeKey: LIST_ROUTE, headers }))).toMatchObject({ isAuthorized: true });
    }
    expect(directory.requests).toMatchObject(Array.from({ length: 3 }, () => ({ operation: "GetItem", readUnits: 1 })));
    const elsewhere = { ...headers, "latchkey-workspace": "ws_0000000000bb" };
    expect(await handler(createEvent({ routeKey: LIST_ROUTE, headers: elsewhere }))).toEqual({ isAuthorized: false });
  });
});

describe("the log", () => {
  it("is one line of JSON per decision, without the secret", async () => {
    const handler = await startContainer();
    const tokens = [await issue("public"), await issue("private")];
    for (const token of tokens) await use(handler, token);
    expect(lines).toHaveLength(2);
    for (const [index, line] of lines.entries()) {
      expect(JSON.parse(line)).toMatchObject({ message: "allowed", tokenId: tokens[index]?.id });
      expect(line).not.toContain(tokens[index]?.value.slice(16));
    }
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

async function startContainer(): Promise<Container> {
  vi.resetModules();
  const { handler } = await import("../../../functions/authorizer/handler.ts");
  directory.forget();
  return handler;
}

async function issue(kind: "public" | "private", changes: Partial<StoredToken> = {}): Promise<ParsedToken> {
  seed += 1;
  const credential = createCredential(kind, seed);
  await transact(directory.client, [putToken(directory, createStoredToken(credential, changes))]);
  directory.forget();
  return credential;
}

async function revoke(token: ParsedToken): Promise<void> {
  const outcome = await transact(directory.client, [
    updateToken(directory, createStoredToken(token), { state: "revoked" }),
  ]);
  expect(outcome).toEqual({ written: true });
}

async function changeOwner(changes: Readonly<Record<string, unknown>>): Promise<void> {
  const key = serviceAccountKey(WORKSPACE_ID, "web-shop");
  await transact(directory.client, [update(directory, key, changes, EXISTS)]);
}

/** The operation, and what kind of item it is about. */
function describeRequest({ operation, actions }: RequestReport): string {
  return `${operation} ${actions[0]?.leadingKeys[0]?.split("#")[0]}`;
}

/** One good request with a token, as a page or a server makes it. */
async function use(handler: Container, token: ParsedToken, options: RequestOptions = {}): Promise<boolean> {
  const event =
    token.kind === "public"
      ? createEvent({ headers: { origin: SHOP }, query: { access_token: token.value }, ...options })
      : createEvent({ routeKey: LIST_ROUTE, headers: bearer(token.value), ...options });
  return (await handler(event)).isAuthorized;
}

/** Of the last use. */
function successfulWrites(): number {
  return directory.requests.filter(
    (request) => describeRequest(request) === "UpdateItem TOKEN" && request.statusCode === 200,
  ).length;
}

async function stored(token: ParsedToken): Promise<Record<string, unknown> | undefined> {
  return getItem<Record<string, unknown>>(directory, tokenKey(token.id));
}
