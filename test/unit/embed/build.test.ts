import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildEmbed, bundleEmbed } from "../../../embed/build.ts";

const CORE_BYTES_MAX = 3 * 1024;
const UI_BYTES_MAX = 14 * 1024;

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
      "element",
      "embed-error",
      "latchkey",
      "mount",
      "opening",
      "public-token",
      "request",
      "resume-parameter",
      "script",
      "tracker",
    ];
    expect(inputsOf(bundles.core)).toEqual(files.map((name) => `embed/src/core/${name}.ts`));
  });

  it("puts the engine and nothing else of the server into the user interface", () => {
    const allowed =
      /^(embed\/src\/ui\/|embed\/src\/core\/(embed-error|public-token|resume-parameter)\.ts$|functions\/domain\/configurator\/)/;
    expect(inputsOf(bundles.ui).filter((file) => !allowed.test(file))).toEqual([]);
    // What only publishing needs stays out of the browser.
    expect(inputsOf(bundles.ui).filter((file) => /\/check-/.test(file))).toEqual([]);
  });

  it.each([
    ["eval", /\beval\(|new Function/],
    ["markup from text", /innerHTML|outerHTML|insertAdjacentHTML|document\.write/],
    ["style attributes", /setAttribute\("style"|\.style\./],
    ["cookies and stored identifiers", /document\.cookie|localStorage|sessionStorage|indexedDB/],
  ])("has no %s", (_, pattern) => {
    expect(bundles.core.code).not.toMatch(pattern);
    expect(bundles.ui.code).not.toMatch(pattern);
  });

  it("names the user interface and its integrity in the core", () => {
    expect(bundles.core.code).toContain(bundles.ui.path);
    expect(bundles.core.code).toContain(bundles.ui.integrity);
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
    expect([...files.keys()]).toEqual([manifest.core.path, manifest.ui.path, "embed.js", "manifest.json"]);
    expect(JSON.parse(files.get("manifest.json") ?? "")).toEqual(manifest);
    expect(files.get(manifest.core.alias)).toBe(files.get(manifest.core.path));
    for (const { path, bytes, integrity } of [manifest.core, manifest.ui]) {
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
