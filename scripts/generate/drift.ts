import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

export interface GeneratedFile {
  /** From the root of the repository, with `/`. */
  readonly path: string;
  readonly content: string;
}

export interface Drift {
  readonly path: string;
  /** `stale`: a file of a generated folder that its sources no longer give. */
  readonly kind: "missing" | "differs" | "stale";
}

/** What differs between the files on disk and the files as they should be, in the order of paths. Writes nothing. */
export async function findDrift(
  root: string,
  folders: readonly string[],
  files: readonly GeneratedFile[],
): Promise<readonly Drift[]> {
  const expected = new Set(files.map(({ path }) => path));
  const drift: Drift[] = [];
  for (const { path, content } of files) {
    const found = await readText(join(root, path));
    if (found !== content) drift.push({ path, kind: found === undefined ? "missing" : "differs" });
  }
  for (const folder of folders) {
    for (const name of await readNames(join(root, folder))) {
      const path = `${folder}/${name}`;
      if (!expected.has(path)) drift.push({ path, kind: "stale" });
    }
  }
  return drift.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Writes what is missing or differs and removes what is stale; files without drift keep their time stamps. */
export async function writeFiles(
  root: string,
  files: readonly GeneratedFile[],
  drift: readonly Drift[],
): Promise<void> {
  const contents = new Map(files.map(({ path, content }) => [path, content]));
  for (const { path } of drift) {
    const content = contents.get(path);
    const target = join(root, path);
    if (content === undefined) {
      await rm(target);
    } else {
      await mkdir(dirname(target), { recursive: true });
      await writeFile(target, content);
    }
  }
}

async function readText(path: string): Promise<string | undefined> {
  return readFile(path, "utf8").catch(absent(undefined));
}

async function readNames(folder: string): Promise<readonly string[]> {
  return readdir(folder).catch(absent([]));
}

function absent<Value>(value: Value) {
  return (error: unknown): Value => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return value;
    throw error;
  };
}
