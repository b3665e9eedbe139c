import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { LatchkeyAssets } from "./assets.ts";
import { forEachFunction } from "./deployed-functions.ts";

/** Assets that look like built ones, for a template whose code is of no interest: nothing is bundled. */
export function createPlaceholderAssets(folder: string): LatchkeyAssets {
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
