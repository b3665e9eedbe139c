import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type CreateCaller,
  combine,
  concerns,
  createOwnedCaller,
  createPublicCallers,
  createServiceCallers,
  createSessionCaller,
  createTokenCaller,
  createUnknownCallers,
  OWNER_SCOPES,
  TOKEN_SCOPES,
} from "../support/rights/callers.ts";
import { readRightsDocument } from "../support/rights/document.ts";
import { createManage, textOf } from "../support/rights/manage.ts";
import { type Caller, type Comparison, compare, inLanes } from "../support/rights/matrix.ts";
import { listOthers, signIn } from "../support/rights/sign-in.ts";
import { startTestPlatform, type TestPlatform } from "../support/test-platform.ts";
import { sized } from "../support/test-size.ts";

const LANES = 8;
/** Thousands of requests; seconds on an idle machine. */
const TIMEOUT_MS = 300_000;

/** Every operation x kind of credential x role x scope x services, through gateway, authorizer and function. */
describe("the running platform and the table in docs/rights.md", { timeout: TIMEOUT_MS }, () => {
  let test: TestPlatform;
  let serviceId: string;
  const operations = readRightsDocument();
  beforeAll(async () => {
    test = await startTestPlatform();
    serviceId = textOf(await createManage(test)("POST", "/v1/services", { name: "Matrix" }), "id");
  });
  afterAll(() => test.close());

  it("have the same routes, and the same of them are open", () => {
    const { routes } = test.platform.deployment().api;
    const running = routes.filter(({ method }) => method !== "OPTIONS");
    const isOpen = (one: { readonly authorizer?: unknown }) => one.authorizer === undefined;
    expect(running.map((route) => `${route.routeKey} ${isOpen(route)}`).sort()).toEqual(
      operations.map(({ method, path, credentials }) => `${method} ${path} ${credentials.length === 0}`).sort(),
    );
  });

  it("refuse everything that is not in the table", async () => {
    for (const [method, path] of [
      ["GET", "/v1"],
      ["GET", "/v1/tokens/lks_000000000000/secret"],
      ["PUT", "/v1/tokens"],
      ["POST", "/v1/whoami"],
      ["GET", "/service-management/v1/services"],
      ["DELETE", "/embed/v1/configurations"],
    ] as const) {
      const answer = await test.request(path, { method, token: test.demo.ownerToken });
      expect([method, path, answer.status]).toEqual([method, path, 404]);
    }
  });

  it("agree about callers without a credential that counts", async () => {
    const differences: string[] = [];
    for (const caller of createUnknownCallers(test)) add(differences, await compare(test, operations, caller));
    expect(some(differences)).toEqual([]);
  });

  it("agree about public tokens and service tokens", async () => {
    const callers = [...(await createPublicCallers(test)), ...(await createServiceCallers(test, serviceId))];
    expect(some(await compareAll(callers))).toEqual([]);
  });

  it("agree about private tokens of every role, scope and service list", async () => {
    const create = createTokenCaller(test);
    await expectAgreement(
      Array.from({ length: LANES }, () => create),
      TOKEN_SCOPES,
    );
  });

  it("agree about private tokens whose owner has been lowered to any role, scope and service list", async () => {
    const names = Array.from({ length: LANES }, (_, lane) => `matrix-${lane}`);
    await expectAgreement(await Promise.all(names.map((name) => createOwnedCaller(test, name))), OWNER_SCOPES);
  });

  it("agree about sessions of every role, scope and service list", async () => {
    const people = await Promise.all(listOthers(test).map((person) => signIn(test, person)));
    await expectAgreement(
      people.map((person) => createSessionCaller(test, person)),
      OWNER_SCOPES,
    );
  });

  /** One lane for each maker of callers, because a maker may change the rights of the caller before. */
  async function expectAgreement(makers: readonly CreateCaller[], scopes: readonly (string | undefined)[]) {
    const differences: string[] = [];
    const counts = { answered: 0, forbidden: 0, no_service_access: 0 };
    await inLanes(makers, combine(scopes, serviceId), async (combination, create) => {
      const tried = operations.filter((operation) => concerns(operation, combination));
      const comparison = await compare(test, tried, await create(combination));
      add(differences, comparison);
      for (const answer of comparison.expected) counts[answer] += 1;
    });
    expect(some(differences)).toEqual([]);
    // Nothing was shown if all were refused, or none was.
    expect(Object.entries(counts).filter(([, count]) => count < sized(20, 100))).toEqual([]);
  }

  async function compareAll(callers: readonly Caller[]): Promise<string[]> {
    const differences: string[] = [];
    await inLanes(callers, callers, async (caller) => add(differences, await compare(test, operations, caller)));
    return differences;
  }
});

/** One mistake in the rules differs in a thousand places. */
function some(differences: readonly string[]): readonly string[] {
  return differences.length > 20 ? [`${differences.length} differences`, ...differences.slice(0, 20)] : differences;
}

function add(differences: string[], comparison: Comparison): void {
  differences.push(...comparison.differences);
}
