import type { ConfiguratorDocument, LocalizedText } from "./document.ts";
import type { DocumentPath } from "./document-problem.ts";
import { nameOf } from "./names.ts";

export interface PlacedText {
  readonly text: LocalizedText;
  readonly path: DocumentPath;
  /** For messages: `label of "Shade"`. */
  readonly what: string;
}

/** Every localized text of a document. */
export function placedTexts(document: ConfiguratorDocument): readonly PlacedText[] {
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
