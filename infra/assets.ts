import { join } from "node:path";
import { buildConsole } from "../console/build.ts";
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
  readonly console: {
    /** Holds `console/assets/` and the pages. */
    readonly directory: string;
    /** Paths of the pages below the directory, which are the same in every build. */
    readonly pages: readonly string[];
  };
}

/** Builds functions, embed and console below `outDir`, which the caller owns and removes. */
export async function buildAssets(outDir: string): Promise<LatchkeyAssets> {
  const embedDirectory = join(outDir, "embed");
  const consoleDirectory = join(outDir, "console");
  const [bundles, manifest, { pages }] = await Promise.all([
    bundleFunctions(join(outDir, "functions")),
    buildEmbed(embedDirectory),
    buildConsole(consoleDirectory),
  ]);
  const { path, integrity } = manifest.core;
  return {
    functions: forEachFunction((name) => bundles[name].directory),
    embed: { directory: embedDirectory, script: { path, integrity } },
    console: { directory: consoleDirectory, pages },
  };
}
