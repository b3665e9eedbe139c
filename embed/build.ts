import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { type BuildOptions, build, type Metafile, type Plugin, transform } from "esbuild";

/** What was built, and where. Also written to `manifest.json`. */
export interface EmbedManifest {
  /** The script tag's file. It is there a second time, byte by byte, under its short-lived alias. */
  readonly core: EmbedFile & { readonly alias: string };
  /** The user interface, imported by the core. */
  readonly ui: EmbedFile;
}

export interface EmbedFile {
  /** Relative to the output folder, and to the base URL when deployed. */
  readonly path: string;
  readonly bytes: number;
  /** Size at the best Brotli quality. */
  readonly brotliBytes: number;
  /** For the `integrity` attribute (SRI). */
  readonly integrity: string;
}

/** One bundle in memory. */
export interface EmbedBundle extends EmbedFile {
  readonly code: string;
  readonly metafile: Metafile;
}

const ROOT = resolve(import.meta.dirname, "..");
/** The first versions with every feature that is used; `light-dark()` is the youngest of them. */
const BROWSERS = ["chrome123", "firefox121", "safari17.5"];
const ALIAS = "embed.js";
const OWN_ASSET = /^(embed|ui)\.[0-9a-f]{12}\.js$/;

/**
 * Writes the browser files into a folder: `embed.js`, `assets/embed.<hash>.js`, `assets/ui.<hash>.js` and `manifest.json`.
 * The same sources give the same bytes. Assets of earlier builds are removed; other files are left alone.
 */
export async function buildEmbed(outDir: string): Promise<EmbedManifest> {
  const { core, ui } = await bundleEmbed();
  const assets = join(outDir, "assets");
  await mkdir(assets, { recursive: true });
  const stale = (await readdir(assets)).filter((name) => OWN_ASSET.test(name));
  await Promise.all(stale.map((name) => rm(join(assets, name))));

  const manifest: EmbedManifest = { core: { ...fileOf(core), alias: ALIAS }, ui: fileOf(ui) };
  await Promise.all([
    writeFile(join(outDir, core.path), core.code),
    writeFile(join(outDir, ALIAS), core.code),
    writeFile(join(outDir, ui.path), ui.code),
    writeFile(join(outDir, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`),
  ]);
  return manifest;
}

/** Both bundles, without writing anything. The core knows the name and the integrity of the user interface. */
export async function bundleEmbed(): Promise<{ readonly core: EmbedBundle; readonly ui: EmbedBundle }> {
  const ui = await bundle("ui", "embed/src/ui/index.ts", { format: "esm" });
  const core = await bundle("embed", "embed/src/core/script.ts", {
    format: "iife",
    define: { UI_PATH: JSON.stringify(ui.path), UI_INTEGRITY: JSON.stringify(ui.integrity) },
  });
  return { core, ui };
}

async function bundle(name: string, entry: string, options: BuildOptions): Promise<EmbedBundle> {
  const result = await build({
    ...options,
    absWorkingDir: ROOT,
    entryPoints: [entry],
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    charset: "utf8",
    legalComments: "none",
    target: ["es2022", ...BROWSERS],
    plugins: [cssAsText],
  });
  const [file] = result.outputFiles;
  if (!file) throw new Error(`esbuild gave no output for ${entry}`);
  const hash = createHash("sha256").update(file.contents).digest("hex").slice(0, 12);
  return {
    path: `assets/${name}.${hash}.js`,
    bytes: file.contents.length,
    brotliBytes: brotliCompressSync(file.contents, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length,
    integrity: `sha384-${createHash("sha384").update(file.contents).digest("base64")}`,
    code: file.text,
    metafile: result.metafile,
  };
}

function fileOf({ path, bytes, brotliBytes, integrity }: EmbedBundle): EmbedFile {
  return { path, bytes, brotliBytes, integrity };
}

/** `import css from "./style.css"` gives the minified text, for a constructed style sheet. */
const cssAsText: Plugin = {
  name: "css-as-text",
  setup({ onLoad }) {
    onLoad({ filter: /\.css$/ }, async ({ path }) => ({ contents: await readMinifiedCss(path), loader: "text" }));
  },
};

export async function readMinifiedCss(path: string): Promise<string> {
  const { code } = await transform(await readFile(path, "utf8"), { loader: "css", minify: true, target: BROWSERS });
  return code.trim();
}

if (import.meta.main) {
  const manifest = await buildEmbed(process.argv[2] ?? join(import.meta.dirname, "dist"));
  console.log(JSON.stringify(manifest, null, 2));
}
