import { dirname, join } from "node:path";
import { defineConfig } from "tsdown";
import { readMinifiedCss } from "./build.ts";
import { EDITED_FILES, editModule, readLicenses, renamedModule, replacedModule } from "./viewer-sources.ts";

const CSS = "\0text:";

/** The npm package: the same code as the script tag's, with the user interface as a chunk that is loaded when needed. */
export default defineConfig({
  entry: { index: "src/index.ts", react: "src/react.ts" },
  outDir: "dist/npm",
  platform: "browser",
  target: "es2022",
  format: "esm",
  dts: true,
  minify: true,
  plugins: [
    {
      name: "css-as-text",
      resolveId: (source, importer) =>
        source.endsWith(".css") && importer ? `${CSS}${join(dirname(importer), source)}.js` : undefined,
      load: async (id) =>
        id.startsWith(CSS)
          ? `export default ${JSON.stringify(await readMinifiedCss(id.slice(CSS.length, -".js".length)))};`
          : undefined,
    },
    {
      name: "model-viewer",
      async resolveId(source, importer = "", options) {
        const renamed = renamedModule(source, importer);
        return renamed === undefined ? replacedModule(source, importer) : this.resolve(renamed, importer, options);
      },
      transform: (code, id) => (EDITED_FILES.test(id) ? editModule(id, code) : undefined),
      async generateBundle() {
        const source = await readLicenses([...this.getModuleIds()]);
        this.emitFile({ type: "asset", fileName: "licenses.txt", source });
      },
    },
  ],
});
