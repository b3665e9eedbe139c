import { describe, expect, it } from "vitest";
import { countTests, filesToRunAgain } from "../../../scripts/test-report.ts";

type Outcome = "passed" | "failed" | "skipped";

function file(path: string, ...outcomes: readonly Outcome[]) {
  return {
    name: `/home/latchkey/test/${path}`,
    status: outcomes.includes("failed") || outcomes.length === 0 ? "failed" : "passed",
    assertionResults: outcomes.map((status, index) => ({ fullName: `${path} ${index}`, status })),
  };
}
const report = (...testResults: readonly ReturnType<typeof file>[]) => ({ testResults });
const names = (...paths: readonly string[]) => paths.map((path) => `/home/latchkey/test/${path}`);

describe("a second run", () => {
  it("is given the files that failed, once each", () => {
    const first = report(
      file("platform/a.test.ts", "failed", "failed", "passed"),
      file("browser/b.test.ts", "failed"),
      file("unit/c.test.ts", "passed"),
    );
    expect(filesToRunAgain(first)).toEqual(names("platform/a.test.ts", "browser/b.test.ts"));
  });

  it("is not for anything that failed together with a unit test", () => {
    expect(filesToRunAgain(report(file("platform/a.test.ts", "failed"), file("unit/c.test.ts", "failed")))).toEqual([]);
  });

  it("is not for what breaks many files", () => {
    const broken = ["a", "b", "c", "d"].map((name) => file(`platform/${name}.test.ts`, "failed"));
    expect(filesToRunAgain(report(...broken.slice(0, 3)))).toHaveLength(3);
    expect(filesToRunAgain(report(...broken))).toEqual([]);
  });

  it("is not needed when all passed", () => {
    expect(filesToRunAgain(report(file("platform/a.test.ts", "passed", "skipped")))).toEqual([]);
  });
});

describe("the counts", () => {
  const first = report(file("platform/a.test.ts", "failed", "passed"), file("unit/c.test.ts", "passed", "skipped"));

  it("are those of the one report", () => {
    expect(countTests(first)).toEqual({ passed: 2, failed: 1, unstable: [] });
  });

  it("count a file that did not load as one failure", () => {
    expect(countTests(report(file("unit/a.test.ts"), file("unit/c.test.ts", "passed")))).toMatchObject({
      passed: 1,
      failed: 1,
    });
  });

  it("take a failure back, and name it, when its whole file passed the second time", () => {
    expect(countTests(first, report(file("platform/a.test.ts", "passed", "passed")))).toEqual({
      passed: 3,
      failed: 0,
      unstable: [{ file: names("platform/a.test.ts")[0], title: "platform/a.test.ts 0" }],
    });
  });

  it.each([
    ["another test of the file failed the second time", file("platform/a.test.ts", "passed", "failed")],
    ["the file was not run again", file("platform/b.test.ts", "passed")],
    ["the file did not load", file("platform/a.test.ts")],
    ["all of it was skipped", file("platform/a.test.ts", "skipped", "skipped")],
  ])("keep a failure when %s", (_why, again) => {
    expect(countTests(first, report(again))).toEqual({ passed: 2, failed: 1, unstable: [] });
  });
});
