import { createHash } from "node:crypto";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { type BuildOptions, build, type Metafile, type OutputFile } from "esbuild";
import { formatPage, type PageFile } from "./page.ts";

/** What was built. Sizes are of the files that a browser asks for before it shows the first page. */
export interface ConsoleManifest {
  /** Relative to the output folder, with forward slashes. */
  readonly pages: readonly string[];
  /** Everything under `console/assets`. */
  readonly assets: readonly ConsoleAsset[];
  /** Paths of the assets that the console's page loads at once: its own module, what that imports, and its style sheet. */
  readonly firstLoad: readonly string[];
}

export interface ConsoleAsset {
  readonly path: string;
  readonly bytes: number;
  /** Size at the best Brotli quality. */
  readonly brotliBytes: number;
}

/** The bundle in memory: contents by path. */
export interface ConsoleBundle {
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly manifest: ConsoleManifest;
  readonly metafile: Metafile;
}

const ROOT = resolve(import.meta.dirname, "..");
const ASSETS = "console/assets";
/** As the embed: `light-dark()` is the youngest feature that is used. */
const TARGET = ["es2022", "chrome123", "firefox121", "safari17.5"];

/**
 * Writes the console below a folder: `console/index.html`, `console/preview.html`, `docs/index.html` and `console/assets/*`, whose names hold
 * their hashes. The same sources give the same bytes. What an earlier build left there is removed.
 */
export async function buildConsole(outDir: string): Promise<ConsoleManifest> {
  const { files, manifest } = await bundleConsole();
  await Promise.all(["console", "docs"].map((folder) => rm(join(outDir, folder), { recursive: true, force: true })));
  for (const [path, contents] of files) {
    await mkdir(dirname(join(outDir, path)), { recursive: true });
    await writeFile(join(outDir, path), contents);
  }
  return manifest;
}

export async function bundleConsole(): Promise<ConsoleBundle> {
  const [pages, classic] = await Promise.all([
    compile({
      entryPoints: { console: "console/src/main.tsx", docs: "console/src/docs/main.tsx" },
      format: "esm",
      splitting: true,
    }),
    // Classic scripts: one runs before the first paint, and modules cannot be loaded by a sandboxed frame.
    compile({
      entryPoints: { theme: "console/src/theme.ts", preview: "console/src/preview/main.ts" },
      format: "iife",
    }),
  ]);
  const files = new Map<string, Uint8Array>();
  for (const { path, contents } of [...pages.outputFiles, ...classic.outputFiles]) {
    files.set(`${ASSETS}/${basename(path)}`, contents);
  }
  const entry = (name: string): PageFile => describeFile(files, new RegExp(`/${name}-[0-9A-Z]{8}\\.js$`));
  const style = (name: string): PageFile => describeFile(files, new RegExp(`/${name}-[0-9A-Z]{8}\\.css$`));
  const html = {
    "console/index.html": formatPage({
      title: "Latchkey",
      blocking: [entry("theme")],
      modules: [entry("console")],
      styles: [style("console")],
    }),
    "docs/index.html": formatPage({
      title: "Latchkey API reference",
      blocking: [entry("theme")],
      modules: [entry("docs")],
      styles: [style("docs")],
    }),
    "console/preview.html": formatPage({
      title: "Preview",
      // The embed of the same deployment, as websites load it: what is seen is what they get.
      deferred: [{ path: "embed.js", integrity: undefined }, entry("preview")],
      styles: [style("preview")],
    }),
  };
  const assets = [...files].map(([path, contents]) => ({
    path,
    bytes: contents.length,
    brotliBytes: compressedBytes(contents),
  }));
  const firstLoad = [
    ...staticImports(pages.metafile, "console/src/main.tsx").map((path) => `${ASSETS}/${basename(path)}`),
    style("console").path,
    entry("theme").path,
  ];
  for (const [path, text] of Object.entries(html)) files.set(path, Buffer.from(text));
  return { files, manifest: { pages: Object.keys(html), assets, firstLoad }, metafile: pages.metafile };
}

const PREACT = {
  react: "preact/compat",
  "react-dom": "preact/compat",
  "react-dom/client": "preact/compat/client",
  "react/jsx-runtime": "preact/jsx-runtime",
};

async function compile(
  options: BuildOptions,
): Promise<{ readonly outputFiles: OutputFile[]; readonly metafile: Metafile }> {
  return await build({
    ...options,
    absWorkingDir: ROOT,
    outdir: ASSETS,
    entryNames: "[name]-[hash]",
    chunkNames: "[name]-[hash]",
    assetNames: "[name]-[hash]",
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    charset: "utf8",
    legalComments: "none",
    jsx: "automatic",
    alias: PREACT,
    define: { "process.env.NODE_ENV": '"production"' },
    target: TARGET,
  });
}

/** The files that the module of an entry needs before it runs. */
function staticImports({ outputs }: Metafile, entryPoint: string): readonly string[] {
  const found = new Set<string>();
  const visit = (path: string): void => {
    if (found.has(path)) return;
    found.add(path);
    for (const { path: imported, kind } of outputs[path]?.imports ?? [])
      if (kind === "import-statement") visit(imported);
  };
  for (const [path, output] of Object.entries(outputs)) if (output.entryPoint === entryPoint) visit(path);
  return [...found];
}

function describeFile(files: ReadonlyMap<string, Uint8Array>, name: RegExp): PageFile {
  const path = [...files.keys()].find((candidate) => name.test(candidate));
  const contents = path === undefined ? undefined : files.get(path);
  if (path === undefined || contents === undefined) throw new Error(`the build made no file like ${name}`);
  return { path, integrity: `sha384-${createHash("sha384").update(contents).digest("base64")}` };
}

function compressedBytes(contents: Uint8Array): number {
  return brotliCompressSync(contents, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
}

if (import.meta.main) {
  const manifest = await buildConsole(process.argv[2] ?? join(import.meta.dirname, "dist"));
  console.log(JSON.stringify(manifest, null, 2));
}
