import type { ConfiguratorDocument } from "./document.ts";
import { type DocumentProblem, type DocumentWarning, unknownKeysIn } from "./document-problem.ts";
import { languageOf } from "./locale.ts";
import { placedTexts } from "./placed-texts.ts";

/** So many missing translations are named in one message. */
const NAMED_MAX = 5;

/** Every text is there in the default locale, and in no locale that the document does not have. */
export function checkTexts(document: ConfiguratorDocument): readonly DocumentProblem[] {
  const { locales } = document;
  const fallback = locales[0] ?? "";
  return placedTexts(document).flatMap(({ text, path, what }) => {
    const missing: DocumentProblem = {
      path,
      code: "locale_missing",
      message: `The ${what} is missing in "${fallback}", the default locale, which stands in for all others.`,
    };
    return [
      ...(Object.hasOwn(text, fallback) ? [] : [missing]),
      ...unknownKeysIn(text, locales, path, { noun: "locale", code: "locale_unknown" }),
    ];
  });
}

/** One warning for every locale that shoppers would read with gaps: there, the default locale's text is shown. */
export function reviewTranslations(document: ConfiguratorDocument): readonly DocumentWarning[] {
  const texts = placedTexts(document);
  return document.locales.slice(1).flatMap((locale): readonly DocumentWarning[] => {
    const missing = texts.filter(
      ({ text }) => !Object.keys(text).some((written) => languageOf(written) === languageOf(locale)),
    );
    const [first] = missing;
    if (first === undefined) return [];
    const named = missing.slice(0, NAMED_MAX).map(({ what }) => what);
    const rest = missing.length > NAMED_MAX ? ` and ${missing.length - NAMED_MAX} more` : "";
    const message = `In "${locale}", shoppers see ${missing.length === 1 ? "one text" : `${missing.length} texts`} in "${document.locales[0]}": the ${named.join(", the ")}${rest}.`;
    return [{ path: first.path, code: "translation_missing", message }];
  });
}
