import type { Attribute, ConfiguratorDocument } from "./document.ts";
import type { DocumentProblem, DocumentWarning } from "./document-problem.ts";
import { stepsTo } from "./number-grid.ts";

/**
 * Every total that a shopper can reach must be an exact number of minor units and must not be below zero. The sum of all
 * absolute amounts bounds every partial sum too, so the engine can add in plain numbers without looking.
 */
export function checkPriceRange(document: ConfiguratorDocument): readonly DocumentProblem[] {
  return document.pricing.currencies.flatMap((currency): readonly DocumentProblem[] => {
    const base = document.pricing.base[currency] ?? 0;
    const extremes = document.attributes.map((attribute) => extremesOf(attribute, currency));
    const path = ["pricing", "base", currency];
    const largest = extremes.reduce((sum, [low, high]) => sum + Math.max(-low, high), Math.abs(base));
    if (largest > Number.MAX_SAFE_INTEGER) {
      return [{ path, code: "price_too_large", message: `A total in ${currency} can become too large to be exact.` }];
    }
    const lowest = extremes.reduce((sum, [low]) => sum + low, base);
    if (lowest < 0) {
      const message = `With the cheapest values, the total is ${lowest} minor units of ${currency}: below zero.`;
      return [{ path, code: "price_below_zero", message }];
    }
    return [];
  });
}

/** One warning for every currency that is none of ISO 4217: a browser shows its code, and two decimals. A new one may not be known here yet. */
export function reviewCurrencies({ pricing }: ConfiguratorDocument): readonly DocumentWarning[] {
  const known = new Set(Intl.supportedValuesOf("currency"));
  return pricing.currencies.flatMap((currency, index): readonly DocumentWarning[] => {
    if (known.has(currency)) return [];
    const message = `"${currency}" is no currency of ISO 4217, such as EUR, USD or JPY.`;
    return [{ path: ["pricing", "currencies", index], code: "currency_not_known", message }];
  });
}

/** Least and most that one attribute can add. */
function extremesOf(attribute: Attribute, currency: string): readonly [low: number, high: number] {
  switch (attribute.type) {
    case "text":
    case "file":
    case "boolean": {
      const price = attribute.price?.[currency] ?? 0;
      return [Math.min(0, price), Math.max(0, price)];
    }
    case "number": {
      const price = (attribute.pricePerStep?.[currency] ?? 0) * (stepsTo(attribute, attribute.max) ?? 0);
      return [Math.min(0, price), Math.max(0, price)];
    }
    case "color":
    case "choice": {
      const prices = attribute.values.map(({ price }) => price?.[currency] ?? 0);
      return [Math.min(...prices), Math.max(...prices)];
    }
    case "part": {
      const { min, max } = attribute.quantity;
      const totals = attribute.values.flatMap(({ price }) =>
        [min, max].map((pieces) => (price?.[currency] ?? 0) * pieces),
      );
      return [Math.min(...totals), Math.max(...totals)];
    }
  }
}
