import type { Attribute, ConfiguratorDocument, Values } from "../../../functions/domain/configurator/document.ts";

/** The total as someone with a pocket calculator and the price list would find it: one currency at a time, in whole numbers. */
export function naivePrice(document: ConfiguratorDocument, values: Values): Readonly<Record<string, number>> {
  const totals = document.pricing.currencies.map((currency) => {
    let total = BigInt(document.pricing.base[currency] ?? 0);
    for (const attribute of document.attributes) total += amountOf(attribute, values[attribute.id], currency);
    return [currency, Number(total)] as const;
  });
  return Object.fromEntries(totals);
}

function amountOf(attribute: Attribute, value: Values[string] | undefined, currency: string): bigint {
  if (attribute.type === "number") {
    return BigInt(attribute.pricePerStep?.[currency] ?? 0) * stepsOf(attribute, Number(value));
  }
  if (attribute.type === "choice" || attribute.type === "color") {
    const chosen = attribute.values.filter(({ id }) => id === value);
    return BigInt(chosen[0]?.price?.[currency] ?? 0);
  }
  if (attribute.type === "part") {
    if (typeof value !== "object") throw new Error("a part without a quantity");
    const chosen = attribute.values.filter(({ id }) => id === value.part);
    return BigInt(chosen[0]?.price?.[currency] ?? 0) * BigInt(value.quantity);
  }
  const isPriced =
    value === true ||
    (attribute.type === "file" && value !== "") ||
    (attribute.type === "text" && /\S/u.test(String(value)));
  return isPriced ? BigInt(attribute.price?.[currency] ?? 0) : 0n;
}

/** Millionths are the finest that a grid can be. */
function stepsOf({ min, step }: Extract<Attribute, { type: "number" }>, value: number): bigint {
  const millionths = (number: number) => BigInt(Math.round(number * 1_000_000));
  return (millionths(value) - millionths(min)) / millionths(step);
}
