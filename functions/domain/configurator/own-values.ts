import { isGiven } from "./decide-attribute.ts";
import type { AttributeValue, ConfiguratorDocument, Values } from "./document.ts";
import { evaluate } from "./evaluate.ts";

/**
 * Those of complete values that may be a shopper's own choice. What rules gave is left out, so that it goes when the rule no longer holds; under
 * the same document the rest leads to the same values. A value that is both counts as the rule's: what was saved does not tell.
 */
export function ownValues(document: ConfiguratorDocument, values: Values): Values {
  const { states } = evaluate(document, values);
  return Object.fromEntries(
    document.attributes.flatMap((attribute): [string, AttributeValue][] => {
      const state = states.get(attribute.id);
      const value = Object.hasOwn(values, attribute.id) ? values[attribute.id] : undefined;
      return value === undefined || !state || isGiven(attribute, state, value) ? [] : [[attribute.id, value]];
    }),
  );
}
