import type { ConfiguratorDocument, LocalizedText } from "./document.ts";
import { type DocumentPath, type DocumentProblem, type DocumentWarning, unknownKeysIn } from "./document-problem.ts";
import { languageOf } from "./locale.ts";
import { nameOf } from "./names.ts";

/** So many missing translations are named in one message. */
const NAMED_MAX = 5;

/** Every text is there in the default locale, and in no locale that the document does not have. */
export function checkTexts(document: ConfiguratorDocument): readonly DocumentProblem[] {
  const { locales } = document;
  const fallback = locales[0] ?? "";
  return textsOf(document).flatMap(({ text, path, what }) => {
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
  const texts = textsOf(document);
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

interface PlacedText {
  readonly text: LocalizedText;
  readonly path: DocumentPath;
  /** For messages: `label of "Shade"`. */
  readonly what: string;
}

/** Every localized text of a document. */
function textsOf(document: ConfiguratorDocument): readonly PlacedText[] {
  const place = (text: LocalizedText | undefined, path: DocumentPath, what: string): readonly PlacedText[] =>
    text === undefined ? [] : [{ text, path, what }];
  return [
    ...place(document.name, ["name"], "name of the product"),
    ...document.attributes.flatMap((attribute, index) => {
      const path = ["attributes", index];
      const name = nameOf(document, attribute);
      const values = "values" in attribute ? attribute.values : [];
      return [
        ...place(attribute.label, [...path, "label"], `label of ${name}`),
        ...place(attribute.help, [...path, "help"], `help of ${name}`),
        ...place(attribute.type === "number" ? attribute.unit : undefined, [...path, "unit"], `unit of ${name}`),
        ...values.flatMap((value, at) =>
          place(value.label, [...path, "values", at, "label"], `label of ${nameOf(document, value)} in ${name}`),
        ),
      ];
    }),
    ...(document.rules ?? []).flatMap((rule, index) =>
      place(rule.reason, ["rules", index, "reason"], `reason of the rule "${rule.id}"`),
    ),
    ...place(document.media.alt, ["media", "alt"], "text alternative of the picture"),
  ];
}
