import type { AttributeValue } from "@aws-sdk/client-dynamodb";

/**
 * Reading DynamoDB's own attribute form without an unmarshalling library, for the hot path. An item that is not as written by the store
 * is a fault, never an absent one.
 */
export type Item = Record<string, AttributeValue>;

export function text(item: Item, name: string): string {
  const value = optionalText(item, name);
  if (value === undefined) throw new TypeError(`a stored item has no ${name}`);
  return value;
}

/** What is there must be a text: an expiry of another type must not count as none. */
export function optionalText(item: Item, name: string): string | undefined {
  const value = item[name];
  if (value === undefined) return undefined;
  if (value.S === undefined) throw new TypeError(`a stored ${name} is not a text`);
  return value.S;
}

export function texts(item: Item, name: string): string[] {
  return optionalTexts(item, name) ?? [];
}

export function optionalTexts(item: Item, name: string): string[] | undefined {
  const value = item[name];
  if (value === undefined) return undefined;
  if (value.L === undefined) throw new TypeError(`a stored ${name} is not a list`);
  return value.L.map((element) => {
    if (element.S === undefined) throw new TypeError(`a stored ${name} is not a list of texts`);
    return element.S;
  });
}

export function optionalMap(item: Item, name: string): Item | undefined {
  const value = item[name];
  if (value === undefined) return undefined;
  if (value.M === undefined) throw new TypeError(`a stored ${name} is not a map`);
  return value.M;
}

/** A whole number, not below zero. */
export function optionalCount(item: Item, name: string): number | undefined {
  const value = item[name];
  if (value === undefined) return undefined;
  const count = Number(value.N);
  if (!Number.isSafeInteger(count) || count < 0) throw new TypeError(`a stored ${name} is not a count`);
  return count;
}

export function instant(item: Item, name: string): number | undefined {
  const value = optionalText(item, name);
  if (value === undefined) return undefined;
  const epochMs = Date.parse(value);
  if (Number.isNaN(epochMs)) throw new TypeError(`a stored ${name} is not an instant`);
  return epochMs;
}

export function oneOf<const Value extends string>(values: readonly Value[], value: string): Value {
  const found = values.find((candidate) => candidate === value);
  if (found === undefined) throw new TypeError("a stored value is not in its closed list");
  return found;
}
