import type { Attribute, AttributeValue, LocalizedText } from "../../../functions/domain/configurator/document.ts";
import { isPartSelection } from "../../../functions/domain/configurator/values.ts";
import { formatNumber } from "./format.ts";
import type { Texts } from "./texts.ts";

export interface Wording {
  readonly locale: string;
  readonly texts: Texts;
  /** A text of the document in the shopper's language. */
  read(text: LocalizedText): string;
}

/** A value in words: `2.5 m`, `2 × Hook`, `For Ada`. */
export function describeValue(attribute: Attribute, value: AttributeValue, { locale, texts, read }: Wording): string {
  switch (attribute.type) {
    case "text":
      return String(value) || texts.none;
    case "number":
      return formatNumber(attribute, Number(value), locale, read);
    case "boolean":
      return value ? texts.yes : texts.no;
    case "file":
      return value ? texts.upload : texts.none;
    default: {
      const [id, count] = isPartSelection(value) ? [value.part, `${value.quantity} × `] : [value, ""];
      const chosen = attribute.values.find((candidate) => candidate.id === id);
      return count + (chosen ? read(chosen.label) : id);
    }
  }
}

/** `Cord: 2.5 m`. */
export function describeChoice(attribute: Attribute, value: AttributeValue, wording: Wording): string {
  return `${wording.read(attribute.label)}: ${describeValue(attribute, value, wording)}`;
}
