import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { watchSources } from "../../../local/reload.ts";
import { createFolder, removeFolder } from "./fixture.ts";

/** For `expect.poll`: a busy machine may take its time. */
const PATIENTLY = { timeout: 20_000 };

let root: string;
let stop: () => void;
let lines: string[];
let reloads: number;
let stopping: AbortController;
beforeEach(() => {
  // All of them, as in a clone: chokidar says too early that it is ready when one of the folders is missing.
  const folders = ["contract", "functions/node_modules", "embed/dist", "console", "sdk", "infra", "demo/shop"];
  root = createFolder(Object.fromEntries(folders.map((folder) => [`${folder}/keep`, ""])));
  lines = [];
  reloads = 0;
  stopping = new AbortController();
});
afterEach(() => {
  stop();
  removeFolder(root);
});

async function watch(reload: () => Promise<void> = async () => {}): Promise<void> {
  const counted = async () => {
    reloads += 1;
    await reload();
  };
  stop = await watchSources({ root, reload: counted, report: (line) => lines.push(line), signal: stopping.signal });
}
const write = (path: string) => writeFileSync(join(root, path), String(Math.random()));
const later = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));

describe("watchSources", () => {
  it("sees an edit in every folder, and in one that is new", async () => {
    await watch();
    mkdirSync(join(root, "functions/tokens"));
    await expect.poll(() => lines.join(), PATIENTLY).toContain("functions/tokens");
    for (const path of ["contract/a.ts", "infra/b.ts", "embed/c.ts", "demo/d.ts", "functions/tokens/e.ts"]) {
      write(path);
      await expect.poll(() => lines.join(), PATIENTLY).toContain(path);
    }
  });

  it("goes on with the former stack when the reload fails, says why, and takes the next edit", async () => {
    let isBroken = true;
    await watch(async () => {
      if (isBroken) throw new Error("the stack does not synthesize");
    });
    write("functions/a.ts");
    await expect
      .poll(() => lines, PATIENTLY)
      .toContain("still running the former stack: the stack does not synthesize");
    isBroken = false;
    write("functions/a.ts");
    await expect.poll(() => lines, PATIENTLY).toContain("running the changed stack");
  });

  it("takes an edit of a file that was replaced before, as editors and git do", async () => {
    write("functions/a.ts");
    await watch();
    write("functions/a.ts.new");
    renameSync(join(root, "functions/a.ts.new"), join(root, "functions/a.ts"));
    await expect.poll(() => reloads, PATIENTLY).toBeGreaterThan(0);
    await later(400);
    const before = reloads;
    write("functions/a.ts");
    await expect.poll(() => reloads, PATIENTLY).toBeGreaterThan(before);
  });

  it("reloads again, one after the other, for edits during a reload", async () => {
    const first = Promise.withResolvers<void>();
    let running = 0;
    let most = 0;
    await watch(async () => {
      running += 1;
      most = Math.max(most, running);
      if (reloads === 1) await first.promise;
      running -= 1;
    });
    write("infra/a.ts");
    await expect.poll(() => reloads, PATIENTLY).toBe(1);
    write("infra/b.ts");
    await later(400);
    expect(reloads).toBe(1);
    first.resolve();
    await expect.poll(() => reloads, PATIENTLY).toBe(2);
    expect(most).toBe(1);
  });

  it("does not care for dependencies, builds, hidden files, and the shop's pages", async () => {
    await watch();
    for (const path of [
      "functions/node_modules/a.js",
      "embed/dist/a.js",
      "infra/.a.swp",
      "contract/a.ts~",
      "demo/shop/index.html",
    ])
      write(path);
    await later(500);
    expect(lines).toEqual([]);
  });

  it("says nothing of a reload that the end of the platform cut off, and nothing after it was stopped", async () => {
    await watch(async () => {
      stopping.abort();
      throw new Error("aborted");
    });
    write("infra/a.ts");
    await expect.poll(() => reloads, PATIENTLY).toBe(1);
    stop();
    write("infra/b.ts");
    await later(400);
    expect(lines).toEqual([expect.stringContaining("changed")]);
  });
});
