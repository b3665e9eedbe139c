import type { Attribute, AttributeValue, ConfiguratorDocument, LocalizedText } from "./document.ts";
import { textIn } from "./locale.ts";
import { isPartSelection } from "./values.ts";

/** An attribute or value as messages name it to whoever writes the document: its label, and its id where that says something else. */
export function nameOf(
  document: ConfiguratorDocument,
  { id, label }: { readonly id: string; readonly label: LocalizedText },
): string {
  const shown = textIn(document, label, document.locales[0] ?? "");
  return shown === "" || shown.toLowerCase() === id.toLowerCase() ? `"${shown || id}"` : `"${shown}" (${id})`;
}

/** A value of an attribute as messages name it. */
export function nameOfValue(document: ConfiguratorDocument, attribute: Attribute, value: AttributeValue): string {
  switch (attribute.type) {
    case "color":
    case "choice":
    case "part": {
      const id = isPartSelection(value) ? value.part : value;
      const listed = attribute.values.find((one) => one.id === id);
      const name = listed === undefined ? `"${id}"` : nameOf(document, listed);
      return isPartSelection(value) ? `${value.quantity} × ${name}` : name;
    }
    case "boolean":
      return value === true ? "on" : "off";
    case "number":
      return String(value);
    case "text":
      return value === "" ? "empty" : `"${value}"`;
    case "file":
      return value === "" ? "no file" : "a file";
  }
}
