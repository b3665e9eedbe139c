import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { claimDataDirectory, DataDirectoryError } from "../../../local/data-directory.ts";
import { createFolder, removeFolder } from "./fixture.ts";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) removeFolder(folder);
});
function empty(): string {
  const folder = createFolder();
  folders.push(folder);
  return folder;
}

describe("claimDataDirectory", () => {
  it("makes a directory that only its owner can read", () => {
    const path = join(empty(), "deep", "data");
    claimDataDirectory(path).release();
    expect(statSync(path).mode & 0o777).toBe(0o700);
  });

  it("refuses a directory with files that are not ours, also with reset, and touches none", () => {
    const path = empty();
    writeFileSync(join(path, "thesis.txt"), "x");
    for (const reset of [false, true]) expect(() => claimDataDirectory(path, { reset })).toThrow(DataDirectoryError);
    expect(readdirSync(path)).toEqual(["thesis.txt"]);
  });

  it("refuses a directory that a running process has, and lets it go when that is done", () => {
    const path = empty();
    const first = claimDataDirectory(path);
    expect(() => claimDataDirectory(path)).toThrow(/in use by the running process \d+/);
    first.release();
    claimDataDirectory(path).release();
  });

  it("takes over from a process that was killed", () => {
    const path = empty();
    claimDataDirectory(path);
    // No process has this id: it is above the largest that Linux gives.
    writeFileSync(join(path, "running.pid"), "4194305");
    expect(() => claimDataDirectory(path).release()).not.toThrow();
  });

  it("keeps everything, and deletes everything with reset", () => {
    const path = empty();
    const { demoFile, dynamodb, release } = claimDataDirectory(path);
    writeFileSync(demoFile, "{}");
    mkdirSync(dynamodb);
    release();
    claimDataDirectory(path).release();
    expect([existsSync(demoFile), existsSync(dynamodb)]).toEqual([true, true]);
    claimDataDirectory(path, { reset: true }).release();
    expect(readdirSync(path)).toEqual(["latchkey-data"]);
  });
});
