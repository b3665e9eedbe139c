import type { Attribute, AttributeValue, ConfiguratorDocument, Money, Values } from "./document.ts";
import { evaluate } from "./evaluate.ts";
import { ownValues } from "./own-values.ts";
import { isSameValue, refuseValue } from "./values.ts";

/** A configuration as it was saved, with the document that it was made with. */
export interface SavedState {
  readonly document: ConfiguratorDocument;
  /** Every attribute with its value. */
  readonly values: Values;
  readonly price: Money;
}

/** What becomes of a saved configuration in another version of its document. Every saved value is in exactly one of the three lists. */
export interface MigrationReport {
  /** The values that the newer document has for it: complete, accepted, and left alone by its rules. */
  readonly values: Values;
  readonly price: Money;
  /** Ids of attributes that have the value that was saved, in the order of the newer document. */
  readonly kept: readonly string[];
  /** Attributes that have another value now. */
  readonly replaced: readonly Replacement[];
  /** Attributes that are no more. */
  readonly dropped: readonly { readonly attributeId: string; readonly value: AttributeValue }[];
  /** The new price less the saved one, for currencies that both have. */
  readonly priceDifference: Money;
}

export interface Replacement {
  readonly attributeId: string;
  readonly from: AttributeValue;
  readonly to: AttributeValue;
}

/**
 * Carries what a shopper chose over to a newer document. What an attribute does not accept any more, what was chosen for an attribute that is of
 * another type now, and what only the rules of the saved version gave, gives way to its default; then the rules decide as they always do.
 * Attributes that are new have what a shopper finds who has chosen the rest.
 */
export function migrate(saved: SavedState, newer: ConfiguratorDocument): MigrationReport {
  const before = new Map(saved.document.attributes.map((attribute) => [attribute.id, attribute]));
  const savedValues = new Map(Object.entries(saved.values));
  const chosen = new Map(Object.entries(ownValues(saved.document, saved.values)));
  const carried = newer.attributes.flatMap((attribute): [string, AttributeValue][] => {
    const value = chosen.get(attribute.id);
    return value !== undefined && fits(value, before.get(attribute.id), attribute) ? [[attribute.id, value]] : [];
  });
  const { values, price } = evaluate(newer, Object.fromEntries(carried));

  const kept: string[] = [];
  const replaced: Replacement[] = [];
  for (const [attributeId, to] of Object.entries(values)) {
    const from = savedValues.get(attributeId);
    if (from === undefined) continue;
    if (isSameValue(from, to)) kept.push(attributeId);
    else replaced.push({ attributeId, from, to });
  }
  const dropped = [...savedValues].flatMap(([attributeId, value]) =>
    Object.hasOwn(values, attributeId) ? [] : [{ attributeId, value }],
  );
  return { values, price, kept, replaced, dropped, priceDifference: differenceOf(saved.price, price) };
}

function fits(value: AttributeValue, before: Attribute | undefined, attribute: Attribute): boolean {
  return (
    before !== undefined && familyOf(before) === familyOf(attribute) && refuseValue(attribute, value) === undefined
  );
}

/** A color is a choice that is drawn in another way: a shopper's choice survives that. */
function familyOf({ type }: Attribute): Attribute["type"] {
  return type === "color" ? "choice" : type;
}

function differenceOf(before: Money, after: Money): Money {
  return Object.fromEntries(
    Object.entries(after).flatMap(([currency, amount]) => {
      const was = Object.hasOwn(before, currency) ? before[currency] : undefined;
      return was === undefined ? [] : [[currency, amount - was]];
    }),
  );
}
