import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import type { CloudAssembly } from "aws-cdk-lib/cx-api";
import { buildAssets } from "./assets.ts";
import { createApp } from "./stack.ts";

/**
 * Builds all code and writes the cloud assembly into `outDir`: `Latchkey.template.json`, `Latchkey.assets.json` and the
 * assets that they name. Needs no account, no Region and no network.
 *
 * @throws Error when a source does not build, or when a rule check finds something that is not acknowledged
 */
export async function synthesize(outDir: string): Promise<CloudAssembly> {
  await mkdir(outDir, { recursive: true });
  // A folder of its own, because two runs may share `outDir`. Synthesis copies from it what the template names.
  const buildDir = await mkdtemp(join(outDir, "build-"));
  try {
    return createApp(outDir, await buildAssets(buildDir)).synth();
  } finally {
    await rm(buildDir, { recursive: true, force: true });
  }
}
