import { checkAttribute } from "./check-attribute.ts";
import { checkCircles } from "./check-circles.ts";
import { checkMedia } from "./check-conditions.ts";
import { checkPriceRange, reviewCurrencies } from "./check-prices.ts";
import { checkRules } from "./check-rules.ts";
import { checkTexts, reviewTranslations } from "./check-texts.ts";
import { type ConfiguratorDocument, DOCUMENT_LIMITS } from "./document.ts";
import {
  checkMoney,
  type DocumentProblem,
  type DocumentWarning,
  duplicatesIn,
  FINDINGS_MAX,
} from "./document-problem.ts";
import { reviewSituations } from "./review-situations.ts";

export interface DocumentReview {
  /** What must be mended before the document can be published. */
  readonly problems: readonly DocumentProblem[];
  /** What is allowed and perhaps not meant. */
  readonly warnings: readonly DocumentWarning[];
}

/** The problems of a document. An empty list means that it can be published. */
export function checkDocument(document: ConfiguratorDocument): readonly DocumentProblem[] {
  return reviewDocument(document).problems;
}

/**
 * What a schema cannot say about a document: that its parts fit together, and that its rules leave a shopper something to choose in every
 * situation. The document must already have the right shape.
 */
export function reviewDocument(document: ConfiguratorDocument): DocumentReview {
  const problems = checkParts(document);
  // What rules lead to can only be told when they are sound by themselves.
  const situations = problems.length > 0 ? { problems: [], warnings: [] } : reviewSituations(document);
  return {
    problems: [...problems, ...situations.problems].slice(0, FINDINGS_MAX),
    warnings: [...situations.warnings, ...reviewTranslations(document), ...reviewCurrencies(document)].slice(
      0,
      FINDINGS_MAX,
    ),
  };
}

/** What is wrong with the parts of a document, apart from what its rules lead to. */
export function checkParts(document: ConfiguratorDocument): readonly DocumentProblem[] {
  const { locales, pricing, attributes } = document;
  return [
    ...checkSize(document),
    ...duplicatesIn(locales, ["locales"]),
    ...duplicatesIn(pricing.currencies, ["pricing", "currencies"]),
    ...checkMoney(pricing.base, pricing.currencies, ["pricing", "base"]),
    ...duplicatesIn(
      attributes.map(({ id }) => id),
      ["attributes"],
      "id",
    ),
    ...checkTexts(document),
    ...attributes.flatMap((attribute, index) => checkAttribute(attribute, document, ["attributes", index])),
    ...checkPriceRange(document),
    ...checkMedia(document),
    ...checkRules(document),
    ...checkCircles(document),
  ];
}

function checkSize(document: ConfiguratorDocument): readonly DocumentProblem[] {
  const bytes = new TextEncoder().encode(JSON.stringify(document)).length;
  if (bytes <= DOCUMENT_LIMITS.documentBytes) return [];
  const message = `The document has ${bytes} bytes as JSON; at most ${DOCUMENT_LIMITS.documentBytes} are stored.`;
  return [{ path: [], code: "document_too_large", message }];
}
