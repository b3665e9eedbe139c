import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ERRORS } from "../../../contract/errors.ts";
import { INNER_CODE_HELP } from "../../../contract/inner-codes.ts";
import { DENY_REASONS } from "../../../functions/domain/deny-reasons.ts";
import { findDrift, writeFiles } from "../../../scripts/generate/drift.ts";
import { createGeneratedFiles, GENERATED_FOLDERS, GENERATED_PAGES } from "../../../scripts/generate/generated-files.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));

describe("generated files", () => {
  it("are what their sources give", () => {
    const check = () =>
      execFileSync(process.execPath, ["scripts/generate.ts", "--check"], { cwd: root, stdio: "pipe" });
    expect(check).not.toThrow();
  }, 60_000);

  it("say that they are generated, where the format has comments", async () => {
    for (const { path, content } of await createGeneratedFiles()) {
      if (path.endsWith(".json")) continue;
      expect
        .soft(content.split("\n")[0], path)
        .toMatch(
          /Generated from (contract\/|infra\/|test\/.+|the public suffix list .+) by `npm run generate`\. Do not edit\./,
        );
    }
  });

  it("lie in the folders that hold nothing else, except for three pages", async () => {
    const outside = (await createGeneratedFiles()).filter(
      ({ path }) => !GENERATED_FOLDERS.some((folder) => path.startsWith(`${folder}/`)),
    );
    expect(outside.map(({ path }) => path)).toEqual([...GENERATED_PAGES]);
  });

  it("include one page per error code, deny reason and code inside an answer, and an index that names all", () => {
    const index = readFileSync(join(root, "docs/errors/README.md"), "utf8");
    for (const name of new Set([...Object.keys(ERRORS), ...DENY_REASONS, ...Object.keys(INNER_CODE_HELP)])) {
      expect.soft(existsSync(join(root, `docs/errors/${name}.md`)), name).toBe(true);
      expect.soft(index).toContain(`[${name}](${name}.md)`);
    }
  });

  it("tell both stories of a name that is an error code and a deny reason", () => {
    const page = readFileSync(join(root, "docs/errors/token_revoked.md"), "utf8");
    expect(page).toContain("HTTP status 409");
    expect(page).toContain("Deny reason");
  });
});

describe("drift", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "latchkey-drift-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const files = [
    { path: "out/a.md", content: "a\n" },
    { path: "out/b.md", content: "b\n" },
  ];

  it("is every file before the first run, and none after it", async () => {
    const before = await findDrift(folder, ["out"], files);
    expect(before).toEqual([
      { path: "out/a.md", kind: "missing" },
      { path: "out/b.md", kind: "missing" },
    ]);
    await writeFiles(folder, files, before);
    expect(await findDrift(folder, ["out"], files)).toEqual([]);
  });

  it("names what was edited, removed or left over, and writing repairs it", async () => {
    await writeFiles(folder, files, await findDrift(folder, ["out"], files));
    writeFileSync(join(folder, "out/a.md"), "edited\n");
    rmSync(join(folder, "out/b.md"));
    writeFileSync(join(folder, "out/old.md"), "old\n");
    const drift = await findDrift(folder, ["out"], files);
    expect(drift).toEqual([
      { path: "out/a.md", kind: "differs" },
      { path: "out/b.md", kind: "missing" },
      { path: "out/old.md", kind: "stale" },
    ]);
    await writeFiles(folder, files, drift);
    expect(await findDrift(folder, ["out"], files)).toEqual([]);
    expect(existsSync(join(folder, "out/old.md"))).toBe(false);
  });
});
