import { brotliDecompressSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { createDemoConfigurator } from "../../../demo/product.ts";
import { inLanguage } from "../../../functions/domain/configurator/in-language.ts";
import { createPublishedTexts } from "../../../functions/embed/load/published-texts.ts";

const demo = createDemoConfigurator();
const published = (version: number, document: object = demo) => ({
  configuratorId: "cfg_a",
  version,
  publishedAt: "2026-11-22T12:00:00.000Z",
  publishedBy: "mem_a",
  document: JSON.stringify(document),
});

describe("the text of a published configurator", () => {
  it("is the stored document with its version, whole or in one language, and the same compressed", () => {
    const format = createPublishedTexts();
    for (const [language, expected] of [
      [undefined, { document: demo }],
      ["de", { language: "de", document: inLanguage(demo, "de") }],
      ["fr", { document: demo }],
    ] as const) {
      const { json, compressed } = format(published(3), language);
      expect(JSON.parse(json)).toEqual({ configuratorId: "cfg_a", version: 3, ...expected });
      expect(brotliDecompressSync(compressed ?? "").toString()).toBe(json);
    }
  });

  it("is made once for a version and a language", () => {
    const format = createPublishedTexts();
    const first = format(published(1), "de");
    expect(format(published(1), "de")).toBe(first);
    const others = [format(published(2), "de"), format(published(1), "en"), format(published(1), undefined)];
    for (const other of others) expect(other.json).not.toBe(first.json);
  });

  it("is forgotten when so many others were asked for since", () => {
    const format = createPublishedTexts(2);
    const first = format(published(1), undefined);
    format(published(2), undefined);
    expect(format(published(1), undefined)).toBe(first);
    format(published(3), undefined);
    expect(format(published(1), undefined)).toBe(first);
    format(published(2), undefined);
    format(published(3), undefined);
    expect(format(published(1), undefined)).not.toBe(first);
  });

  it("is compressed up to 64 kB, so that the first shopper does not wait", () => {
    const format = createPublishedTexts();
    const padded = (length: number) => ({ ...demo, name: { en: "x".repeat(length) } });
    const base = format(published(1, padded(1)), undefined).json.length;
    expect(format(published(2, padded(65_537 - base)), undefined).compressed).toBeDefined();
    expect(format(published(3, padded(65_538 - base)), undefined).compressed).toBeUndefined();
  });
});
