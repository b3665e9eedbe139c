import type {
  Attribute,
  AttributeValue,
  ConditionValue,
  LayerCondition,
  RuleCondition,
  RuleGroup,
  RuleTest,
} from "./document.ts";
import { isFilled } from "./text.ts";
import { isPartSelection } from "./values.ts";

/** What a test is about: an attribute and its value, or undefined when the document has no such attribute. */
export type Find = (id: string) => { readonly attribute: Attribute; readonly value: AttributeValue } | undefined;

export function holds(condition: RuleCondition | undefined, find: Find): boolean {
  if (condition === undefined) return true;
  const holdsEntry = (entry: RuleTest | RuleGroup): boolean =>
    "attribute" in entry ? passes(entry, find) : holds(entry, find);
  return "all" in condition ? condition.all.every(holdsEntry) : condition.any.some(holdsEntry);
}

/** Whether one test of a condition passes. */
export function passes(test: RuleTest, find: Find): boolean {
  const found = find(test.attribute);
  if (found === undefined) return false;
  const { attribute, value } = found;
  if ("is" in test) return fulfils(attribute, value, test.is);
  if ("isNot" in test) return !fulfils(attribute, value, test.isNot);
  const amount = isPartSelection(value) ? value.quantity : value;
  if (typeof amount !== "number") return false;
  return (test.min === undefined || amount >= test.min) && (test.max === undefined || amount <= test.max);
}

/** Whether a value is the one, or one of those, that a condition names. */
export function fulfils(attribute: Attribute, value: AttributeValue, condition: LayerCondition): boolean {
  return acceptedValues(condition).includes(comparable(attribute, value));
}

/** A condition as the list of the values that fulfil it. */
export function acceptedValues(condition: LayerCondition): readonly ConditionValue[] {
  return typeof condition === "object" ? condition : [condition];
}

/** What conditions are compared with: for a text or a file, whether there is one; for a part of which there is none, no id. */
function comparable(attribute: Attribute, value: AttributeValue): ConditionValue {
  if (isPartSelection(value)) return value.quantity > 0 ? value.part : "";
  if (attribute.type === "text") return isFilled(String(value));
  return attribute.type === "file" ? value !== "" : value;
}
