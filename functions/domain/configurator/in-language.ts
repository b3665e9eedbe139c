import type { ConfiguratorDocument } from "./document.ts";
import { languageOf } from "./locale.ts";
import { placedTexts } from "./placed-texts.ts";

/**
 * A copy of the document with the texts that readers of one language are shown and no others: those in each of its locales, and the default
 * locale's where it has none. `textIn` finds in it what it finds in the whole one.
 *
 * @param language primary subtag in lower case: `de` of `de-AT`
 * @returns undefined when no locale of the document is in that language
 */
export function inLanguage(document: ConfiguratorDocument, language: string): ConfiguratorDocument | undefined {
  const isSpoken = (locale: string) => languageOf(locale) === language;
  if (!document.locales.some(isSpoken)) return undefined;
  const copy = structuredClone(document);
  for (const { text } of placedTexts(copy)) {
    const written = Object.keys(text);
    const isKept = written.some(isSpoken) ? isSpoken : (locale: string) => locale === document.locales[0];
    for (const locale of written) if (!isKept(locale)) Reflect.deleteProperty(text, locale);
  }
  return copy;
}
