import { readFile } from "node:fs/promises";
import { join, sep } from "node:path";

/**
 * How the third-party code of the 3D viewer is built into it. `<model-viewer>` as published asks other hosts for decoders, makes its shadow
 * root from a string and loads textures through `blob:` addresses; a page with a strict Content-Security-Policy allows none of that. So the
 * modules that do it are replaced by ours, and nothing of the rest is touched but three lines.
 */
const VIEWER = join(import.meta.dirname, "src/viewer");
const MODEL_VIEWER = ["@google", "model-viewer", "lib"].join(sep);

/** End of a module's name, as the importing file writes it, to what is imported in its place. */
const REPLACED: Readonly<Record<string, string>> = {
  "./template.js": join(VIEWER, "template.ts"),
  "three/examples/jsm/loaders/GLTFLoader.js": join(VIEWER, "gltf-loader.ts"),
  "three/examples/jsm/loaders/DRACOLoader.js": join(VIEWER, "left-out.ts"),
  "three/examples/jsm/loaders/KTX2Loader.js": join(VIEWER, "left-out.ts"),
  "three/examples/jsm/loaders/RGBELoader.js": join(VIEWER, "left-out.ts"),
  "three/examples/jsm/libs/meshopt_decoder.module.js": join(VIEWER, "left-out.ts"),
  "three/examples/jsm/exporters/GLTFExporter.js": join(VIEWER, "left-out.ts"),
  "three/examples/jsm/utils/WebGLTextureUtils.js": join(VIEWER, "left-out.ts"),
  "@monogrid/gainmap-js": join(VIEWER, "left-out.ts"),
};

/** A file's path that an import inside `<model-viewer>` is answered with; undefined for what stays as it is. */
export function replacedModule(specifier: string, importer: string): string | undefined {
  return importer.includes(MODEL_VIEWER) ? REPLACED[specifier] : undefined;
}

/** All that `<model-viewer>` needs of lit; the rest of lit makes a Trusted Types policy. */
export function renamedModule(specifier: string, importer: string): string | undefined {
  return specifier === "lit" && importer.includes(MODEL_VIEWER) ? "@lit/reactive-element" : undefined;
}

interface Edit {
  readonly file: string;
  readonly pattern: RegExp;
  readonly replacement: string;
  readonly times: number;
}

const EDITS: readonly Edit[] = [
  // A slow machine is nothing that the page's console should hear of.
  {
    file: "model-viewer-base.js",
    pattern: /console\.warn\('rAF timed out in updateSource'\);/g,
    replacement: "",
    times: 1,
  },
  // Default places of decoders.
  { file: "features/loading.js", pattern: /'https:\/\/[^']+'/g, replacement: "''", times: 3 },
  // A model that cannot be loaded would be kept as an empty one, and the reason would only be in the console.
  {
    file: "three-components/CachingGLTFLoader.js",
    pattern: /console\.error\(reason\);\s*return new GLTFInstance\(\);/g,
    replacement: "cache.delete(url); throw reason;",
    times: 1,
  },
];

/** The files that are edited. */
export const EDITED_FILES =
  /model-viewer[\\/]lib[\\/](model-viewer-base|features[\\/]loading|three-components[\\/]CachingGLTFLoader)\.js$/;

/** One of `EDITED_FILES` as it is built in. Throws when the library is no longer what these edits were made for. */
export function editModule(path: string, code: string): string {
  const edit = EDITS.find(({ file }) => path.endsWith(file.replaceAll("/", sep)));
  if (!edit) throw new Error(`There is no edit for ${path}`);
  const found = code.match(edit.pattern)?.length ?? 0;
  if (found !== edit.times)
    throw new Error(`${edit.file} has ${found} places in place of ${edit.times}; look at embed/viewer-sources.ts`);
  return code.replace(edit.pattern, edit.replacement);
}

/** The licenses of every package that these modules come from, one after the other. */
export async function readLicenses(modulePaths: readonly string[]): Promise<string> {
  const folders = new Set(modulePaths.flatMap((path) => path.match(/^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/) ?? []));
  const texts = await Promise.all([...folders].toSorted().map(readLicense));
  return ["The 3D viewer contains code of these packages.", ...texts].join(`\n\n${"-".repeat(80)}\n\n`);
}

async function readLicense(folder: string): Promise<string> {
  const { name, version, license }: Record<string, string> = JSON.parse(
    await readFile(join(folder, "package.json"), "utf8"),
  );
  const text = await readFile(join(folder, "LICENSE"), "utf8");
  return `${name} ${version} (${license})\n\n${text.trim()}\n`;
}
