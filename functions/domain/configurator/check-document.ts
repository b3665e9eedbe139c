import { checkAttribute } from "./check-attribute.ts";
import { checkLayers } from "./check-layers.ts";
import { checkPriceRange } from "./check-prices.ts";
import { type ConfiguratorDocument, DOCUMENT_LIMITS } from "./document.ts";
import { checkLocalizedText, checkMoney, type DocumentProblem, duplicatesIn } from "./document-problem.ts";

/** More problems than this are not listed. */
const PROBLEMS_MAX = 100;

/**
 * What a schema cannot say about a document: that its parts fit together. An empty list means that it can be published.
 * The document must already have the right shape.
 */
export function checkDocument(document: ConfiguratorDocument): readonly DocumentProblem[] {
  const { locales, pricing, attributes, media } = document;
  return [
    ...checkSize(document),
    ...duplicatesIn(locales, ["locales"]),
    ...duplicatesIn(pricing.currencies, ["pricing", "currencies"]),
    ...checkLocalizedText(document.name, locales, ["name"]),
    ...checkMoney(pricing.base, pricing.currencies, ["pricing", "base"]),
    ...duplicatesIn(
      attributes.map(({ id }) => id),
      ["attributes"],
      "id",
    ),
    ...attributes.flatMap((attribute, index) => checkAttribute(attribute, document, ["attributes", index])),
    ...checkPriceRange(document),
    ...checkLocalizedText(media.alt, locales, ["media", "alt"]),
    ...checkLayers(document),
  ].slice(0, PROBLEMS_MAX);
}

function checkSize(document: ConfiguratorDocument): readonly DocumentProblem[] {
  const bytes = new TextEncoder().encode(JSON.stringify(document)).length;
  if (bytes <= DOCUMENT_LIMITS.documentBytes) return [];
  const message = `The document has ${bytes} bytes as JSON; at most ${DOCUMENT_LIMITS.documentBytes} are stored.`;
  return [{ path: [], code: "document_too_large", message }];
}
