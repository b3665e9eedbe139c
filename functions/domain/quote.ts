import { createHash } from "node:crypto";
import { type RandomBytes, randomBase62 } from "./base62.ts";
import type { Values } from "./configurator/document.ts";
import type { QuoteKey } from "./quote-key.ts";
import { parseDerSignature } from "./quote-signature.ts";

/** What a quote says. The registered names are those of RFC 7519 section 4.1. */
export interface QuoteClaims {
  /** Base URL of the deployment. */
  readonly iss: string;
  /** Workspace id. */
  readonly aud: string;
  /** Short id of the saved configuration. */
  readonly sub: string;
  /** Epoch seconds. */
  readonly iat: number;
  /** Epoch seconds: from this instant on the quote is no longer good. */
  readonly exp: number;
  /** Another one for each quote, so that a shop can take each only once. */
  readonly jti: string;
  readonly configuratorId: string;
  readonly version: number;
  /** Every attribute with its value. */
  readonly values: Values;
  readonly price: QuotedPrice;
}

export interface QuotedPrice {
  /** ISO 4217 code. */
  readonly currency: string;
  /** Integer minor units. */
  readonly amount: number;
}

/** RFC 8725 section 3.11: says what kind of JWT it is, so that no other kind is ever taken for a quote. */
export const QUOTE_TYPE = "latchkey-quote+jwt";
/** A day: a cart that is left overnight still has its price. */
export const QUOTE_LIFETIME_SECONDS_DEFAULT = 24 * 60 * 60;
export const QUOTE_LIFETIME_SECONDS_MIN = 60;
/** 30 days. A quote cannot be taken back. */
export const QUOTE_LIFETIME_SECONDS_MAX = 30 * 24 * 60 * 60;
/** As hard to guess as a token's secret is not needed: it only has to be another one each time. 131 bits. */
const QUOTE_ID_LENGTH = 22;

export interface QuoteSubject {
  readonly issuer: string;
  readonly workspaceId: string;
  readonly shortId: string;
  readonly configuratorId: string;
  readonly version: number;
  readonly values: Values;
  readonly price: QuotedPrice;
}

/** What the quote will say. Its time is cut to whole seconds, as NumericDate is commonly read. */
export function createQuoteClaims(
  { issuer, workspaceId, shortId, configuratorId, version, values, price }: QuoteSubject,
  options: { readonly nowEpochMs: number; readonly lifetimeSeconds: number; readonly randomBytes: RandomBytes },
): QuoteClaims {
  const issuedAt = Math.floor(options.nowEpochMs / 1000);
  return {
    iss: issuer,
    aud: workspaceId,
    sub: shortId,
    iat: issuedAt,
    exp: issuedAt + options.lifetimeSeconds,
    jti: randomBase62(QUOTE_ID_LENGTH, options.randomBytes),
    configuratorId,
    version,
    values,
    price,
  };
}

/** Signs a SHA-256 digest with the key's private half, and answers in DER. */
export type SignDigest = (digest: Uint8Array) => Promise<Uint8Array>;

/** The quote as a compact JWS (RFC 7515 section 7.1) with ES256. */
export async function signQuote(claims: QuoteClaims, { kid }: QuoteKey, sign: SignDigest): Promise<string> {
  const header = { alg: "ES256", kid, typ: QUOTE_TYPE };
  const signed = `${encode(JSON.stringify(header))}.${encode(JSON.stringify(claims))}`;
  const signature = parseDerSignature(await sign(createHash("sha256").update(signed).digest()));
  return `${signed}.${Buffer.from(signature).toString("base64url")}`;
}

function encode(text: string): string {
  return Buffer.from(text).toString("base64url");
}
