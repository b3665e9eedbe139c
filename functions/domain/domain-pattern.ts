import { getPublicSuffix } from "tldts";
import { SUFFIX_PARENTS } from "./generated/suffix-parents.ts";
import type { PatternRefusal } from "./pattern-refusals.ts";

/**
 * Turning what a person writes into a stored domain pattern. Used when tokens are created or edited, never per request:
 * the public suffix list is too large for the hot path.
 */
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
  if (isWildcard && isShared(host.name)) return { refusal: "pattern_wildcard_public_suffix" };
  const isDefaultPort = port === "" || port === (scheme === "https" ? "443" : "80");
  return { pattern: `${scheme}://${isWildcard ? "*." : ""}${host.name}${isDefaultPort ? "" : `:${port}`}` };
}

/**
 * Whether there are, or may be, websites of different owners below a name. Public suffixes are, of the list's ICANN and private sections;
 * so are an unlisted top-level domain, what the list cannot judge, and a name that has a public suffix below it.
 */
function isShared(name: string): boolean {
  const suffix = getPublicSuffix(name, { allowPrivateDomains: true });
  return suffix === null || suffix === name || SUFFIX_PARENTS.has(name);
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
