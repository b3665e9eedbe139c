/**
 * Reading an `Origin` header and matching it against a token's domain patterns (stored form). This module is on the hot
 * path: it has no dependency, and everything that can be computed ahead is computed in `createOriginMatcher`.
 */
declare const brand: unique symbol;
/** A web origin in its canonical serialisation (RFC 6454 section 6.2, WHATWG HTML "origin"). */
export type Origin = string & { readonly [brand]: "Origin" };

export const ORIGIN_REFUSALS = [
  "origin_missing",
  "origin_empty",
  "origin_null",
  "origin_repeated",
  "origin_malformed",
] as const;
export type OriginRefusal = (typeof ORIGIN_REFUSALS)[number];

/** What an `Origin` header says: an origin, or why it is none. */
export type OriginReading =
  | { readonly origin: Origin; readonly refusal?: never }
  | { readonly origin?: never; readonly refusal: OriginRefusal };

/** No port, and a last label that is no number: nearly every origin, and nothing more to look at. */
const COMMON_ORIGIN = /^https?:\/\/(?:[a-z0-9_-]+\.)*[a-z_-][a-z0-9_-]*$/;
const NAME_ORIGIN = /^(https?):\/\/([a-z0-9_-]+(?:\.[a-z0-9_-]+)*)(?::(0|[1-9][0-9]{0,4}))?$/;
const ADDRESS_ORIGIN = /^https?:\/\/\[[0-9a-f:.]+\](?::[0-9]{1,5})?$/;
const NUMBER_LABEL = /^(?:[0-9]+|0x[0-9a-f]*)$/;
const ORIGIN_LENGTH_MAX = 300;

/** @param header the header's value; API Gateway joins repeated headers with commas. */
export function readOrigin(header: string | undefined): OriginReading {
  if (header === undefined) return { refusal: "origin_missing" };
  if (header === "") return { refusal: "origin_empty" };
  if (header === "null") return { refusal: "origin_null" };
  if (header.includes(",")) return { refusal: "origin_repeated" };
  return isCanonicalOrigin(header) ? { origin: header as Origin } : { refusal: "origin_malformed" };
}

function isCanonicalOrigin(text: string): boolean {
  if (text.length > ORIGIN_LENGTH_MAX) return false;
  if (COMMON_ORIGIN.test(text)) return true;
  const parts = NAME_ORIGIN.exec(text);
  if (parts === null) return ADDRESS_ORIGIN.test(text) && isOwnSerialization(text);
  const [, scheme, host = "", port] = parts;
  if (port !== undefined && (Number(port) > 65535 || port === defaultPort(scheme))) return false;
  // A host that ends in a number is an IPv4 address, which has exactly one canonical spelling.
  const lastLabel = host.slice(host.lastIndexOf(".") + 1);
  return !NUMBER_LABEL.test(lastLabel) || isOwnSerialization(text);
}

function isOwnSerialization(text: string): boolean {
  return URL.parse(text)?.origin === text;
}

function defaultPort(scheme: string | undefined): string {
  return scheme === "https" ? "443" : "80";
}

export interface OriginMatcher {
  /** Whether the token's list allows this origin. */
  matches(origin: Origin): boolean;
}

/**
 * @param patterns stored forms only: `https://shop.example.com`, `https://*.example.com:8443`. `*.` stands for one or
 * more labels and never for none.
 */
export function createOriginMatcher(patterns: readonly string[]): OriginMatcher {
  const exact = new Set<string>();
  const wildcards: { readonly start: string; readonly end: string }[] = [];
  for (const pattern of patterns) {
    const star = pattern.indexOf("*");
    if (star === -1) exact.add(pattern);
    else wildcards.push({ start: pattern.slice(0, star), end: pattern.slice(star + 1) });
  }
  return {
    matches(origin) {
      if (exact.has(origin)) return true;
      return wildcards.some(
        ({ start, end }) =>
          origin.length > start.length + end.length && origin.startsWith(start) && origin.endsWith(end),
      );
    },
  };
}
