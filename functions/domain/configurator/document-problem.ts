import type { LocalizedText, Money } from "./document.ts";

export const DOCUMENT_PROBLEM_CODES = [
  "document_too_large",
  "duplicate",
  "locale_missing",
  "locale_unknown",
  "currency_missing",
  "currency_unknown",
  "number_grid_not_valid",
  "default_not_valid",
  "price_too_large",
  "price_below_zero",
  "unknown_attribute",
  "unknown_value",
] as const;
export type DocumentProblemCode = (typeof DOCUMENT_PROBLEM_CODES)[number];

/** Where in a document something is: property names and list positions from the outside in. */
export type DocumentPath = readonly (string | number)[];

export interface DocumentProblem {
  readonly path: DocumentPath;
  readonly code: DocumentProblemCode;
  /** English, for whoever writes the document. */
  readonly message: string;
}

/** One problem for every entry that stands in the list a second time. */
export function duplicatesIn(
  entries: readonly string[],
  path: DocumentPath,
  field?: string,
): readonly DocumentProblem[] {
  return entries.flatMap((entry, index) =>
    entries.indexOf(entry) === index
      ? []
      : [
          {
            path: [...path, index, ...(field === undefined ? [] : [field])],
            code: "duplicate" as const,
            message: `"${entry}" stands twice in this list.`,
          },
        ],
  );
}

export function checkLocalizedText(
  text: LocalizedText | undefined,
  locales: readonly string[],
  path: DocumentPath,
): readonly DocumentProblem[] {
  return text === undefined
    ? []
    : checkKeys(text, locales, path, { noun: "locale", missing: "locale_missing", unknown: "locale_unknown" });
}

export function checkMoney(
  money: Money | undefined,
  currencies: readonly string[],
  path: DocumentPath,
): readonly DocumentProblem[] {
  return money === undefined
    ? []
    : checkKeys(money, currencies, path, {
        noun: "currency",
        missing: "currency_missing",
        unknown: "currency_unknown",
      });
}

interface KeyCodes {
  readonly noun: string;
  readonly missing: DocumentProblemCode;
  readonly unknown: DocumentProblemCode;
}

function checkKeys(
  record: Readonly<Record<string, unknown>>,
  expected: readonly string[],
  path: DocumentPath,
  { noun, missing, unknown }: KeyCodes,
): readonly DocumentProblem[] {
  return [
    ...expected
      .filter((key) => !Object.hasOwn(record, key))
      .map((key) => ({ path, code: missing, message: `The ${noun} "${key}" is missing here.` })),
    ...Object.keys(record)
      .filter((key) => !expected.includes(key))
      .map((key) => ({
        path: [...path, key],
        code: unknown,
        message: `The ${noun} "${key}" is not one of the document's: ${expected.join(", ")}.`,
      })),
  ];
}
