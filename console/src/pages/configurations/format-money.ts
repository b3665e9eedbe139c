import type { Price } from "../../../../sdk/src/generated/types.ts";
import { formatAmount } from "../../money.ts";

/** In all of its currencies: `€189.00 · $209.00`. */
export function formatMoney(money: Price, options?: { readonly sign?: boolean }): string {
  return Object.entries(money)
    .map(([currency, minorUnits]) => formatAmount(currency, minorUnits, options))
    .join(" · ");
}
