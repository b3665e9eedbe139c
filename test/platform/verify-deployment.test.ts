import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Check, CheckResult } from "../../verify/check.ts";
import type { Target } from "../../verify/target.ts";
import { CHECKS, verifyDeployment } from "../../verify/verify.ts";
import { startTestPlatform, type TestPlatform } from "../support/test-platform.ts";

/** The same that `npm run verify` does with a deployment in AWS, and the rehearsal with one in an emulator. */
describe("the verification of a deployment", () => {
  let test: TestPlatform;
  beforeAll(async () => {
    test = await startTestPlatform();
  });
  afterAll(() => test.close());

  /** Without what waits for the edge to forget, and what looks for its traces. */
  const quick = CHECKS.filter(({ name }) => !/^(a revoked public token|the audit trail)/.test(name));

  const run = (fetch: Target["fetch"], checks?: readonly Check[]) => {
    const target: Target = {
      baseUrl: test.platform.baseUrl,
      token: test.demo.ownerToken,
      fetch,
      runCounting: () => test.platform.runSchedule("Counting"),
    };
    return verifyDeployment(target, () => undefined, checks);
  };
  const failuresOf = (results: readonly CheckResult[]) => results.filter(({ outcome }) => outcome !== "passed");

  it("finds every promise kept by the local platform, and leaves nothing behind", { timeout: 120_000 }, async () => {
    const before = await listNames();
    const results = await run(globalThis.fetch);
    expect(failuresOf(results)).toEqual([]);
    expect(results.length).toBeGreaterThanOrEqual(20);
    expect(await listNames()).toEqual(before);
  });

  it("finds a deployment that lets foreign websites load, and keeps what does not depend on it going", async () => {
    const results = await run(async (url, init) => {
      const headers = new Headers(init.headers);
      if (headers.get("origin")?.includes("foreign") === true) {
        headers.set("origin", headers.get("origin")?.replace("foreign", "shop") ?? "");
      }
      return globalThis.fetch(url, { ...init, headers });
    }, quick);
    expect(failuresOf(results).map(({ name, outcome }) => [name, outcome])).toEqual([
      [expect.stringContaining("a foreign website"), "failed"],
    ]);
  });

  it("does not reach what needs a token when none can be made", async () => {
    const results = await run(async (url, init) => {
      if (init.method === "POST" && url.endsWith("/v1/tokens")) return new Response("{}", { status: 422 });
      return globalThis.fetch(url, init);
    }, quick);
    const outcomes = new Map(results.map(({ name, outcome }) => [name, outcome]));
    expect(outcomes.get("a public token for one website is made")).toBe("failed");
    expect(outcomes.get("its website loads it, and may read the answer")).toBe("not reached");
    expect(outcomes.get("what the verification made is deleted")).toBe("passed");
  });

  async function listNames(): Promise<string[]> {
    const names: string[] = [];
    for await (const { name } of test.owner.serviceAccounts.list()) names.push(name);
    for await (const { name } of test.owner.configurators.list()) names.push(name);
    for await (const { label, status } of test.owner.tokens.list({ status: "active" }))
      names.push(`${label} ${status}`);
    return names.toSorted();
  }
});
