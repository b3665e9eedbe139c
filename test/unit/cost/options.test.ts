import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { parseOptions } from "../../../cost/options.ts";

describe("the options of npm run cost", () => {
  it("have defaults, and take numbers", () => {
    expect(parseOptions([])).toMatchObject({
      kind: "run",
      options: { volumes: { load: 1_000_000, hits: 0.9 }, tokens: 20 },
    });
    expect(
      parseOptions(["--loads", "5", "--saves=6", "--events", "7", "--management", "8", "--hits", "0"]),
    ).toMatchObject({
      options: { volumes: { load: 5, save: 6, event: 7, management: 8, hits: 0 } },
    });
    expect(parseOptions(["--help"])).toEqual({ kind: "help" });
  });

  it.each([
    ["--loads", "-1"],
    ["--loads", "1.5"],
    ["--loads", "1e6"],
    ["--hits", "1.01"],
    ["--hits", ""],
    ["--tokens", "0"],
    ["--tokens", "200", "--loads-per-minute", "600"],
    ["--lines-per-delivery", "1001"],
    ["--what"],
    ["left over"],
  ])("refuse %s %s", (...args) => {
    expect(parseOptions(args)).toMatchObject({ kind: "mistake" });
  });
});

it("a mistake is one line on stderr, with exit code 2", () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["cost/run.ts", "--hits", "2"], { encoding: "utf8" });
  expect([status, stdout]).toEqual([2, ""]);
  expect(stderr).toBe("--hits must be a number from 0 to 1; --help tells more\n");
});
