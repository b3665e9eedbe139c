import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { shapeOf } from "../../contract/api.ts";
import { DENY_REASON_HELP } from "../../contract/deny-reasons.ts";
import { ERROR_HELP } from "../../contract/error-help.ts";
import { OPERATIONS, type OperationId } from "../../contract/operations.ts";
import { type DocumentedOperation, readRightsDocument } from "../support/rights/document.ts";
import { createManage, textOf } from "../support/rights/manage.ts";
import { BODIES, type MadeThings, makeThings, type Things, UNKNOWN } from "../support/rights/things.ts";
import { type RequestOptions, startTestPlatform, type TestPlatform } from "../support/test-platform.ts";
import { transplant } from "../support/transplant.ts";

const OTHER_WORKSPACE = "ws_0therW0rksp0";
/** Rate cards and statements have no ids: a day or a month is the same word in every workspace. */
const NAMED_BY_DATE = /\{(?:effectiveFrom|month)\}/;

/** Ids that are unknown, of another workspace, or out of the caller's reach get one answer, to the byte. */
describe("an id that is not the caller's to see", () => {
  let test: TestPlatform;
  let foreign: MadeThings;
  let near: MadeThings;
  let far: MadeThings;
  const operations = readRightsDocument().filter(
    ({ path, credentials }) => path.includes("{") && !NAMED_BY_DATE.test(path) && credentials.length > 0,
  );
  const managed = operations.filter(({ credentials }) => credentials.includes("private"));
  const byName = (list: readonly DocumentedOperation[]) => list.map((operation) => [operation.id, operation] as const);

  beforeAll(async () => {
    test = await startTestPlatform();
    foreign = await makeThings(test, "foreign");
    await transplant(test.platform, foreign.ids, OTHER_WORKSPACE);
    near = await makeThings(test, "near");
    far = await makeThings(test, "far");
  });
  afterAll(() => test.close());

  /** A private token with these rights. */
  async function issue(rights: object): Promise<RequestOptions> {
    const body = { kind: "private", label: "asks", role: "owner", ...rights };
    return { token: textOf(await createManage(test)("POST", "/v1/tokens", body), "token") };
  }

  /** Everything of an answer that a caller can compare: status, headers, body. The time and the request's own id are left out. */
  async function ask(operation: DocumentedOperation, things: Things, caller: RequestOptions): Promise<string> {
    const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => things[name] ?? `no ${name}`);
    const body = BODIES[operation.id];
    const { status, headers, text } = await test.request(path, {
      ...caller,
      method: operation.method,
      ...(body !== undefined && { body }),
      baseUrl: test.platform.gatewayUrl,
    });
    const shown = [...headers].filter(([name]) => !/^(date|apigw-requestid|x-.*request-?id|ratelimit.*)$/i.test(name));
    return JSON.stringify([status, shown, text.replace(/"requestId":"[^"]*"/, "")]);
  }

  it("is named by every path with an id, and each operation with a body has one to be asked with", () => {
    const names = operations.flatMap(({ path }) => [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? ""));
    expect(
      [...new Set(names)].filter((name) => UNKNOWN[name] === undefined || foreign.things[name] === undefined),
    ).toEqual([]);
    const needy = operations.filter(({ id }) => isOperationId(id) && shapeOf(id).body && !shapeOf(id).bodyOptional);
    expect(needy.map(({ id }) => id).filter((id) => BODIES[id] === undefined)).toEqual([]);
  });

  it("is there for those whose it is", async () => {
    const reading = managed.filter(({ method, id }) => method === "GET" && id !== "getRevocation");
    expect(reading.length).toBeGreaterThan(10);
    for (const [things, token] of [
      [foreign.things, foreign.token],
      [near.things, test.demo.ownerToken],
    ] as const) {
      for (const operation of reading) {
        expect([operation.id, await ask(operation, things, { token })]).toEqual([
          operation.id,
          expect.stringMatching(/^\[200,/),
        ]);
      }
    }
  });

  it.each(byName(managed))("%s: unknown and of another workspace", async (_, operation) => {
    const caller = { token: test.demo.ownerToken };
    const unknown = await ask(operation, UNKNOWN, caller);
    expect(unknown).toMatch(/^\[404,.*not_found/);
    expect(await ask(operation, foreign.things, caller)).toBe(unknown);
  });

  it.each(byName(operations.filter(({ credentials }) => credentials.includes("public"))))(
    "%s: unknown and of another workspace, for a page",
    async (_, operation) => {
      const caller = { token: test.demo.publicToken, origin: test.demo.shopUrl };
      const unknown = await ask(operation, UNKNOWN, caller);
      expect(unknown).toMatch(/^\[404,.*not_found/);
      expect(await ask(operation, foreign.things, caller)).toBe(unknown);
    },
  );

  it.each(byName(operations.filter(({ credentials }) => credentials.includes("service"))))(
    "%s: unknown, of another workspace, and of another service",
    async (_, operation) => {
      const caller = { token: near.serviceToken };
      const unknown = await ask(operation, UNKNOWN, caller);
      expect(unknown).toMatch(/^\[404,.*not_found/);
      expect(await ask(operation, foreign.things, caller)).toBe(unknown);
      expect(await ask(operation, far.things, caller)).toBe(unknown);
      expect(await ask(operation, near.things, caller)).toMatch(/^\[200,/);
    },
  );

  it("is not told apart from one of a service that the caller may not see", async () => {
    const scopes = ["account_management:write", "configurator:write"];
    const caller = await issue({ scopes, services: [near.things.serviceId] });
    const ofServices = managed.filter(({ path }) => /\{(serviceId|applicationId)\}/.test(path));
    // A service's token is as hidden as its service.
    const ofTokens = managed.filter(({ path }) => path.includes("{tokenId}"));
    const farToken = { ...far.things, tokenId: far.serviceTokenId };
    expect(ofServices.length + ofTokens.length).toBeGreaterThan(20);
    for (const operation of [...ofServices, ...ofTokens]) {
      const unknown = await ask(operation, UNKNOWN, caller);
      expect([operation.id, unknown]).toEqual([operation.id, expect.stringMatching(/^\[404,.*not_found/)]);
      expect([operation.id, await ask(operation, farToken, caller)]).toEqual([operation.id, unknown]);
    }
    for (const id of ["getService", "getApplication"]) {
      const operation = managed.find((one) => one.id === id);
      expect(operation && (await ask(operation, near.things, caller))).toMatch(/^\[200,/);
    }
  });

  it.each([
    ["nobody", async () => ({})],
    ["a token of another API", () => issue({ scopes: ["billing:read"] })],
    ["a viewer who may only read billing", () => issue({ role: "viewer", scopes: ["billing:read"] })],
    ["a page", async () => ({ token: test.demo.publicToken, origin: test.demo.shopUrl })],
  ] as const)("is not told apart from one that is there, by %s", async (_, makeCaller) => {
    const caller = await makeCaller();
    for (const operation of managed) {
      const unknown = await ask(operation, UNKNOWN, caller);
      expect([operation.id, unknown]).toEqual([operation.id, expect.stringMatching(/^\[403,.*Forbidden/)]);
      for (const things of [near.things, foreign.things]) {
        expect([operation.id, await ask(operation, things, caller)]).toEqual([operation.id, unknown]);
      }
    }
  });

  it("is not told apart from one that is there, by a caller without any service", async () => {
    const caller = await issue({ scopes: ["account_management:write"], services: [] });
    const byService = managed.filter((operation) => operation.byService);
    expect(byService.length).toBeGreaterThan(10);
    for (const operation of byService) {
      const unknown = await ask(operation, UNKNOWN, caller);
      expect([operation.id, unknown]).toEqual([operation.id, expect.stringMatching(/^\[403,.*no_service_access/)]);
      for (const things of [near.things, foreign.things]) {
        expect([operation.id, await ask(operation, things, caller)]).toEqual([operation.id, unknown]);
      }
    }
  });

  it("is refused alike where a body names it", async () => {
    const manage = (method: string, path: string, body: object) =>
      test.request(path, { method, body, token: test.demo.ownerToken });
    const requests: readonly [string, string, (things: Things) => object][] = [
      ["POST", "/v1/tokens/bulk", ({ tokenId }) => ({ action: "disable", tokenIds: [tokenId] })],
      ["POST", "/v1/applications", ({ serviceId }) => ({ serviceId, name: "x" })],
      ["POST", "/v1/embeds", ({ tokenId }) => ({ label: "x", tokenId })],
      ["POST", "/v1/tokens/explain", ({ tokenId }) => ({ tokenId, operation: "listTokens" })],
      [
        "POST",
        "/v1/tokens",
        ({ serviceAccountId }) => ({
          kind: "private",
          label: "x",
          scopes: ["billing:read"],
          owner: { type: "service_account", id: serviceAccountId },
        }),
      ],
    ];
    for (const [method, path, bodyOf] of requests) {
      const [unknown, other] = await Promise.all(
        [UNKNOWN, foreign.things].map(async (things) => {
          const { status, text } = await manage(method, path, bodyOf(things));
          const named = Object.values(things).reduce(
            (shown, id) => (id === "1" ? shown : shown.replaceAll(id, "?")),
            text,
          );
          return [path, status, named.replace(/"requestId":"[^"]*"/, "")];
        }),
      );
      expect(other).toEqual(unknown);
    }
  });

  it("gets a refusal that has, like every error code and deny reason, a page that the API serves", async () => {
    const pages = [
      ...Object.entries(ERROR_HELP),
      ...Object.entries(DENY_REASON_HELP).map(([reason, { fix }]) => [reason, fix] as const),
    ];
    for (const [code, words] of pages) {
      const page = await test.request(`/docs/errors/${code}`);
      expect([code, page.status, page.text]).toEqual([code, 200, expect.stringContaining(words)]);
    }
  });
});

function isOperationId(id: string): id is OperationId {
  return Object.hasOwn(OPERATIONS, id);
}
