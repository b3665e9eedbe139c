import type { Attribute, AttributeValue, ConfiguratorDocument, Layer, Money, Values } from "./document.ts";
import { visibleLayers } from "./layers.ts";
import { addMoney, isZeroMoney, multiplyMoney } from "./money.ts";
import { stepsTo } from "./number-grid.ts";
import { isFilled } from "./text.ts";
import { chosenValue, completeValues } from "./values.ts";

export interface Evaluation {
  /** Every attribute with its value, in the order of the document. */
  readonly values: Values;
  /** Total in minor units for every currency of the document. */
  readonly price: Money;
  /** What the total consists of: the base price first, then every attribute that adds or takes something off. */
  readonly breakdown: readonly PriceLine[];
  /** The picture, from back to front. */
  readonly layers: readonly Layer[];
}

export interface PriceLine {
  /** `null` for the base price. */
  readonly attributeId: string | null;
  readonly price: Money;
}

/**
 * What a set of values means: complete, priced and drawn. Values come from `parseValues`; one that the document does not
 * accept counts as the default. The same values give the same answer wherever this runs.
 */
export function evaluate(document: ConfiguratorDocument, values: Values): Evaluation {
  const complete = completeValues(document, values);
  const { currencies, base } = document.pricing;
  const breakdown: PriceLine[] = [{ attributeId: null, price: addMoney(currencies, [base]) }];
  for (const attribute of document.attributes) {
    const price = priceOf(attribute, chosenValue(attribute, complete), currencies);
    if (!isZeroMoney(price)) breakdown.push({ attributeId: attribute.id, price });
  }
  return {
    values: complete,
    price: addMoney(
      currencies,
      breakdown.map((line) => line.price),
    ),
    breakdown,
    layers: visibleLayers(document, complete),
  };
}

/** What one value adds to the base price. */
export function priceOf(attribute: Attribute, value: AttributeValue, currencies: readonly string[]): Money {
  switch (attribute.type) {
    case "text":
      return multiplyMoney(currencies, attribute.price ?? {}, typeof value === "string" && isFilled(value) ? 1 : 0);
    case "number":
      return multiplyMoney(currencies, attribute.pricePerStep ?? {}, stepsTo(attribute, Number(value)) ?? 0);
    case "boolean":
      return multiplyMoney(currencies, attribute.price ?? {}, value === true ? 1 : 0);
    case "color":
    case "choice":
      return multiplyMoney(currencies, attribute.values.find(({ id }) => id === value)?.price ?? {}, 1);
  }
}
