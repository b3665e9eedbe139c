import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type EmbedConsumer, installEmbed } from "../../support/embed-package.ts";
import { readCodeBlocks } from "./support/markdown.ts";

/** Folder of the programs from the documentation. */
const DOCS = "docs";
const root = fileURLToPath(new URL("../../..", import.meta.url));

let consumer: EmbedConsumer;
beforeAll(() => {
  consumer = installEmbed({ types: true });
}, 120_000);
afterAll(() => consumer.remove());

const filesOf = (suffix: string) => {
  const folder = join(consumer.packageFolder, "dist/npm");
  const names = readdirSync(folder).filter((name) => name.endsWith(suffix));
  return names.map((name) => ({ name, text: readFileSync(join(folder, name), "utf8") }));
};

describe("the published package", () => {
  it("has no fault that publint knows", () => {
    expect(consumer.runTool("publint/src/cli.js", [".", "--strict"], consumer.packageFolder)).toContain("All good!");
  }, 180_000);

  it("has types that fit its code, for every way to resolve a module", () => {
    const args = ["--pack", ".", "--profile", "esm-only", "--no-emoji", "--format", "ascii", "--no-definitely-typed"];
    const output = consumer.runTool("@arethetypeswrong/cli/dist/index.js", args, consumer.packageFolder);
    for (const entry of ["@latchkey/embed", "@latchkey/embed/react"])
      expect(output).toContain(`"${entry}"\n\nnode16 (from ESM): OK (ESM)\nbundler: OK`);
  }, 180_000);

  it("imports nothing but React, which is optional, and that in its React entry alone", () => {
    const importing = filesOf(".js").flatMap(({ name, text }) =>
      ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => `${name}: ${fileName}`),
    );
    expect(importing.filter((line) => !/: \.\/[\w-]+\.js$/.test(line))).toEqual(["react.js: react"]);
    const manifest = JSON.parse(readFileSync(join(consumer.packageFolder, "package.json"), "utf8"));
    expect(manifest).not.toHaveProperty("dependencies");
    expect(manifest.peerDependenciesMeta).toEqual({ react: { optional: true } });
  });

  it("keeps the form and the viewer out of what a page loads first", () => {
    const entry = filesOf(".js").find(({ name }) => name === "index.js")?.text ?? "";
    const first = filesOf(".js").filter(({ name }) => name === "index.js" || entry.includes(`from"./${name}"`));
    expect(first.map(({ text }) => text.length).reduce((sum, length) => sum + length)).toBeLessThan(10_000);
    expect(first.map(({ text }) => text).join()).not.toMatch(/attachShadow|model-viewer/);
  });

  it("says to React that its component belongs to the client", () => {
    expect(filesOf(".js").find(({ name }) => name === "react.js")?.text).toMatch(/^"use client";/);
  });
});

describe("on a server", () => {
  it("does nothing when it is imported", () => {
    const output = consumer.run(
      "import.mjs",
      `const before = Object.getOwnPropertyNames(globalThis);
       const names = Object.keys(await import("@latchkey/embed")).sort();
       const added = Object.getOwnPropertyNames(globalThis).filter((name) => !before.includes(name));
       console.log(JSON.stringify({ names, added }));`,
    );
    expect(JSON.parse(output)).toEqual({ names: ["EmbedError", "defineElement", "mount"], added: [] });
  });

  it("renders the React component as its children, and nothing of the configurator", () => {
    const output = consumer.run(
      "server.mjs",
      `import { createElement as h, StrictMode } from "react";
       import { renderToString } from "react-dom/server";
       import { LatchkeyConfigurator } from "@latchkey/embed/react";
       console.error = (...words) => { throw new Error(words.join(" ")); };
       const props = { baseUrl: "https://x.example", token: "emb_1", configurator: "cfg_1", className: "lamp", onReady() {}, holds: { stock() {} } };
       console.log(renderToString(h(StrictMode, null, h(LatchkeyConfigurator, props, h("p", null, "A lamp")))));`,
    );
    expect(output.trim()).toBe('<latchkey-configurator class="lamp"><div><p>A lamp</p></div></latchkey-configurator>');
  });
});

describe("the types", () => {
  /** Programs that import the sources, and the entry that they import here. */
  const PROGRAMS = { "embed.test-d.ts": "@latchkey/embed", "react.test-d.ts": "@latchkey/embed/react" };
  const OPTIONS = {
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    noEmit: true,
    target: "es2022",
    lib: ["es2022", "dom"],
    jsx: "react-jsx",
    types: ["react"],
  };
  /** What the compiler says about the programs of a folder, nothing being the best. */
  const check = (folder: string, options: object): string => {
    consumer.write(
      `${folder}/tsconfig.json`,
      JSON.stringify({ compilerOptions: { ...OPTIONS, ...options }, include: ["."] }),
    );
    try {
      return consumer.runTool("typescript/bin/tsc", ["-p", folder]);
    } catch (error) {
      return String(error instanceof Error && "stdout" in error ? error.stdout : error);
    }
  };

  it.each([
    { name: "a bundler", options: { module: "esnext", moduleResolution: "bundler" } },
    { name: "Node", options: { module: "nodenext", moduleResolution: "nodenext" } },
  ])(
    "accept right programs and refuse wrong ones, resolved as $name does",
    ({ options }) => {
      const folder = `programs-${options.moduleResolution}`;
      consumer.write(`${folder}/package.json`, '{"type":"module"}');
      for (const [name, entry] of Object.entries(PROGRAMS)) {
        const source = readFileSync(join(import.meta.dirname, "programs", name), "utf8");
        consumer.write(`${folder}/${name}`, source.replace(/"[./]+\/embed\/src\/\w+\.ts"/, `"${entry}"`));
        expect(readFileSync(join(consumer.folder, folder, name), "utf8")).toContain(`from "${entry}"`);
      }
      expect(check(folder, options)).toBe("");
    },
    60_000,
  );

  it("fit every program in the guide and the README", () => {
    for (const path of ["docs/guides/embed.md", "embed/README.md"]) {
      const blocks = readCodeBlocks(readFileSync(join(root, path), "utf8"));
      const programs = blocks.filter(({ language }) => language === "ts" || language === "tsx");
      expect(programs.length).toBeGreaterThan(1);
      for (const { language, code, line } of programs)
        consumer.write(`${DOCS}/${path.replaceAll(/\W/g, "-")}-${line}.${language}`, `${code}\nexport {};\n`);
    }
    // What an example may take for given.
    consumer.write(
      `${DOCS}/given.d.ts`,
      `import type { Handle } from "@latchkey/embed";
       declare global {
         const handle: Handle;
       }`,
    );
    expect(check(DOCS, { module: "esnext", moduleResolution: "bundler", skipLibCheck: true })).toBe("");
  }, 180_000);
});
