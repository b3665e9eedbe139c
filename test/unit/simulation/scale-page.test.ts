import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { fillTables } from "../../../scripts/generate/scale-page.ts";

const PAGE = "Before\n<!-- table: one -->\nold\n<!-- end of table -->\nafter\n";

describe("the page about scale", () => {
  it("gets its tables and keeps what people wrote", () => {
    const filled = "Before\n<!-- table: one -->\n\nnew\n\n<!-- end of table -->\nafter\n";
    expect(fillTables(PAGE, { one: "new" })).toBe(filled);
    expect(fillTables(filled, { one: "new" })).toBe(filled);
  });

  it("neither wants a table that there is not nor leaves one out", () => {
    expect(() => fillTables(PAGE, {})).toThrow("wants a table one");
    expect(() => fillTables(PAGE, { one: "new", two: "new" })).toThrow("no place for the table two");
  });
});

const root = fileURLToPath(new URL("../../..", import.meta.url));

describe("npm run simulate", () => {
  it.each([
    [["--rps", "many"], "--rps is many, but must be a whole number from 1"],
    [["--hit-ratio", "1.1"], "--hit-ratio is 1.1, but must be a number from 0 to 1"],
    [["--shares", "load=0.5"], "--shares add up to 0.5"],
    [["--shares", "loads=1"], "--shares names loads"],
    [["--speed", "1"], "Unknown option '--speed'"],
  ])("answers %j with one line and exit code 2", async (args, message) => {
    const run = promisify(execFile)(process.execPath, ["simulation/run.ts", ...args], { cwd: root });
    const failure: { readonly code?: unknown; readonly stderr?: unknown } = await run.then(
      () => ({}),
      (error: object) => error,
    );
    expect(failure.code).toBe(2);
    expect(String(failure.stderr)).toContain(message);
    expect(String(failure.stderr).trimEnd().split("\n")).toHaveLength(1);
  });
});
