/** How many digits a currency has behind the point: two for euros, none for yen. */
export function digitsOf(currency: string): number {
  return formatOf(currency).resolvedOptions().maximumFractionDigits ?? 2;
}

/** `€189.00`, in the reader's own way of writing it, exact to the last digit. `sign` writes the plus of what is added, too. */
export function formatAmount(currency: string, minorUnits: number, { sign = false } = {}): string {
  const decimal = writeAmount(currency, minorUnits);
  assertDecimal(decimal);
  return formatOf(currency, sign).format(decimal);
}

/** As it is typed into a field: `189.00`. */
export function writeAmount(currency: string, minorUnits: number): string {
  const digits = digitsOf(currency);
  const text = `${Math.abs(minorUnits)}`.padStart(digits + 1, "0");
  const end = text.length - digits;
  return `${minorUnits < 0 ? "-" : ""}${text.slice(0, end)}${digits === 0 ? "" : `.${text.slice(end)}`}`;
}

/** A number that was typed, or what is wrong with the text. */
export type ParsedNumber =
  | { readonly ok: true; readonly value: number }
  | { readonly ok: false; readonly message: string };

/**
 * Reads `49`, `49.5` or `49,50` as minor units. No digit is rounded away, and what could be thousands as well as a fraction is refused.
 *
 * @param most in minor units
 */
export function parseAmount(text: string, currency: string, most: number): ParsedNumber {
  const digits = digitsOf(currency);
  const match = AMOUNT.exec(tidy(text));
  if (/^[-−]/.test(tidy(text))) return wrong("An amount cannot be below zero.");
  if (match === null) return wrong(`Write an amount, such as ${writeAmount(currency, 49 * 10 ** digits)}.`);
  const [, whole = "", point, fraction = ""] = match;
  if (point === "," && fraction.length === 3) return wrong("Write thousands without a comma.");
  if (fraction.length > digits) {
    return wrong(
      digits === 0
        ? `${currency} has no digits behind the point.`
        : `${currency} has ${digits} digits behind the point.`,
    );
  }
  const value = Number(whole + fraction.padEnd(digits, "0"));
  return value > most ? wrong(`Write at most ${formatAmount(currency, most)}.`) : { ok: true, value };
}

const AMOUNT = /^(\d+)(?:([.,])(\d+))?$/;

/** An amount with more digits than its currency has, as one for ten, a hundred, ... times as much: `0.005` is `0.05` for ten. */
export function toCoarser(
  text: string,
  currency: string,
): { readonly amount: string; readonly times: number } | undefined {
  const [, whole = "", , fraction = ""] = AMOUNT.exec(tidy(text)) ?? [];
  const digits = digitsOf(currency);
  const needed = fraction.replace(/0+$/, "").length;
  const minorUnits = Number(whole + fraction.slice(0, needed));
  if (needed <= digits || !Number.isSafeInteger(minorUnits)) return undefined;
  return { amount: writeAmount(currency, minorUnits), times: 10 ** (needed - digits) };
}

/** Reads a whole number of units: `100000`, `100 000` or `100,000`. */
export function parseUnits(text: string, least: number, most: number): ParsedNumber {
  const tidied = tidy(text);
  const isGrouped = /^\d{1,3}(?:(?:,\d{3})+|(?:\.\d{3})+)$/.test(tidied);
  const digits = isGrouped ? tidied.replaceAll(/[.,]/g, "") : tidied;
  if (!/^\d+$/.test(digits)) return wrong("Write a whole number.");
  const value = Number(digits);
  if (value < least) return wrong(`Write at least ${least}.`);
  return value > most ? wrong(`Write at most ${new Intl.NumberFormat().format(most)}.`) : { ok: true, value };
}

function wrong(message: string): ParsedNumber {
  return { ok: false, message };
}

/** Spaces and apostrophes only make thousands easier to read. */
function tidy(text: string): string {
  return text.replaceAll(/[\s_'’]/g, "");
}

function formatOf(currency: string, sign = false): Intl.NumberFormat {
  return new Intl.NumberFormat(undefined, { style: "currency", currency, signDisplay: sign ? "exceptZero" : "auto" });
}

function assertDecimal(text: string): asserts text is `${number}` {
  if (!/^-?\d+(?:\.\d+)?$/.test(text)) throw new RangeError(`${text} is no whole number of minor units`);
}
