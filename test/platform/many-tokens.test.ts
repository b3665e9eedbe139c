import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { feature } from "../support/features.ts";
import { fillWithTokens } from "../support/fill-with-tokens.ts";
import { startTestPlatform, type TestPlatform } from "../support/test-platform.ts";
import { sized } from "../support/test-size.ts";

const FEW = 100;
const MANY = sized(10_000, 100_000);
const SERVICE_ACCOUNTS = ["few-a", "few-b", "few-c"];
const LOADING_MS_MAX = 240_000;

const QUERIES = [
  "",
  "limit=100",
  "limit=1",
  "kind=private",
  "kind=public",
  "kind=service",
  "status=active",
  "status=disabled",
  "status=expired",
  "status=revoked",
  "kind=public&status=disabled",
  `ownerType=service_account&ownerId=${SERVICE_ACCOUNTS[0]}`,
  `ownerType=service_account&ownerId=${SERVICE_ACCOUNTS[1]}&kind=private&status=revoked`,
  "text=group 3",
  "text=in no label at all",
  "expiresWithinDays=7",
  "unusedForDays=1",
  "sort=createdAt",
  "sort=-createdAt",
  "sort=expiresAt",
  "sort=-expiresAt",
];

/** What a request costs does not depend on how many tokens the workspace has. Counted at the store. */
describe(`${feature(3)}: ${MANY} tokens cost a request as many calls to the store as ${FEW}`, () => {
  let test: TestPlatform;
  let values: readonly string[];
  const few = new Map<string, readonly string[]>();
  const many = new Map<string, readonly string[]>();

  beforeAll(async () => {
    // One worker, so that there is one container and one memory.
    test = await startTestPlatform({ workersMax: 1 });
    for (const name of SERVICE_ACCOUNTS) await test.owner.serviceAccounts.create({ name });
    const filling = { serviceAccounts: SERVICE_ACCOUNTS, randomBytes };
    values = await fillWithTokens(test, { ...filling, count: FEW });
    await measure(few);
    await fillWithTokens(test, { ...filling, count: MANY - FEW });
    await measure(many);
  }, LOADING_MS_MAX);
  afterAll(() => test.close());

  const costs = () => [...few.keys()].map((name): [string, readonly string[] | undefined] => [name, many.get(name)]);

  it.each(QUERIES)("listing with '%s'", (query) => {
    const name = `list ${query}`;
    expect(many.get(name)).toEqual(few.get(name));
    expect(many.get(name)?.length).toBeGreaterThan(0);
  });

  it("the summary", async () => {
    expect(many.get("summary")).toEqual(few.get("summary"));
    const full = { count: 100, isMore: true };
    expect((await manage("/v1/token-summary")).json).toMatchObject({ active: full, expired: full, disabled: full });
  });

  it("reading one, and authorizing private and public tokens, first and again", () => {
    expect(Object.fromEntries(costs())).toEqual(Object.fromEntries(few));
  });

  it("each page of a list costs as much as the first", async () => {
    let path = "/v1/tokens?limit=100&text=group 3";
    const pages = new Set<string>();
    for (let page = 0; page < 5; page += 1) {
      let cursor: unknown;
      const calls = await callsDuring(async () => {
        const { json } = await manage(path);
        cursor = typeof json === "object" && json !== null ? Reflect.get(json, "nextCursor") : undefined;
      });
      pages.add(JSON.stringify(calls.filter((call) => call !== "authorizer UpdateItem")));
      path = `/v1/tokens?limit=100&text=group 3&cursor=${encodeURIComponent(String(cursor))}`;
    }
    expect([...pages]).toEqual([JSON.stringify(few.get("list text=group 3"))]);
  });

  async function measure(costsByName: Map<string, readonly string[]>): Promise<void> {
    const note = async (name: string, work: () => Promise<unknown>) => {
      costsByName.set(name, await callsDuring(work));
    };
    // Once an hour, by the clock, the use of the owner's token is written down: of two requests in a row one at least has no such write.
    const noteManaged = async (name: string, path: string) => {
      const [once, again] = [await callsDuring(() => manage(path)), await callsDuring(() => manage(path))];
      costsByName.set(name, once.length < again.length ? once : again);
    };
    // The first request of all warms up: the last use of the owner's token is noted, its owner remembered.
    await manage("/v1/tokens");
    for (const query of QUERIES) await noteManaged(`list ${query}`, `/v1/tokens?${query}`);
    await noteManaged("summary", "/v1/token-summary");
    const fresh = await Promise.all(["private", "public"].map(createFresh));
    for (const value of fresh) {
      const kind = value.slice(0, 3);
      await noteManaged(`read one ${kind}`, `/v1/tokens/${value.slice(0, 16)}`);
      await note(`authorize ${kind}, first`, () => use(value));
      await note(`authorize ${kind}, again`, () => use(value));
    }
    // One that was written with all the others.
    const [value = ""] = values.filter((candidate) => candidate.startsWith("lks_") && !used.has(candidate));
    used.add(value);
    await note("authorize one of many, first", () => use(value));
    await note("authorize one of many, again", () => use(value));
  }
  const used = new Set<string>();

  async function createFresh(kind: string): Promise<string> {
    const owner = { type: "service_account", id: test.demo.serviceAccount };
    const rights =
      kind === "private" ? { role: "viewer", scopes: ["account_management:read"] } : { domains: [test.demo.shopUrl] };
    const answer = await test.request("/v1/tokens", {
      method: "POST",
      token: test.demo.ownerToken,
      body: { kind, label: "counted", owner, ...rights },
    });
    const value = typeof answer.json === "object" && answer.json !== null ? Reflect.get(answer.json, "token") : "";
    expect([answer.status, typeof value]).toEqual([201, "string"]);
    return String(value);
  }

  async function use(token: string): Promise<void> {
    const path = token.startsWith("lks_") ? "/v1/whoami" : `/embed/v1/configurators/${test.demo.configuratorId}`;
    const answer = await test.request(path, { token, origin: test.demo.shopUrl, baseUrl: test.platform.gatewayUrl });
    expect([path, answer.status]).toEqual([path, 200]);
  }

  async function manage(path: string) {
    const answer = await test.request(path, { token: test.demo.ownerToken, baseUrl: test.platform.gatewayUrl });
    expect([path, answer.status]).toEqual([path, 200]);
    return answer;
  }

  /** The calls to the store, by whom and of what, in any order. */
  async function callsDuring(work: () => Promise<unknown>): Promise<readonly string[]> {
    const calls: string[] = [];
    const stop = test.platform.store.observe(({ accessKeyId, operation }) => {
      calls.push(`${/authorizer/i.test(accessKeyId) ? "authorizer" : "function"} ${operation}`);
    });
    await work();
    stop();
    return calls.sort();
  }
});
