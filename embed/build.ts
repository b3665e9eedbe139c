import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { type BuildOptions, build, type Metafile, type Plugin, transform } from "esbuild";
import { EDITED_FILES, editModule, readLicenses, renamedModule, replacedModule } from "./viewer-sources.ts";

/** What was built, and where. Also written to `manifest.json`. */
export interface EmbedManifest {
  /** The script tag's file. It is there a second time, byte by byte, under its short-lived alias. */
  readonly core: EmbedFile & { readonly alias: string };
  /** The user interface, imported by the core. */
  readonly ui: EmbedFile;
  /** What of the user interface no shopper needs at first sight, imported after it. */
  readonly extras: EmbedFile;
  /** The 3D viewer, imported by the core for configurators that have a model, and the licenses of the code in it. */
  readonly viewer: EmbedFile & { readonly licenses: string };
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
const OWN_ASSET = /^((embed|ui|extras|viewer)\.[0-9a-f]{12}\.js|licenses\.[0-9a-f]{12}\.txt)$/;

/**
 * Writes the browser files into a folder: `embed.js`, `assets/embed.<hash>.js`, `assets/ui.<hash>.js`,
 * `assets/extras.<hash>.js`, `assets/viewer.<hash>.js` with its `assets/licenses.<hash>.txt`, and `manifest.json`.
 * The same sources give the same bytes. Assets of earlier builds are removed; other files are left alone.
 */
export async function buildEmbed(outDir: string): Promise<EmbedManifest> {
  const { core, ui, extras, viewer } = await bundleEmbed();
  const assets = join(outDir, "assets");
  await mkdir(assets, { recursive: true });
  const stale = (await readdir(assets)).filter((name) => OWN_ASSET.test(name));
  await Promise.all(stale.map((name) => rm(join(assets, name))));

  const manifest: EmbedManifest = {
    core: { ...fileOf(core), alias: ALIAS },
    ui: fileOf(ui),
    extras: fileOf(extras),
    viewer: { ...fileOf(viewer), licenses: viewer.licenses.path },
  };
  await Promise.all([
    writeFile(join(outDir, core.path), core.code),
    writeFile(join(outDir, ALIAS), core.code),
    writeFile(join(outDir, ui.path), ui.code),
    writeFile(join(outDir, extras.path), extras.code),
    writeFile(join(outDir, viewer.path), viewer.code),
    writeFile(join(outDir, viewer.licenses.path), viewer.licenses.text),
    writeFile(join(outDir, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`),
  ]);
  return manifest;
}

interface Licenses {
  readonly path: string;
  readonly text: string;
}

/** The four bundles, without writing anything. The core knows the names and the integrity of the others. */
export async function bundleEmbed(): Promise<{
  readonly core: EmbedBundle;
  readonly ui: EmbedBundle;
  readonly extras: EmbedBundle;
  readonly viewer: EmbedBundle & { readonly licenses: Licenses };
}> {
  const [ui, extras, viewer] = await Promise.all([
    bundle("ui", "embed/src/ui/index.ts", { format: "esm" }),
    bundle("extras", "embed/src/ui/extras.ts", { format: "esm" }),
    bundleViewer(),
  ]);
  const core = await bundle("embed", "embed/src/core/script.ts", {
    format: "iife",
    define: {
      UI_PATH: JSON.stringify(ui.path),
      UI_INTEGRITY: JSON.stringify(ui.integrity),
      EXTRAS_PATH: JSON.stringify(extras.path),
      EXTRAS_INTEGRITY: JSON.stringify(extras.integrity),
      VIEWER_PATH: JSON.stringify(viewer.path),
      VIEWER_INTEGRITY: JSON.stringify(viewer.integrity),
    },
  });
  return { core, ui, extras, viewer };
}

async function bundleViewer(): Promise<EmbedBundle & { readonly licenses: Licenses }> {
  const { code, metafile } = await compile("embed/src/viewer/index.ts", { format: "esm", plugins: [modelViewer] });
  const text = await readLicenses(Object.keys(metafile.inputs).map((path) => join(ROOT, path)));
  const name = `licenses.${hashOf(text)}.txt`;
  const viewer = describe("viewer", `/*! Licenses of the code in this file: ${name} */\n${code}`, metafile);
  return { ...viewer, licenses: { path: `assets/${name}`, text } };
}

async function bundle(name: string, entry: string, options: BuildOptions): Promise<EmbedBundle> {
  const { code, metafile } = await compile(entry, options);
  return describe(name, code, metafile);
}

async function compile(entry: string, { plugins = [], ...options }: BuildOptions) {
  const { outputFiles, metafile } = await build({
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
    plugins: [cssAsText, ...plugins],
  });
  const [file] = outputFiles;
  if (!file) throw new Error(`esbuild gave no output for ${entry}`);
  return { code: file.text, metafile };
}

function describe(name: string, code: string, metafile: Metafile): EmbedBundle {
  const contents = Buffer.from(code);
  return {
    path: `assets/${name}.${hashOf(code)}.js`,
    bytes: contents.length,
    brotliBytes: brotliCompressSync(contents, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length,
    integrity: `sha384-${createHash("sha384").update(contents).digest("base64")}`,
    code,
    metafile,
  };
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 12);
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

/** Third-party code of the viewer, with our modules in the place of some of its own. */
const modelViewer: Plugin = {
  name: "model-viewer",
  setup({ onLoad, onResolve, resolve: resolveModule }) {
    onResolve({ filter: /./ }, ({ path, importer, kind, resolveDir }) => {
      const replaced = replacedModule(path, importer);
      const renamed = renamedModule(path, importer);
      if (renamed !== undefined) return resolveModule(renamed, { kind, resolveDir });
      return replaced === undefined ? undefined : { path: replaced };
    });
    onLoad({ filter: EDITED_FILES }, async ({ path }) => ({
      contents: editModule(path, await readFile(path, "utf8")),
    }));
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
