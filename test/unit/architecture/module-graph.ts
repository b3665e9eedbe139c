import { globSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import ts from "typescript";

export const REPOSITORY = resolve(import.meta.dirname, "../../..");

export interface Import {
  /** Path of the importing file, from the root of the repository. */
  readonly from: string;
  /** Path from the root for a file of ours, else the name as it is written: `node:crypto`, `zod`. */
  readonly to: string;
}

/** Every import, type imports included, of the TypeScript files below the folders. */
export function readImports(...folders: readonly string[]): readonly Import[] {
  const files = folders.flatMap((folder) =>
    globSync(`${folder}/**/*.{ts,tsx,mts}`, { cwd: REPOSITORY }).filter(
      (file) => !file.includes("node_modules") && !file.includes("/dist/"),
    ),
  );
  return files.flatMap((from) => {
    const { importedFiles } = ts.preProcessFile(readFileSync(join(REPOSITORY, from), "utf8"), true, true);
    return importedFiles.map(({ fileName }) => ({ from, to: resolveImport(from, fileName) }));
  });
}

function resolveImport(from: string, name: string): string {
  return name.startsWith(".") ? relative(REPOSITORY, resolve(REPOSITORY, dirname(from), name)) : name;
}
