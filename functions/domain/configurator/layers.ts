import { fulfils } from "./conditions.ts";
import type { ConfiguratorDocument, Layer, LayerCondition, Values } from "./document.ts";
import { planOf } from "./plan.ts";
import { chosenValue } from "./values.ts";

/** The layers to draw for some values, from back to front. */
export function visibleLayers(document: ConfiguratorDocument, values: Values): readonly Layer[] {
  return document.media.layers.filter(({ when }) => areFulfilled(document, values, when));
}

/** Whether all conditions of a layer, or of a part of a model, hold. */
export function areFulfilled(
  document: ConfiguratorDocument,
  values: Values,
  when: Readonly<Record<string, LayerCondition>> = {},
): boolean {
  const { attributes } = planOf(document);
  return Object.entries(when).every(([id, condition]) => {
    const attribute = attributes.get(id);
    return attribute !== undefined && fulfils(attribute, chosenValue(attribute, values), condition);
  });
}
