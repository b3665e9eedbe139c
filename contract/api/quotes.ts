import type { OperationShape } from "../operation-shape.ts";
import * as configurations from "../schemas/configurations.ts";
import * as quotes from "../schemas/quotes.ts";

const quoting = {
  path: configurations.configurationPath,
  bodyOptional: true,
  status: 200,
  response: quotes.quote,
} as const;

/** Shapes of signed prices. */
export const QUOTE_SHAPES = {
  quoteConfiguration: {
    summary: "Sign the price of a configuration that was saved on a page",
    ...quoting,
    body: quotes.quoteBody,
    errors: ["not_found", "edit_key_not_valid", "version_not_published", "currency_not_offered"],
  },
  quoteSavedConfiguration: {
    summary: "Sign the price of a saved configuration",
    ...quoting,
    body: quotes.quoteSavedBody,
    errors: ["not_found", "version_not_published", "currency_not_offered"],
  },
  getQuoteKeys: {
    summary: "The public keys that quotes are verified with, as a JSON Web Key Set",
    status: 200,
    response: quotes.quoteKeys,
    errors: [],
  },
} as const satisfies Record<string, OperationShape>;
