import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../../..", import.meta.url));

describe("the types", () => {
  it("accept right programs and refuse wrong ones, with web standards and no types of Node", () => {
    const compile = () =>
      execFileSync(process.execPath, ["node_modules/typescript/bin/tsc", "-p", "test/unit/sdk/programs"], {
        cwd: root,
        encoding: "utf8",
      });
    expect(compile()).toBe("");
  }, 120_000);
});
