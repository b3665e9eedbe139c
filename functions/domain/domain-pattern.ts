import { getPublicSuffix } from "tldts";

/**
 * Turning what a person writes into a stored domain pattern. Used when tokens are created or edited, never per request:
 * the public suffix list is too large for the hot path.
 */
export const PATTERN_REFUSALS = {
  pattern_empty: "A domain is empty.",
  pattern_too_long: "A domain is longer than 253 characters.",
  pattern_scheme: "Only https:// and http:// can be used.",
  pattern_not_a_host: "Write only a scheme, a host and a port, such as https://shop.example.com.",
  pattern_invalid_host: "This is not a valid host name.",
  pattern_invalid_port: "The port is not a number from 1 to 65535.",
  pattern_address_not_written_out: "Write an IP address in full, such as 192.0.2.10.",
  pattern_wildcard_misplaced: "A star can only stand for whole labels at the very left, such as *.example.com.",
  pattern_wildcard_http: "A wildcard needs https. Name each http host by itself.",
  pattern_wildcard_address: "A wildcard cannot stand before an IP address.",
  pattern_wildcard_public_suffix: "This wildcard would allow websites of many different owners.",
  pattern_wildcard_policy: "The workspace policy explicitDomainsOnly refuses wildcards. Name each host by itself.",
} as const;
export type PatternRefusal = keyof typeof PATTERN_REFUSALS;

export type PatternReading =
  | { readonly pattern: string; readonly refusal?: never }
  | { readonly pattern?: never; readonly refusal: PatternRefusal };

export interface PatternPolicy {
  /** Refuse every wildcard. */
  readonly explicitDomainsOnly: boolean;
}

const PARTS = /^(?:([a-z][a-z0-9+.-]*):\/\/)?(\[[^\]/?#@]*\]|[^:/?#@[\]]*)(?::([^/?#@]*))?\/?$/i;
const IPV4 = /^[0-9]{1,3}(?:\.[0-9]{1,3}){3}$/;
/** Labels of at most 63 characters (RFC 1035 section 2.3.4). */
const HOST = /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?)*$/;
const HOST_LENGTH_MAX = 253;
/** Room for a scheme, a star and a port around the longest host, so that every stored form can be written again. */
const TEXT_LENGTH_MAX = 300;

/**
 * `[scheme://]host[:port]` or `[scheme://]*.host[:port]` to its stored form: scheme written out, lower case, A-labels
 * (UTS 46), default port dropped.
 */
export function parseDomainPattern(text: string, policy: PatternPolicy): PatternReading {
  const trimmed = text.trim();
  if (trimmed === "") return { refusal: "pattern_empty" };
  if (trimmed.length > TEXT_LENGTH_MAX) return { refusal: "pattern_too_long" };
  const parts = PARTS.exec(trimmed);
  if (parts === null) return { refusal: "pattern_not_a_host" };
  const [, writtenScheme = "https", writtenHost = "", writtenPort] = parts;
  const scheme = writtenScheme.toLowerCase();
  if (scheme !== "https" && scheme !== "http") return { refusal: "pattern_scheme" };

  const isWildcard = writtenHost.startsWith("*.");
  const name = isWildcard ? writtenHost.slice(2) : writtenHost;
  if (name.includes("*")) return { refusal: "pattern_wildcard_misplaced" };
  if (isWildcard && policy.explicitDomainsOnly) return { refusal: "pattern_wildcard_policy" };
  if (isWildcard && scheme === "http") return { refusal: "pattern_wildcard_http" };

  const port = readPort(writtenPort);
  if (port === undefined) return { refusal: "pattern_invalid_port" };
  const host = readHost(scheme, name);
  if (host.refusal !== undefined) return host;
  if (isWildcard && host.isAddress) return { refusal: "pattern_wildcard_address" };
  if (isWildcard && isPublicSuffix(host.name)) return { refusal: "pattern_wildcard_public_suffix" };
  const isDefaultPort = port === "" || port === (scheme === "https" ? "443" : "80");
  return { pattern: `${scheme}://${isWildcard ? "*." : ""}${host.name}${isDefaultPort ? "" : `:${port}`}` };
}

/** ICANN and private sections of the list; an unlisted top-level domain counts, and so does what the list cannot judge. */
function isPublicSuffix(name: string): boolean {
  const suffix = getPublicSuffix(name, { allowPrivateDomains: true });
  return suffix === null || suffix === name;
}

/** "" when no port is written, undefined when it is not a port. */
function readPort(text: string | undefined): string | undefined {
  if (text === undefined) return "";
  if (!/^[0-9]{1,5}$/.test(text)) return undefined;
  const port = Number(text);
  return port >= 1 && port <= 65535 ? String(port) : undefined;
}

type HostReading =
  | { readonly name: string; readonly isAddress: boolean; readonly refusal?: never }
  | { readonly refusal: PatternRefusal };

function readHost(scheme: string, text: string): HostReading {
  // The URL parser would decode percent signs and drop white space and control characters: what is shown would not be what was written.
  if (text === "" || /[%\s\\\p{Cc}]/u.test(text)) return { refusal: "pattern_invalid_host" };
  const host = URL.parse(`${scheme}://${text}`)?.hostname;
  if (host === undefined || host === "") return { refusal: "pattern_invalid_host" };
  if (host.startsWith("[")) return { name: host, isAddress: true };
  if (IPV4.test(host)) {
    return text === host ? { name: host, isAddress: true } : { refusal: "pattern_address_not_written_out" };
  }
  if (host.length > HOST_LENGTH_MAX) return { refusal: "pattern_too_long" };
  return HOST.test(host) ? { name: host, isAddress: false } : { refusal: "pattern_invalid_host" };
}
