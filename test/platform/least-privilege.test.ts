import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { OPERATIONS } from "../../contract/operations.ts";
import { startTestPlatform, type TestPlatform } from "../support/test-platform.ts";
import { takeTour } from "../support/tour.ts";

describe("each function's own policy", () => {
  let test: TestPlatform;
  let visited: ReadonlySet<string>;
  beforeAll(async () => {
    test = await startTestPlatform();
    visited = await takeTour(test);
  });
  afterAll(() => test.close());

  it("is exercised by a tour of every operation", () => {
    expect(Object.keys(OPERATIONS).filter((id) => !visited.has(id))).toEqual([]);
  });

  it("allows everything that the tour did", () => {
    expect(test.platform.store.refusals()).toEqual([]);
  });

  it("holds no statement that is not needed: without any one of them a call of the tour would be refused", () => {
    const statements = test.platform.store.usage().filter(({ sid }) => sid !== "WriteLogs");
    expect(statements.length).toBeGreaterThan(30);
    const idle = statements.filter(({ soleUses }) => soleUses === 0).map(({ roleName, sid }) => `${roleName} ${sid}`);
    expect(idle).toEqual([]);
  });
});
