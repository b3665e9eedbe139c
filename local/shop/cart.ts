import { type QuoteClaims, QuoteVerificationError, verifyQuote } from "../../sdk/src/index.ts";
import { isJsonObject, parseJson } from "../template/json.ts";

/** Whose quotes the shop believes. */
export interface CartOptions {
  readonly baseUrl: string;
  readonly workspaceId: string;
  readonly configuratorId: string;
}

export interface CartAnswer {
  readonly status: number;
  readonly body: (Pick<QuoteClaims, "price"> & { readonly shortId: string }) | { readonly code: string };
}

/**
 * The shop's backend: takes what is to be bought, and its price, from a quote that it has verified and from nothing else that the page says. It
 * keeps no orders; one that does also keeps the `jti` of each quote, so that none counts twice.
 */
export function createCart({ baseUrl, workspaceId, configuratorId }: CartOptions) {
  return async (text: string): Promise<CartAnswer> => {
    const quote = readQuote(text);
    if (quote === undefined) return { status: 400, body: { code: "quote_missing" } };
    try {
      const { sub, price } = await verifyQuote(quote, { baseUrl, workspaceId, expect: { configuratorId } });
      return { status: 200, body: { shortId: sub, price } };
    } catch (error) {
      if (!(error instanceof QuoteVerificationError)) throw error;
      return { status: error.code === "keys_not_available" ? 503 : 422, body: { code: error.code } };
    }
  };
}

function readQuote(text: string): string | undefined {
  try {
    const body = parseJson(text, "the request");
    return isJsonObject(body) && typeof body.quote === "string" ? body.quote : undefined;
  } catch {
    return undefined;
  }
}
