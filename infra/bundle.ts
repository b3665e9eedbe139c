import { existsSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { type BuildOptions, build, type Metafile } from "esbuild";
import {
  DEPLOYED_FUNCTION_NAMES,
  DEPLOYED_FUNCTIONS,
  forEachFunction,
  type PerFunction,
} from "./deployed-functions.ts";

const REPOSITORY = resolve(import.meta.dirname, "..");

export interface FunctionBundle {
  /** Holds `index.mjs` and, for the authorizer, its lazily loaded chunks; nothing else. */
  readonly directory: string;
  /** What esbuild says about each file of the directory: bytes, and which inputs they come from. */
  readonly files: Readonly<Record<string, Metafile["outputs"][string]>>;
}

export interface BundleOptions {
  /**
   * The checkout whose `functions/` are bundled.
   * @default - this one
   */
  readonly root?: string;
}

/**
 * Bundles every Lambda function into `<outDir>/<function name>/`. Nothing is left external, not even the AWS SDK: a
 * function runs the versions that the tests ran, and loads faster than with the runtime's own copy. The output depends on
 * the sources only, not on where they are checked out, so equal sources have equal asset hashes everywhere.
 *
 * @throws Error naming each function whose `handler.ts` is missing
 */
export async function bundleFunctions(
  outDir: string,
  { root = REPOSITORY }: BundleOptions = {},
): Promise<PerFunction<FunctionBundle>> {
  const handlers = forEachFunction((name) => join(root, "functions", DEPLOYED_FUNCTIONS[name], "handler.ts"));
  assertHandlersExist(handlers);

  const { authorizer, ...others } = handlers;
  const options = { ...BUILD_OPTIONS, absWorkingDir: root, outdir: resolve(outDir), alias: aliases(root) };
  const [alone, together] = await Promise.all([
    // Split, so that a cold start reads neither the verifier of console sessions nor the SDK's rarely used parts.
    build({
      ...options,
      entryPoints: { "authorizer/index": authorizer },
      splitting: true,
      chunkNames: "authorizer/[name]-[hash]",
    }),
    // In one call, which takes a quarter of the time. Split, they would share chunks across their folders.
    build({
      ...options,
      entryPoints: Object.fromEntries(Object.entries(others).map(([name, handler]) => [`${name}/index`, handler])),
    }),
  ]);
  const outputs = Object.entries({ ...alone.metafile.outputs, ...together.metafile.outputs });
  return forEachFunction((name) => ({
    directory: resolve(outDir, name),
    files: Object.fromEntries(
      outputs.filter(([file]) => basename(dirname(file)) === name).map(([file, output]) => [basename(file), output]),
    ),
  }));
}

const BUILD_OPTIONS = {
  outExtension: { ".js": ".mjs" },
  bundle: true,
  format: "esm",
  platform: "node",
  target: "node24",
  mainFields: ["module", "main"],
  minify: true,
  legalComments: "none",
  metafile: true,
  logLevel: "warning",
} as const satisfies BuildOptions;

function aliases(root: string): Record<string, string> {
  return { "@aws-sdk/credential-provider-node": join(root, "functions/store/environment-credentials.ts") };
}

function assertHandlersExist(handlers: PerFunction<string>): void {
  const missing = DEPLOYED_FUNCTION_NAMES.filter((name) => !existsSync(handlers[name]));
  if (missing.length > 0) {
    throw new Error(`no handler for ${missing.map((name) => `${name} (${handlers[name]})`).join(", ")}`);
  }
}
