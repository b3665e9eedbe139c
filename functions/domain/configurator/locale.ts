import type { ConfiguratorDocument, LocalizedText } from "./document.ts";

/**
 * The best of the offered locales for what a reader prefers: the same tag, else the same language, else the first
 * offered. `de-AT` finds `de`, and `de` finds `de-AT`.
 *
 * @param offered BCP 47 tags, at least one; the first is the default.
 * @param preferred BCP 47 tags, best first; text that is no tag matches nothing.
 */
export function resolveLocale(offered: readonly string[], preferred: readonly string[]): string {
  for (const wanted of preferred) {
    const match =
      offered.find((locale) => locale.toLowerCase() === wanted.toLowerCase()) ??
      offered.find((locale) => languageOf(locale) === languageOf(wanted));
    if (match !== undefined) return match;
  }
  return offered[0] ?? "en";
}

/**
 * A text of a document as a reader of `locale` gets it: in that locale, else in another of the same language, else in the default locale,
 * which every text of a published document has.
 */
export function textIn(
  { locales }: Pick<ConfiguratorDocument, "locales">,
  text: LocalizedText,
  locale: string,
): string {
  const written = locales.filter((offered) => Object.hasOwn(text, offered));
  return text[resolveLocale(written, [locale])] ?? "";
}

/** First part of a BCP 47 tag in lower case: `de` of `de-AT`. */
export function languageOf(locale: string): string {
  return locale.split("-", 1)[0]?.toLowerCase() ?? "";
}
