import type { LocalizedText, Money, NumberAttribute } from "../../../functions/domain/configurator/document.ts";
import { languageOf } from "../../../functions/domain/configurator/locale.ts";
import { decimalsOf } from "../../../functions/domain/configurator/number-grid.ts";

const RTL_LANGUAGES = ["ar", "dv", "fa", "he", "ps", "ur", "yi"];

export function directionOf(locale: string): "ltr" | "rtl" {
  return RTL_LANGUAGES.includes(languageOf(locale)) ? "rtl" : "ltr";
}

export interface PriceFormat {
  /** `€249.00`. */
  total(money: Money): string;
  /** `+€15.00`; empty where nothing is added. */
  delta(money: Money | undefined): string;
}

export function createPriceFormat(locale: string, currency: string): PriceFormat {
  const total = new Intl.NumberFormat(locale, { style: "currency", currency });
  const delta = new Intl.NumberFormat(locale, { style: "currency", currency, signDisplay: "exceptZero" });
  const minorUnits = 10 ** (total.resolvedOptions().maximumFractionDigits ?? 2);
  const amountOf = (money: Money | undefined) => (money?.[currency] ?? 0) / minorUnits;
  return {
    total: (money) => total.format(amountOf(money)),
    delta: (money) => (amountOf(money) === 0 ? "" : delta.format(amountOf(money))),
  };
}

/** `2.5 m`, with as many decimals as the attribute's steps need. */
export function formatNumber(
  attribute: NumberAttribute,
  value: number,
  locale: string,
  read: (text: LocalizedText) => string,
): string {
  const digits = decimalsOf(attribute) ?? 0;
  const text = new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(
    value,
  );
  return attribute.unit ? `${text}\u00a0${read(attribute.unit)}` : text;
}

/** `75 byte`, `120 kB`, `5 MB`. */
export function formatBytes(bytes: number, locale: string): string {
  const [unit, divisor, maximumFractionDigits]: readonly [string, number, number] =
    bytes < 1e3 ? ["byte", 1, 0] : bytes < 1e6 ? ["kilobyte", 1e3, 0] : ["megabyte", 1e6, 1];
  return new Intl.NumberFormat(locale, { style: "unit", unit, maximumFractionDigits }).format(bytes / divisor);
}

export function languageName(locale: string): string {
  return new Intl.DisplayNames(locale, { type: "language" }).of(locale) ?? locale;
}
