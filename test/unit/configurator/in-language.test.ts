import { describe, expect, it } from "vitest";
import { createDemoConfigurator } from "../../../demo/product.ts";
import type { ConfiguratorDocument } from "../../../functions/domain/configurator/document.ts";
import { inLanguage } from "../../../functions/domain/configurator/in-language.ts";
import { languageOf, textIn } from "../../../functions/domain/configurator/locale.ts";
import { placedTexts } from "../../../functions/domain/configurator/placed-texts.ts";
import { mug } from "./fixtures.ts";

const demo = createDemoConfigurator();
const lamp = {
  ...mug,
  locales: ["en", "pt-BR", "de", "pt-PT"],
  name: { en: "Lamp", "pt-BR": "Abajur", de: "Lampe", "pt-PT": "Candeeiro" },
  media: { ...mug.media, alt: { en: "A lamp", de: "Eine Lampe" } },
} satisfies ConfiguratorDocument;

describe("a document in one language", () => {
  it.each([
    ...demo.locales.map((locale) => ({ document: demo, locale })),
    ...[...lamp.locales, "pt", "de-AT"].map((locale) => ({ document: lamp, locale })),
  ])("reads the same in $locale", ({ document, locale }) => {
    const reduced = inLanguage(document, languageOf(locale));
    expect(reduced).toBeDefined();
    const read = (of: ConfiguratorDocument) => placedTexts(of).map(({ text }) => textIn(of, text, locale));
    expect(read(reduced ?? document)).toEqual(read(document));
    expect(read(document).length).toBeGreaterThan(5);
  });

  it("has each text in that language only, and in the default locale where it has none", () => {
    const reduced = inLanguage(lamp, "pt");
    expect(reduced?.name).toEqual({ "pt-BR": "Abajur", "pt-PT": "Candeeiro" });
    expect(reduced?.media.alt).toEqual({ en: "A lamp" });
    for (const { text } of placedTexts(inLanguage(demo, "ar") ?? demo)) expect(Object.keys(text)).toEqual(["ar"]);
  });

  it("has everything else, its list of locales included", () => {
    const texts = new Set(placedTexts(demo).map(({ path }) => path.join("/")));
    const without = (document: ConfiguratorDocument) => {
      const copy = structuredClone(document);
      for (const { text, path } of placedTexts(copy)) {
        texts.delete(path.join("/"));
        for (const locale of Object.keys(text)) Reflect.deleteProperty(text, locale);
      }
      return copy;
    };
    expect(without(inLanguage(demo, "de") ?? lamp)).toEqual(without(demo));
    expect([...texts]).toEqual([]);
  });

  it("is a copy", () => {
    const before = structuredClone(lamp);
    inLanguage(lamp, "de");
    expect(lamp).toEqual(before);
  });

  it("is none where no locale is in the language", () => {
    expect(inLanguage(lamp, "fr")).toBeUndefined();
    expect(inLanguage(lamp, "p")).toBeUndefined();
  });
});
