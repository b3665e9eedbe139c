import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { synthesize } from "../../local/template/synthesize.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** A synthesized cloud assembly, shared by every platform of the run. */
    readonly assemblyDirectory: string;
  }
}

/** Synthesizes the stack once per test run, whichever projects need it. */
export default async function setup(project: TestProject): Promise<(() => void) | undefined> {
  const shared = process.env.LATCHKEY_TEST_ASSEMBLY;
  if (shared !== undefined && existsSync(join(shared, "Latchkey.template.json"))) {
    project.provide("assemblyDirectory", shared);
    return undefined;
  }
  const assemblyDirectory = mkdtempSync(join(tmpdir(), "latchkey-assembly-"));
  await synthesize({ outDir: assemblyDirectory });
  process.env.LATCHKEY_TEST_ASSEMBLY = assemblyDirectory;
  project.provide("assemblyDirectory", assemblyDirectory);
  return () => rmSync(assemblyDirectory, { recursive: true, force: true });
}
