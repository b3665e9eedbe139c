import { configurator, embed, type Operation } from "../operation.ts";

/** Prices that a shop's backend can trust without asking. A quote is signed and kept nowhere: making one changes nothing. */
export const QUOTE_OPERATIONS = {
  quoteConfiguration: {
    method: "POST",
    path: "/embed/v1/configurations/{shortId}/quote",
    function: "quotes",
    ...embed("embed:save", "read"),
  },
  quoteSavedConfiguration: {
    method: "POST",
    path: "/v1/configurations/{shortId}/quote",
    function: "quotes",
    ...configurator("read", "viewer"),
  },
  getQuoteKeys: {
    method: "GET",
    path: "/.well-known/jwks.json",
    function: "quotes",
    credentials: [],
    effect: "read",
  },
} as const satisfies Record<string, Operation>;
