import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildEmbed, bundleEmbed, type EmbedManifest } from "../../../embed/build.ts";
import { editModule } from "../../../embed/viewer-sources.ts";

/** Only pages with a model load it, when their picture is already there; most of it is three. */
const VIEWER_BYTES_MAX = 200 * 1024;

const { core, ui, viewer } = await bundleEmbed();
const inputs = Object.keys(viewer.metafile.inputs);

describe("the viewer's bundle", () => {
  it("stays within 200 kB of Brotli", () => {
    console.log(`viewer: ${viewer.brotliBytes} bytes of Brotli`);
    expect(viewer.brotliBytes).toBeLessThanOrEqual(VIEWER_BYTES_MAX);
  });

  it("holds four packages and nothing of lit that makes a Trusted Types policy", () => {
    const packages = new Set(inputs.flatMap((path) => path.match(/node_modules\/((?:@[^/]+\/)?[^/]+)/)?.[1] ?? []));
    expect([...packages].toSorted()).toEqual(["@google/model-viewer", "@lit/reactive-element", "lit", "three"]);
    expect(inputs.filter((path) => /lit-html|lit-element/.test(path))).toEqual([]);
  });

  it.each([
    ["address of another host", /gstatic|jsdelivr|unpkg|googleapis|cdn\./],
    ["decoder that runs compiled code", /WebAssembly/],
    ["worker", /new Worker/],
    ["eval", /\beval\(|new Function/],
    ["markup from text", /innerHTML|outerHTML|insertAdjacentHTML|document\.write|createPolicy/],
    ["address that is a script", /javascript:/],
    ["style attribute", /setAttribute\("style"/],
    ["cookie or stored identifier", /document\.cookie|localStorage|sessionStorage|indexedDB/],
  ])("has no %s", (_, pattern) => {
    expect(viewer.code).not.toMatch(pattern);
  });

  it("is named in the core with its integrity, and is in neither of the other files", () => {
    expect(core.code).toContain(viewer.path);
    expect(core.code).toContain(viewer.integrity);
    for (const { metafile } of [core, ui]) {
      expect(Object.keys(metafile.inputs).filter((path) => /node_modules|src\/viewer/.test(path))).toEqual([]);
    }
  });

  it("names the file with the licenses of all that is in it", () => {
    expect(viewer.code.split("\n")[0]).toBe(
      `/*! Licenses of the code in this file: ${viewer.licenses.path.replace("assets/", "")} */`,
    );
    for (const line of [
      /@google\/model-viewer [\d.]+ \(Apache-2.0\)/,
      /three [\d.]+ \(MIT\)/,
      /Permission is hereby granted/,
    ]) {
      expect(viewer.licenses.text).toMatch(line);
    }
  });
});

describe("editModule", () => {
  it("fails when the library is no longer what the edits were made for", () => {
    expect(() => editModule("/x/model-viewer/lib/features/loading.js", "const a = 'https://one.example/';")).toThrow(
      "features/loading.js has 1 places in place of 3",
    );
    expect(() => editModule("/x/model-viewer/lib/features/ar.js", "")).toThrow("There is no edit");
  });
});

describe("buildEmbed with the viewer", () => {
  let outDir: string;
  let manifest: EmbedManifest;
  beforeAll(async () => {
    outDir = await mkdtemp(join(tmpdir(), "latchkey-viewer-"));
    await buildEmbed(outDir);
    for (const name of ["viewer.000000000000.js", "licenses.000000000000.txt", "theirs.000000000000.js"])
      await writeFile(join(outDir, "assets", name), "old");
    manifest = await buildEmbed(outDir);
  });
  afterAll(() => rm(outDir, { recursive: true }));

  it("writes it with its licenses, and removes those of an earlier build", async () => {
    const assets = (await readdir(join(outDir, "assets"))).map((name) => `assets/${name}`);
    expect(assets.filter((name) => /viewer|licenses/.test(name)).toSorted()).toEqual(
      [manifest.viewer.licenses, manifest.viewer.path].toSorted(),
    );
    expect(assets).toContain("assets/theirs.000000000000.js");
    expect(await readFile(join(outDir, manifest.viewer.path), "utf8")).toBe(viewer.code);
    expect(await readFile(join(outDir, manifest.viewer.licenses), "utf8")).toBe(viewer.licenses.text);
  });
});
