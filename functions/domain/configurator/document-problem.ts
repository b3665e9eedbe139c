import type { Money } from "./document.ts";

/** What keeps a document from being published. */
export const DOCUMENT_PROBLEM_CODES = [
  "document_too_large",
  "duplicate",
  "locale_missing",
  "locale_unknown",
  "currency_missing",
  "currency_unknown",
  "number_grid_not_valid",
  "quantity_not_valid",
  "default_not_valid",
  "price_too_large",
  "price_below_zero",
  "unknown_attribute",
  "unknown_value",
  "rule_bounds_not_valid",
  "rule_value_not_valid",
  "rules_in_circle",
  "rules_contradict",
  "nothing_to_choose",
] as const;
export type DocumentProblemCode = (typeof DOCUMENT_PROBLEM_CODES)[number];

/** What is allowed and perhaps not meant. */
export const DOCUMENT_WARNING_CODES = [
  "rule_never_applies",
  "attribute_never_free",
  "value_unreachable",
  "translation_missing",
  "currency_not_known",
  "not_fully_checked",
] as const;
export type DocumentWarningCode = (typeof DOCUMENT_WARNING_CODES)[number];

/** More problems than this, and more warnings, are not listed. */
export const FINDINGS_MAX = 100;

/** Where in a document something is: property names and list positions from the outside in. */
export type DocumentPath = readonly (string | number)[];

interface DocumentFinding<Code> {
  readonly path: DocumentPath;
  readonly code: Code;
  /** English, for whoever writes the document. */
  readonly message: string;
}
export type DocumentProblem = DocumentFinding<DocumentProblemCode>;
export type DocumentWarning = DocumentFinding<DocumentWarningCode>;

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

/** A price must be given in every currency of the document, and in no other. */
export function checkMoney(
  money: Money | undefined,
  currencies: readonly string[],
  path: DocumentPath,
): readonly DocumentProblem[] {
  if (money === undefined) return [];
  const missing = currencies
    .filter((currency) => !Object.hasOwn(money, currency))
    .map((currency) => ({
      path,
      code: "currency_missing" as const,
      message: `The currency "${currency}" is missing here.`,
    }));
  return [...missing, ...unknownKeysIn(money, currencies, path, { noun: "currency", code: "currency_unknown" })];
}

/** One problem for every key that is not among the document's. */
export function unknownKeysIn(
  record: Readonly<Record<string, unknown>>,
  known: readonly string[],
  path: DocumentPath,
  { noun, code }: { readonly noun: string; readonly code: DocumentProblemCode },
): readonly DocumentProblem[] {
  return Object.keys(record)
    .filter((key) => !known.includes(key))
    .map((key) => ({
      path: [...path, key],
      code,
      message: `The ${noun} "${key}" is not one of the document's: ${known.join(", ")}.`,
    }));
}
