import type { Money } from "./document.ts";

/** Sum of all amounts for each of the currencies; a currency that an amount lacks counts as zero. */
export function addMoney(currencies: readonly string[], amounts: readonly Money[]): Money {
  return mapCurrencies(currencies, (currency) => amounts.reduce((sum, amount) => sum + (amount[currency] ?? 0), 0));
}

export function multiplyMoney(currencies: readonly string[], amount: Money, factor: number): Money {
  // Adding zero turns -0, which JSON cannot carry, into 0.
  return mapCurrencies(currencies, (currency) => (amount[currency] ?? 0) * factor + 0);
}

export function isZeroMoney(amount: Money): boolean {
  return Object.values(amount).every((minorUnits) => minorUnits === 0);
}

function mapCurrencies(currencies: readonly string[], amountOf: (currency: string) => number): Money {
  return Object.fromEntries(currencies.map((currency) => [currency, amountOf(currency)]));
}
