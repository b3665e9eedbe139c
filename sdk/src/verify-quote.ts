import type { Values } from "./generated/types.ts";
import { QuoteVerificationError } from "./quote-error.ts";
import { fetchKey, findKey, isKeySet, type QuoteJwk, type QuoteKeySet } from "./quote-keys.ts";
import { parseBaseUrl } from "./url.ts";

/** What a quote says, once it is verified. */
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
  /** Another one for each quote: whoever keeps it can take each quote only once. */
  readonly jti: string;
  readonly configuratorId: string;
  readonly version: number;
  /** Every attribute with its value. */
  readonly values: Values;
  readonly price: {
    /** ISO 4217 code. */
    readonly currency: string;
    /** Integer minor units: 24900 is 249.00 euros. */
    readonly amount: number;
  };
}

export type VerifyQuoteOptions = QuoteKeySource & {
  /** Quotes of other workspaces are refused. */
  readonly workspaceId: string;
  /** The `iss` that the quote must have. @default `baseUrl`; with `jwks` alone any: the key says who signed */
  readonly issuer?: string;
  /** Epoch milliseconds. @default now */
  readonly now?: number;
  /** How far the clocks may be apart, 0 to 300. @default 0 */
  readonly clockToleranceSeconds?: number;
  /** What the quote must say, for each member that is given. */
  readonly expect?: QuoteExpectation;
};

/** Where the public keys come from. */
export type QuoteKeySource =
  /** Given: nothing is asked of anybody. */
  | { readonly jwks: QuoteKeySet }
  /**
   * Fetched from the deployment and kept for an hour; a day while it does not answer. An unknown key id makes it ask again, at most once
   * a minute.
   */
  | { readonly baseUrl: string /** @default the global `fetch` */; readonly fetch?: typeof globalThis.fetch };

export interface QuoteExpectation {
  readonly currency?: string;
  readonly shortId?: string;
  readonly configuratorId?: string;
  readonly version?: number;
}

const ALGORITHM = "ES256";
const TYPE = "latchkey-quote+jwt";
const SIGNATURE_BYTES = 64;
const TOLERANCE_SECONDS_MAX = 300;

/**
 * Checks that your deployment quoted this price for this configuration of your workspace, and that the quote is still good. Until then
 * nothing in it counts: the key comes from the options, however much the quote says about keys, and the algorithm is always ES256.
 *
 * @throws QuoteVerificationError when the quote is not to be trusted; TypeError or RangeError for options that cannot work
 */
export async function verifyQuote(quote: string, options: VerifyQuoteOptions): Promise<QuoteClaims> {
  const settings = parseOptions(options);
  const { signed, kid, payload, signature } = parseQuote(quote);
  const jwk = "jwks" in options ? findKey(options.jwks, kid) : await fetchKey(options.baseUrl, kid, settings.fetch);
  if (jwk === undefined) refuse("key_unknown");
  const key = await importKey(jwk);
  const verification = { name: "ECDSA", hash: "SHA-256" };
  if (!(await crypto.subtle.verify(verification, key, signature, encode(signed)))) refuse("signature_not_valid");

  const claims = parseClaims(payload);
  const { issuer } = settings;
  if (issuer !== undefined && claims.iss !== issuer) refuse("issuer_not_accepted", describe("iss", claims.iss, issuer));
  const { workspaceId } = options;
  if (claims.aud !== workspaceId) refuse("audience_not_accepted", describe("aud", claims.aud, workspaceId));
  if (settings.nowSeconds + settings.toleranceSeconds < claims.iat) refuse("not_yet_valid");
  if (settings.nowSeconds - settings.toleranceSeconds >= claims.exp) refuse("expired");
  const surprises = findSurprises(claims, options.expect ?? {});
  if (surprises.length > 0) refuse("not_expected", surprises.join(" "));
  return claims;
}

/** Numbers are checked here, because every comparison with NaN would let the quote pass. */
function parseOptions(options: VerifyQuoteOptions) {
  const { workspaceId, issuer, now = Date.now(), clockToleranceSeconds = 0 } = options;
  if (typeof workspaceId !== "string" || workspaceId === "") throw new TypeError("verifyQuote needs a workspaceId");
  if (!Number.isFinite(now)) throw new RangeError("now must be epoch milliseconds");
  const isTolerance = typeof clockToleranceSeconds === "number" && clockToleranceSeconds >= 0;
  if (!isTolerance || clockToleranceSeconds > TOLERANCE_SECONDS_MAX) {
    throw new RangeError(`clockToleranceSeconds must be from 0 to ${TOLERANCE_SECONDS_MAX}`);
  }
  assertExpectation(options.expect ?? {});
  const isOffline = "jwks" in options;
  if (isOffline && "issuer" in options && typeof issuer !== "string") throw new TypeError("issuer must be a string");
  if (isOffline && !isKeySet(options.jwks)) throw new TypeError("jwks must be a JSON Web Key Set: { keys: [...] }");
  return {
    issuer: issuer ?? (isOffline ? undefined : parseBaseUrl(options.baseUrl, false)),
    nowSeconds: now / 1000,
    toleranceSeconds: clockToleranceSeconds,
    fetch: (!isOffline && options.fetch) || globalThis.fetch,
  };
}

/** By member of an expectation: its type. */
const EXPECTED_TYPES = new Map([
  ["currency", "string"],
  ["shortId", "string"],
  ["configuratorId", "string"],
  ["version", "number"],
]);

/** A member that is misspelt, or has no value because an order lacks it, would otherwise be a check that nobody makes. */
function assertExpectation(expected: object): void {
  for (const [name, value] of Object.entries(expected)) {
    const type = EXPECTED_TYPES.get(name);
    if (type === undefined) throw new TypeError(`expect has no member "${name}"`);
    if (typeof value !== type) throw new TypeError(`expect.${name} must be a ${type}`);
  }
}

/** RFC 7515 section 5.2, up to the signature. The payload is decoded, and not looked at. */
function parseQuote(quote: string) {
  const [header = "", payload = "", signature = "", ...more] = typeof quote === "string" ? quote.split(".", 4) : [];
  if (more.length > 0) refuse("malformed");
  const { alg, typ, kid, crit } = parseObject(decode(header));
  if (alg !== ALGORITHM) refuse("algorithm_not_accepted");
  if (typ !== TYPE) refuse("type_not_accepted");
  if (crit !== undefined) refuse("header_not_accepted");
  if (typeof kid !== "string") return refuse("key_unknown");
  const bytes = decode(signature);
  if (bytes.length !== SIGNATURE_BYTES) refuse("signature_not_valid");
  return { signed: `${header}.${payload}`, kid, payload: decode(payload), signature: bytes };
}

/** Takes the point only: whatever else the key says, it is one for verifying on P-256. */
async function importKey({ kty, crv, x, y }: QuoteJwk): Promise<CryptoKey> {
  const algorithm = { name: "ECDSA", namedCurve: "P-256" };
  try {
    return await crypto.subtle.importKey("jwk", { kty, crv, x, y } as JsonWebKey, algorithm, false, ["verify"]);
  } catch {
    return refuse("key_unknown");
  }
}

function parseClaims(payload: Uint8Array): QuoteClaims {
  const claims = parseObject(payload);
  const { price, values } = claims;
  const isQuote =
    ["iss", "aud", "sub", "jti", "configuratorId"].every((name) => typeof claims[name] === "string") &&
    ["iat", "exp", "version"].every((name) => Number.isSafeInteger(claims[name])) &&
    isRecord(values) &&
    isRecord(price) &&
    typeof price.currency === "string" &&
    Number.isSafeInteger(price.amount);
  if (!isQuote) refuse("malformed");
  return claims as unknown as QuoteClaims;
}

/** One sentence for each member of the expectation that the quote does not fulfill. */
function findSurprises({ price, sub, configuratorId, version }: QuoteClaims, expected: QuoteExpectation): string[] {
  const claimed = { currency: price.currency, shortId: sub, configuratorId, version };
  return Object.entries(claimed).flatMap(([name, is]) => {
    const wanted = new Map(Object.entries(expected)).get(name) ?? is;
    return is === wanted ? [] : [describe(name, is, wanted)];
  });
}

/** Only what is signed is ever described. */
function describe(name: string, is: string | number, wanted: string | number): string {
  return `${name} is ${JSON.stringify(is)}, not ${JSON.stringify(wanted)}.`;
}

function parseObject(bytes: Uint8Array): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes));
    if (isRecord(value)) return value;
  } catch {
    // Neither UTF-8 nor JSON.
  }
  return refuse("malformed");
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Base64url as RFC 7515 section 2 wants it: without padding, and written in the only way that these bytes can be. */
function decode(text: string): Uint8Array<ArrayBuffer> {
  if (!/^[A-Za-z0-9_-]+$/.test(text) || text.length % 4 === 1) refuse("malformed");
  const padded = text
    .replaceAll("-", "+")
    .replaceAll("_", "/")
    .padEnd(Math.ceil(text.length / 4) * 4, "=");
  const binary = atob(padded);
  if (btoa(binary) !== padded) refuse("malformed");
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

function encode(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

function refuse(code: QuoteVerificationError["code"], detail?: string): never {
  throw new QuoteVerificationError(code, detail);
}
