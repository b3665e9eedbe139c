import { join } from "node:path";
import { buildEmbed } from "../embed/build.ts";
import { bundleFunctions } from "./bundle.ts";
import { forEachFunction, type PerFunction } from "./deployed-functions.ts";

/** What a deployment ships. Building it is asynchronous and constructs are not, so it is made first and handed in. */
export interface LatchkeyAssets {
  /** Folder of each function's bundle. */
  readonly functions: PerFunction<string>;
  readonly embed: {
    /** Holds `embed.js` and `assets/`. */
    readonly directory: string;
    /** The file that a page may pin: its path relative to the base URL, and its SRI value. */
    readonly script: { readonly path: string; readonly integrity: string };
  };
}

/** Builds functions and embed below `outDir`, which the caller owns and removes. */
export async function buildAssets(outDir: string): Promise<LatchkeyAssets> {
  const embedDirectory = join(outDir, "embed");
  const [bundles, manifest] = await Promise.all([
    bundleFunctions(join(outDir, "functions")),
    buildEmbed(embedDirectory),
  ]);
  const { path, integrity } = manifest.core;
  return {
    functions: forEachFunction((name) => bundles[name].directory),
    embed: { directory: embedDirectory, script: { path, integrity } },
  };
}
