import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { formatFinding, formatIgnored, IGNORED, parseFindings } from "../../../scripts/lint-template/findings.ts";

const MATCH = {
  Level: "Error",
  Location: { Path: ["Resources", "Table", "Properties", "Foo"] },
  Message: "Additional properties are not allowed ('Foo' was unexpected)",
  Rule: { Id: "E3002", Description: "Making sure that resources properties are properly configured" },
};

describe("what cfn-lint finds", () => {
  it("is told in one line with rule, place and message", () => {
    expect(parseFindings(JSON.stringify([MATCH])).map(formatFinding)).toEqual([
      "error E3002 at Resources.Table.Properties.Foo: Additional properties are not allowed ('Foo' was unexpected)",
    ]);
  });

  it("is refused when it is not what cfn-lint writes, and never counts as nothing", () => {
    expect(() => parseFindings("{}")).toThrow("not answer with a list");
    expect(() => parseFindings('[{"Level":"Error"}]')).toThrow("has no");
    expect(() => parseFindings("")).toThrow();
  });

  it("says how often each ignored rule was found, and why it does not count", () => {
    const [finding] = parseFindings(JSON.stringify([MATCH]));
    if (finding === undefined) throw new Error("nothing was parsed");
    const lines = formatIgnored([finding, finding].map((found) => ({ ...found, rule: "W3005" })));
    expect(lines).toEqual([`ignored W3005, 2 times: ${IGNORED.W3005}`]);
  });

  it("ignores no error, and nothing without a sentence that says why", () => {
    for (const [rule, reason] of Object.entries(IGNORED)) {
      expect.soft(rule).toMatch(/^[WI]\d{4}$/);
      expect.soft(reason, rule).toMatch(/^[A-Z].{20,}\.$/);
    }
  });
});

describe("npm run lint:template", () => {
  it("tells what it does and what its exit codes mean", () => {
    const { status, stdout } = lintTemplate("--help");
    expect(status).toBe(0);
    expect(stdout).toContain("3 when Python");
  });

  it.each([["--fast"], ["--assembly", "test/unit/scripts"]])("answers %s with a line and exit code 2", (...call) => {
    const { status, stderr } = lintTemplate(...call);
    expect(status).toBe(2);
    expect(stderr.trim().split("\n")).toHaveLength(1);
  });
});

function lintTemplate(...parameters: readonly string[]) {
  return spawnSync(process.execPath, ["scripts/lint-template.ts", ...parameters], {
    cwd: join(import.meta.dirname, "../../.."),
    encoding: "utf8",
  });
}
