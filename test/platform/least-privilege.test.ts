import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { OPERATIONS } from "../../contract/operations.ts";
import { type Comparison, compare } from "../../privileges/compare.ts";
import { NOT_EXERCISED } from "../../privileges/not-exercised.ts";
import { createRecording } from "../../privileges/recording.ts";
import { formatFindings } from "../../privileges/report.ts";
import { readRoles } from "../../privileges/roles.ts";
import { startTestPlatform, type TestPlatform } from "../support/test-platform.ts";
import { takeTour } from "../support/tour.ts";

describe("each role's own policies", () => {
  const { roles, describe: describeArn } = readRoles(inject("assemblyDirectory"));
  let test: TestPlatform;
  let visited: ReadonlySet<string>;
  let comparison: Comparison;
  beforeAll(async () => {
    test = await startTestPlatform({ eventExport: true });
    visited = await takeTour(test);
    const recordings = test.platform.store.roleUses().map(createRecording);
    comparison = compare({ roles, recordings, reasons: NOT_EXERCISED });
  });
  afterAll(() => test.close());

  it("are exercised by a tour of every operation", () => {
    expect(Object.keys(OPERATIONS).filter((id) => !visited.has(id))).toEqual([]);
  });

  it("allow everything that the tour did", () => {
    expect(test.platform.store.refusals()).toEqual([]);
  });

  it("hold no action, key pattern or attribute that is not needed: without any one of them a call of the tour would be refused", () => {
    expect(comparison.roles.reduce((sum, { used }) => sum + used.length, 0)).toBeGreaterThan(100);
    expect(formatFindings(comparison, describeArn)).toEqual([]);
  });

  it("are those that the template has, of every role", () => {
    expect(comparison.otherPolicies).toEqual([]);
  });
});
