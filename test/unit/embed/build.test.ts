import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildEmbed, bundleEmbed } from "../../../embed/build.ts";

const CORE_BYTES_MAX = 3_000;
const UI_BYTES_MAX = 14_000;

const bundles = await bundleEmbed();
const inputsOf = ({ metafile }: { metafile: { inputs: object } }) => Object.keys(metafile.inputs).toSorted();

describe("bundles", () => {
  it("keeps the core within 3 kB of Brotli", () => {
    expect(bundles.core.brotliBytes).toBeLessThanOrEqual(CORE_BYTES_MAX);
  });

  it("keeps the user interface within 14 kB of Brotli", () => {
    expect(bundles.ui.brotliBytes).toBeLessThanOrEqual(UI_BYTES_MAX);
  });

  it("puts nothing but the core into the core", () => {
    const files = [
      "attributes",
      "element",
      "embed-error",
      "fallback",
      "latchkey",
      "mount",
      "opening",
      "public-token",
      "request",
      "resume-parameter",
      "script",
    ];
    expect(inputsOf(bundles.core)).toEqual(files.map((name) => `embed/src/core/${name}.ts`));
  });

  it("puts the engine and nothing else of the server into the user interface", () => {
    const allowed =
      /^(embed\/src\/ui\/|embed\/src\/core\/(embed-error|public-token|request|resume-parameter)\.ts$|functions\/domain\/configurator\/)/;
    expect(inputsOf(bundles.ui).filter((file) => !allowed.test(file))).toEqual([]);
    // What only publishing needs stays out of the browser.
    expect(inputsOf(bundles.ui).filter((file) => /\/check-/.test(file))).toEqual([]);
  });

  it.each([
    ["eval", /\beval\(|new Function/],
    ["markup from text", /innerHTML|outerHTML|insertAdjacentHTML|document\.write/],
    ["style attributes", /setAttribute\("style"|\.style\./],
    ["cookies and databases", /document\.cookie|indexedDB/],
  ])("has no %s", (_, pattern) => {
    for (const { code } of [bundles.core, bundles.ui, bundles.extras]) expect(code).not.toMatch(pattern);
  });

  it("stores nothing but what the extras store with consent", () => {
    for (const { code } of [bundles.core, bundles.ui]) expect(code).not.toMatch(/localStorage|sessionStorage/);
  });

  it("names the other files and their integrity in the core", () => {
    for (const { path, integrity } of [bundles.ui, bundles.extras, bundles.viewer]) {
      expect(bundles.core.code).toContain(path);
      expect(bundles.core.code).toContain(integrity);
    }
  });
});

describe("buildEmbed", () => {
  let outDir: string;
  beforeEach(async () => {
    outDir = await mkdtemp(join(tmpdir(), "latchkey-embed-"));
  });
  afterEach(async () => {
    await rm(outDir, { recursive: true });
  });

  const readAll = async () => {
    const files = (await readdir(outDir, { recursive: true })).filter((name) => /\.\w+$/.test(name)).toSorted();
    return Promise.all(files.map(async (name) => ({ name, text: await readFile(join(outDir, name), "utf8") })));
  };

  it("writes the files that its manifest describes", async () => {
    const manifest = await buildEmbed(outDir);
    const files = new Map((await readAll()).map(({ name, text }) => [name, text]));
    const { core, ui, extras, viewer } = manifest;
    const paths = [core.path, ui.path, extras.path, viewer.path, viewer.licenses, "embed.js", "manifest.json"];
    expect([...files.keys()]).toEqual(paths.toSorted());
    expect(JSON.parse(files.get("manifest.json") ?? "")).toEqual(manifest);
    expect(files.get(manifest.core.alias)).toBe(files.get(manifest.core.path));
    for (const { path, bytes, integrity } of [core, ui, extras, viewer]) {
      const content = Buffer.from(files.get(path) ?? "");
      expect(content.length).toBe(bytes);
      expect(integrity).toBe(`sha384-${createHash("sha384").update(content).digest("base64")}`);
    }
  });

  it("gives the same bytes again and leaves no file of an earlier build behind", async () => {
    await buildEmbed(outDir);
    const before = await readAll();
    await writeFile(join(outDir, "assets/ui.000000000000.js"), "old");
    await buildEmbed(outDir);
    expect(await readAll()).toEqual(before);
  });

  it("does not touch files of others", async () => {
    await buildEmbed(outDir);
    await writeFile(join(outDir, "assets/model.glb"), "theirs");
    await buildEmbed(outDir);
    expect(await readFile(join(outDir, "assets/model.glb"), "utf8")).toBe("theirs");
  });
});
