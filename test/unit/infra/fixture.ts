import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { LatchkeyAssets } from "../../../infra/assets.ts";
import { DEPLOYED_FUNCTIONS, forEachFunction } from "../../../infra/deployed-functions.ts";

/** Writes files, given as path and content, into a new folder, which the caller removes. */
export function createFolder(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), "latchkey-infra-"));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}

/** A checkout for `bundleFunctions` with one small handler per function; `files` adds or replaces some. */
export function createCheckout(files: Readonly<Record<string, string>> = {}): string {
  const handlers = Object.entries(DEPLOYED_FUNCTIONS).map(([name, folder]) => [
    `functions/${folder}/handler.ts`,
    `export const handler = async (): Promise<string> => ${JSON.stringify(name)};\n`,
  ]);
  return createFolder({ ...Object.fromEntries(handlers), ...files });
}

/** Assets that look like built ones, so that a test of the template need not bundle anything. */
export function createAssets(folder: string): LatchkeyAssets {
  const embed = join(folder, "embed");
  mkdirSync(join(embed, "assets"), { recursive: true });
  writeFileSync(join(embed, "embed.js"), "// the alias\n");
  writeFileSync(join(embed, "manifest.json"), "{}\n");
  writeFileSync(join(embed, "assets/core.0123abcd.js"), "// the embed\n");
  const site = createConsole(join(folder, "site"));
  return {
    functions: forEachFunction((name) => {
      const directory = join(folder, "functions", name);
      mkdirSync(directory, { recursive: true });
      writeFileSync(join(directory, "index.mjs"), `export const handler = async () => "${name}";\n`);
      return directory;
    }),
    embed: { directory: embed, script: { path: "assets/core.0123abcd.js", integrity: "sha384-fixture" } },
    console: site,
  };
}

/** What the console's build would leave: pages, one of which loads a script, and that script. */
function createConsole(directory: string): LatchkeyAssets["console"] {
  const pages = ["console/index.html", "console/preview.html", "docs/index.html"];
  for (const path of [...pages, "console/assets/main-0123ABCD.js"]) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), path.endsWith(".html") ? `<title>${path}</title>\n` : "// the console\n");
  }
  return { directory, pages };
}
