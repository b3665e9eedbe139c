import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
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

/**
 * Builds functions, embed and console. Takes some seconds, and needs no network.
 *
 * @param outDir folder to build in, which the caller owns and removes. By default one that is made once and gone when the process ends: synthesis has
 *   copied it by then.
 */
export function buildAssets(outDir?: string): Promise<LatchkeyAssets> {
  if (outDir !== undefined) return build(outDir);
  passing ??= build(createPassingFolder());
  return passing;
}

let passing: Promise<LatchkeyAssets> | undefined;

async function build(outDir: string): Promise<LatchkeyAssets> {
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

function createPassingFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "latchkey-assets-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
