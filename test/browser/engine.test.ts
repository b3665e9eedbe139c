import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser } from "../support/browser.ts";
import { expectedOf, type VectorFile } from "../support/engine-vectors.ts";

const folder = new URL("../vectors/configurator/", import.meta.url);
const files = readdirSync(folder).map((name) => ({ name, text: readFileSync(new URL(name, folder), "utf8") }));

let browser: Browser;
let page: Page;

beforeAll(async () => {
  const bundle = await build({
    stdin: {
      contents: `import { runVector } from "./engine-vectors.ts";
        // As text in and out: what the page's own JSON makes of it counts.
        globalThis.runVectors = (text) => {
          const file = JSON.parse(text);
          return JSON.stringify(file.vectors.map((vector) => runVector(file, vector)));
        };`,
      resolveDir: fileURLToPath(new URL("../support", import.meta.url)),
    },
    bundle: true,
    format: "iife",
    write: false,
  });
  browser = await launchBrowser();
  page = await browser.newPage();
  await page.addScriptTag({ content: bundle.outputFiles[0]?.text ?? "" });
});
afterAll(() => browser.close());

describe("the engine in a browser", () => {
  it.each(files)("gives the outcomes of $name", async ({ text }) => {
    const file: VectorFile = JSON.parse(text);
    const outcomes: unknown = JSON.parse(await page.evaluate(`runVectors(${JSON.stringify(text)})`));
    expect(file.vectors.length).toBeGreaterThan(0);
    expect(outcomes).toEqual(file.vectors.map(expectedOf));
  });
});
