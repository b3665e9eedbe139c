import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { API_SCOPES } from "../../../functions/domain/rights.ts";
import type { ParsedToken } from "../../../functions/domain/token.ts";
import { signInKey, tokenKey } from "../../../functions/store/keys.ts";
import { getItem, put } from "../../../functions/store/table.ts";
import { putToken, updateToken } from "../../../functions/store/tokens.ts";
import { transact } from "../../../functions/store/transact.ts";
import { createCredential, NOON, SHOP, WORKSPACE_ID } from "../domain/records.ts";
import { startDirectory, type TestDirectory } from "../store/directory-table.ts";
import { createStoredToken } from "../store/stored-tokens.ts";
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
  issuer = await startIssuer(() => Date.now() / 1000);
  const environment = {
    DIRECTORY_TABLE: directory.name,
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
  it("costs one strongly consistent GetItem, and none while its record is in memory", async () => {
    const token = await issue("public");
    const handler = await startContainer();
    await use(handler, token);
    expect(directory.requests).toMatchObject([
      { operation: "GetItem", statusCode: 200, readUnits: 1 },
      { operation: "UpdateItem", statusCode: 200 },
    ]);
    directory.forget();
    for (let index = 0; index < 20; index++) expect(await use(handler, token)).toBe(true);
    expect(await use(handler, token, { headers: { origin: "https://evil.example" } })).toBe(false);
    expect(await use(handler, createCredential("public", seed, 9))).toBe(false);
    expect(directory.requests).toEqual([]);
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
    expect(directory.count("GetItem")).toBe(1);
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

  it("used 50 times at once costs one GetItem and one UpdateItem", async () => {
    const token = await issue("public");
    const handler = await startContainer();
    const answers = await Promise.all(Array.from({ length: 50 }, () => use(handler, token)));
    expect(answers.every((isAllowed) => isAllowed)).toBe(true);
    expect(directory.requests.map(({ operation }) => operation).sort()).toEqual(["GetItem", "UpdateItem"]);
  });
});

describe("a private token", () => {
  it("costs one strongly consistent GetItem each time", async () => {
    const token = await issue("private");
    const handler = await startContainer();
    for (let index = 0; index < 5; index++) expect(await use(handler, token)).toBe(true);
    expect(directory.count("GetItem")).toBe(5);
    for (const request of directory.requests) if (request.operation === "GetItem") expect(request.readUnits).toBe(1);
    expect(directory.count("UpdateItem")).toBe(1);
  });

  it("used 50 times at once is read 50 times, because none may share a read that began before it, and written once", async () => {
    const token = await issue("private");
    const handler = await startContainer();
    await Promise.all(Array.from({ length: 50 }, () => use(handler, token)));
    expect(directory.count("GetItem")).toBe(50);
    expect(directory.count("UpdateItem")).toBe(1);
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
  it("is made for what is malformed, ambiguous, missing or a secret in a URL", async () => {
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
      { query: { access_token: token.value } },
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

  it("names nothing but the attributes that the function's policy allows, and asks for nothing back", async () => {
    const handler = await startContainer();
    for (const kind of ["public", "private"] as const) await use(handler, await issue(kind));
    const actions = directory.requests
      .filter(({ operation }) => operation === "UpdateItem")
      .flatMap((request) => request.actions);
    expect(actions.length).toBeGreaterThan(0);
    for (const { attributes, returnValues = "NONE" } of actions) {
      expect(["pk", "sk", "lastUsedAt", "lastUsedOrigin", "lastUsedIp"]).toEqual(
        expect.arrayContaining([...attributes]),
      );
      expect(returnValues).toBe("NONE");
    }
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

async function issue(kind: "public" | "private"): Promise<ParsedToken> {
  seed += 1;
  const credential = createCredential(kind, seed);
  await transact(directory.client, [putToken(directory, createStoredToken(credential))]);
  directory.forget();
  return credential;
}

async function revoke(token: ParsedToken): Promise<void> {
  const outcome = await transact(directory.client, [
    updateToken(directory, createStoredToken(token), { state: "revoked" }),
  ]);
  expect(outcome).toEqual({ written: true });
}

/** One good request with a token, as a page or a server makes it. */
async function use(handler: Container, token: ParsedToken, options: RequestOptions = {}): Promise<boolean> {
  const event =
    token.kind === "public"
      ? createEvent({ headers: { origin: SHOP }, query: { access_token: token.value }, ...options })
      : createEvent({ routeKey: LIST_ROUTE, headers: bearer(token.value), ...options });
  return (await handler(event)).isAuthorized;
}

function successfulWrites(): number {
  return directory.requests.filter(({ operation, statusCode }) => operation === "UpdateItem" && statusCode === 200)
    .length;
}

async function stored(token: ParsedToken): Promise<Record<string, unknown> | undefined> {
  return getItem<Record<string, unknown>>(directory, tokenKey(token.id));
}
