import type { Attribute, AttributeValue, ConditionValue, ConfiguratorDocument, Layer, Values } from "./document.ts";
import { isFilled } from "./text.ts";
import { chosenValue } from "./values.ts";

/** The layers whose conditions hold, from back to front. */
export function visibleLayers(document: ConfiguratorDocument, values: Values): readonly Layer[] {
  const attributes = new Map(document.attributes.map((attribute) => [attribute.id, attribute]));
  return document.media.layers.filter((layer) =>
    Object.entries(layer.when ?? {}).every(([id, condition]) => {
      const attribute = attributes.get(id);
      if (!attribute) return false;
      const actual = comparable(attribute, chosenValue(attribute, values));
      return acceptedValues(condition).includes(actual);
    }),
  );
}

/** A condition as the list of the values that fulfil it. */
export function acceptedValues(condition: ConditionValue | readonly ConditionValue[]): readonly ConditionValue[] {
  return typeof condition === "object" ? condition : [condition];
}

/** What conditions are compared with: for a text, whether something is written. */
function comparable(attribute: Attribute, value: AttributeValue): ConditionValue {
  return attribute.type === "text" ? isFilled(String(value)) : value;
}
