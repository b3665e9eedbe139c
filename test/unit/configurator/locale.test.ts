import { describe, expect, it } from "vitest";
import { resolveLocale, textIn } from "../../../functions/domain/configurator/locale.ts";

describe("resolveLocale", () => {
  it.each([
    { preferred: ["de"], found: "de" },
    { preferred: ["DE"], found: "de" },
    { preferred: ["de-AT"], found: "de" },
    { preferred: ["pt"], found: "pt-BR" },
    { preferred: ["pt-PT"], found: "pt-BR" },
    { preferred: ["fr", "de"], found: "de" },
    { preferred: ["fr"], found: "en" },
    { preferred: [], found: "en" },
    { preferred: ["", "no such tag"], found: "en" },
  ])("gives $found for $preferred", ({ preferred, found }) => {
    expect(resolveLocale(["en", "de", "pt-BR"], preferred)).toBe(found);
  });

  it("prefers the exact tag over an earlier one of the same language", () => {
    expect(resolveLocale(["pt-BR", "pt-PT"], ["pt-PT"])).toBe("pt-PT");
  });
});

describe("textIn", () => {
  const document = { locales: ["en", "de", "pt-BR", "pt-PT"] };

  it.each([
    { text: { en: "Mug", de: "Becher" }, locale: "de", found: "Becher", how: "the locale itself" },
    { text: { en: "Mug", de: "Becher" }, locale: "de-AT", found: "Becher", how: "the language without its region" },
    { text: { en: "Mug", "pt-PT": "Caneca" }, locale: "pt-BR", found: "Caneca", how: "another region of the language" },
    {
      text: { en: "Mug", "pt-PT": "Copo", "pt-BR": "Caneca" },
      locale: "pt-PT",
      found: "Copo",
      how: "the exact region",
    },
    {
      text: { en: "Mug", "pt-PT": "Copo", "pt-BR": "Caneca" },
      locale: "pt",
      found: "Caneca",
      how: "the document's order",
    },
    { text: { de: "Becher", en: "Mug" }, locale: "fr", found: "Mug", how: "the default locale" },
    { text: { en: "Mug" }, locale: "constructor", found: "Mug", how: "the default locale for what is no locale" },
    { text: { de: "Becher" }, locale: "fr", found: "Becher", how: "what there is, in a draft without the default" },
    { text: {}, locale: "en", found: "", how: "nothing, in a draft without any" },
    { text: { fr: "Tasse" }, locale: "fr", found: "", how: "nothing in a locale that the document does not have" },
  ])("gives $how", ({ text, locale, found }) => {
    expect(textIn(document, text, locale)).toBe(found);
  });
});
