import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestPlatform, type TestPlatform } from "../support/test-platform.ts";

const TRIALS = 1000;
const TOKENS = 25;
/** Requests that are under way while a token is revoked, and requests that start after the answer. */
const BEFORE = 3;
const AFTER = TRIALS / TOKENS;

/** After an acknowledged revoke no later request with a private token succeeds. */
describe("revoking a private token", () => {
  let test: TestPlatform;
  beforeAll(async () => {
    test = await startTestPlatform();
  });
  afterAll(() => test.close());

  it(`is effective for every request that starts after the answer (${TRIALS} trials, under concurrent load)`, async () => {
    const statuses = { before: new Map<number, number>(), after: new Map<number, number>() };
    const count = (counts: Map<number, number>, status: number) => counts.set(status, (counts.get(status) ?? 0) + 1);

    await Promise.all(
      Array.from({ length: 5 }, async (_, lane) => {
        for (let index = lane; index < TOKENS; index += 5) {
          const token = await test.owner.tokens.create({
            kind: "private",
            label: `trial ${index}`,
            role: "viewer",
            scopes: ["account_management:read"],
          });
          const use = async () => (await test.request("/v1/whoami", { token: token.token ?? "" })).status;
          expect(await use()).toBe(200);
          // Reads that begin before the revoke must not be shared with requests that begin after it.
          const underWay = Array.from({ length: BEFORE }, use);
          await test.owner.tokens.revoke(token.id);
          const later = await Promise.all(Array.from({ length: AFTER }, use));
          for (const status of later) count(statuses.after, status);
          for (const status of await Promise.all(underWay)) count(statuses.before, status);
        }
      }),
    );
    expect(Object.fromEntries(statuses.after)).toEqual({ 403: TRIALS });
    expect([...statuses.before.keys()].every((status) => status === 200 || status === 403)).toBe(true);
  });
});
