import type {
  Attribute,
  AttributeValue,
  ConfiguratorDocument,
} from "../../../../functions/domain/configurator/document.ts";
import { textIn } from "../../../../functions/domain/configurator/locale.ts";
import { isPartSelection } from "../../../../functions/domain/configurator/values.ts";

/** A value as a person reads it, with the labels of its document. */
export interface DescribedValue {
  readonly text: string;
  /** Of a color, as CSS writes it. */
  readonly color?: string;
  /** What the shop's own systems call the part. */
  readonly sku?: string;
}

export function describeAttribute(document: ConfiguratorDocument, { id, label }: Attribute): string {
  return textIn(document, label, document.locales[0] ?? "") || id;
}

export function describeValue(
  document: ConfiguratorDocument,
  attribute: Attribute,
  value: AttributeValue,
): DescribedValue {
  const read = (text: Readonly<Record<string, string>>): string => textIn(document, text, document.locales[0] ?? "");
  switch (attribute.type) {
    case "boolean":
      return { text: value === true ? "Yes" : "No" };
    case "number":
      return { text: attribute.unit === undefined ? String(value) : `${value} ${read(attribute.unit)}` };
    case "text":
      return { text: value === "" ? "Nothing written" : String(value) };
    case "file":
      return { text: value === "" ? "No file" : "A file" };
    case "choice": {
      const chosen = attribute.values.find(({ id }) => id === value);
      return { text: chosen === undefined ? describeRaw(value) : read(chosen.label) };
    }
    case "color": {
      const chosen = attribute.values.find(({ id }) => id === value);
      return chosen === undefined ? { text: describeRaw(value) } : { text: read(chosen.label), color: chosen.color };
    }
    case "part": {
      if (!isPartSelection(value)) return { text: describeRaw(value) };
      const chosen = attribute.values.find(({ id }) => id === value.part);
      const text = `${value.quantity} × ${chosen === undefined ? value.part : read(chosen.label)}`;
      return chosen?.sku === undefined ? { text } : { text, sku: chosen.sku };
    }
  }
}

/** Where there is no document, or none of its values fits. */
export function describeRaw(value: AttributeValue): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
