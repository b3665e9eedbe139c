import type { Attribute, AttributeValue, ConfiguratorDocument, PartSelection, Values } from "./document.ts";
import { stepsTo } from "./number-grid.ts";
import { isPrintable } from "./text.ts";

/** Why an attribute does not accept a value. */
export const VALUE_REFUSALS = [
  "unknown_value",
  "wrong_type",
  "value_out_of_range",
  "value_off_step",
  "text_too_long",
  "text_not_printable",
  "not_an_upload",
] as const;
export type ValueRefusal = (typeof VALUE_REFUSALS)[number];

/** Why an attribute does not accept a value, or `undefined` where it does. */
export function refuseValue(attribute: Attribute, value: unknown): ValueRefusal | undefined {
  switch (attribute.type) {
    case "text":
      if (typeof value !== "string") return "wrong_type";
      if (value.length > attribute.maxLength) return "text_too_long";
      return isPrintable(value) ? undefined : "text_not_printable";
    case "number":
      if (typeof value !== "number" || !Number.isFinite(value)) return "wrong_type";
      if (value < attribute.min || value > attribute.max) return "value_out_of_range";
      return stepsTo(attribute, value) === undefined ? "value_off_step" : undefined;
    case "boolean":
      return typeof value === "boolean" ? undefined : "wrong_type";
    case "color":
    case "choice":
      if (typeof value !== "string") return "wrong_type";
      return attribute.values.some(({ id }) => id === value) ? undefined : "unknown_value";
    case "part":
      if (!isPartSelection(value) || !Number.isInteger(value.quantity)) return "wrong_type";
      if (!attribute.values.some(({ id }) => id === value.part)) return "unknown_value";
      return value.quantity < attribute.quantity.min || value.quantity > attribute.quantity.max
        ? "value_out_of_range"
        : undefined;
    case "file":
      if (typeof value !== "string") return "wrong_type";
      return value === "" || UPLOAD_ID.test(value) ? undefined : "not_an_upload";
  }
}

/** What the API names an uploaded file with. */
export const UPLOAD_ID = /^upl_[0-9A-Za-z]{22}$/;

/** Exactly these two members: what is stored must not hold anything else. */
export function isPartSelection(value: unknown): value is PartSelection {
  if (typeof value !== "object" || value === null || !("part" in value) || !("quantity" in value)) return false;
  return typeof value.part === "string" && typeof value.quantity === "number" && Object.keys(value).length === 2;
}

/** What an attribute has before anybody chooses. */
export function defaultOf(attribute: Attribute): AttributeValue {
  switch (attribute.type) {
    case "part":
      return canonical({ part: attribute.default, quantity: attribute.quantity.default });
    case "file":
      return "";
    default:
      return canonical(attribute.default);
  }
}

export function isSameValue(one: AttributeValue | undefined, other: AttributeValue | undefined): boolean {
  return isPartSelection(one) && isPartSelection(other)
    ? one.part === other.part && one.quantity === other.quantity
    : one === other;
}

/** Every attribute with its value, or its default where the values lack one that it accepts. */
export function completeValues(document: ConfiguratorDocument, values: Values): Values {
  return Object.fromEntries(document.attributes.map((attribute) => [attribute.id, chosenValue(attribute, values)]));
}

export function chosenValue(attribute: Attribute, values: Values): AttributeValue {
  // Attribute ids such as "constructor" are legal, so inherited properties must not count.
  const value = Object.hasOwn(values, attribute.id) ? values[attribute.id] : undefined;
  return value === undefined || refuseValue(attribute, value) !== undefined ? defaultOf(attribute) : canonical(value);
}

/** JSON writes -0 as 0, so 0 it is from the start. A part is a copy, with its members in one order. */
export function canonical(value: AttributeValue): AttributeValue {
  if (isPartSelection(value)) return { part: value.part, quantity: value.quantity + 0 };
  return value === 0 ? 0 : value;
}
