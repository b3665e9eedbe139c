import { type Find, holds } from "./conditions.ts";
import { type AttributeState, decideAttribute } from "./decide-attribute.ts";
import type { Attribute, AttributeValue, ConfiguratorDocument, Layer, Money, Rule, Values } from "./document.ts";
import { visibleLayers } from "./layers.ts";
import { addMoney, isZeroMoney, multiplyMoney } from "./money.ts";
import { stepsTo } from "./number-grid.ts";
import { type Plan, type PlannedAction, planOf } from "./plan.ts";
import { isFilled } from "./text.ts";
import { chosenValue, defaultOf, isPartSelection } from "./values.ts";

export interface Evaluation {
  /** Every attribute with the value that it has in the end, in the order of the document. */
  readonly values: Values;
  /** What the rules leave a shopper to choose, for every attribute. */
  readonly states: ReadonlyMap<string, AttributeState>;
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
 * What a set of values means under the rules: complete, priced and drawn. Values come from `parseValues`; one that the document does not
 * accept counts as the default. The same values give the same answer wherever this runs, and the values of the answer give it again.
 *
 * Every attribute is decided once, after all that the rules about it test; so this ends on every input. Where rules wait for each other in a
 * circle, which no published document has, what is not decided yet counts as its default.
 */
export function evaluate(document: ConfiguratorDocument, values: Values): Evaluation {
  const { states, decided } = decideAll(planOf(document), values);
  const { currencies, base } = document.pricing;
  const breakdown: PriceLine[] = [{ attributeId: null, price: addMoney(currencies, [base]) }];
  const final: [string, AttributeValue][] = [];
  for (const attribute of document.attributes) {
    const value = decided.get(attribute.id) ?? defaultOf(attribute);
    final.push([attribute.id, value]);
    const price = priceOf(attribute, value, currencies);
    if (!isZeroMoney(price)) breakdown.push({ attributeId: attribute.id, price });
  }
  const price = addMoney(
    currencies,
    breakdown.map((line) => line.price),
  );
  const complete = Object.fromEntries(final);
  return { values: complete, states, price, breakdown, layers: visibleLayers(document, complete) };
}

function decideAll({ order, attributes, actions }: Plan, values: Values) {
  const states = new Map<string, AttributeState>();
  const decided = new Map<string, AttributeValue>();
  const find: Find = (id) => {
    const attribute = attributes.get(id);
    return attribute && { attribute, value: decided.get(id) ?? defaultOf(attribute) };
  };
  // Asked once for each rule: the first attribute that it is about comes after all that it tests.
  const outcomes = new Map<Rule, boolean>();
  const isActive = ({ rule }: PlannedAction) => {
    const outcome = outcomes.get(rule) ?? holds(rule.when, find);
    outcomes.set(rule, outcome);
    return outcome;
  };
  for (const attribute of order) {
    const chosen = chosenValue(attribute, values);
    const { state, value } = decideAttribute(attribute, chosen, (actions.get(attribute.id) ?? []).filter(isActive));
    states.set(attribute.id, state);
    decided.set(attribute.id, value);
  }
  return { states, decided };
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
    case "part": {
      const { part, quantity } = isPartSelection(value) ? value : { part: "", quantity: 0 };
      return multiplyMoney(currencies, attribute.values.find(({ id }) => id === part)?.price ?? {}, quantity);
    }
    case "file":
      return multiplyMoney(currencies, attribute.price ?? {}, value === "" ? 0 : 1);
  }
}
