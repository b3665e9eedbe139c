import { type CachePolicy, isSelected, type Selection } from "../template/cache-policies.ts";
import type { ViewerRequest } from "./viewer-request.ts";

/**
 * Everything that an answer in the cache may depend on: path, and of query and headers what the cache policy names. Nothing
 * else tells two requests apart, `Vary` included.
 */
export function createCacheKey(request: ViewerRequest, policy: CachePolicy): string {
  const headers = [...request.headers].filter(([name]) => isSelected(policy.headers, name)).sort(byName);
  return JSON.stringify([
    request.path,
    selectQuery(request.queryString, [policy.queryStrings]),
    headers,
    acceptedEncodings(request, policy),
  ]);
}

/** The parameters that one of the selections names, in the order and form in which they were sent. */
export function selectQuery(queryString: string, selections: readonly Selection[]): string {
  if (selections.some(({ kind }) => kind === "all")) return queryString;
  return queryString
    .split("&")
    .filter((pair) => selections.some((selection) => isSelected(selection, pair.split("=")[0] ?? "")))
    .join("&");
}

/** The viewer's `Accept-Encoding` in the form in which it is part of the key and goes to the origin: `br,gzip`. */
export function acceptedEncodings(request: ViewerRequest, policy: CachePolicy): string {
  const accepted = parseAcceptEncoding(request.headers.get("accept-encoding") ?? "");
  const wanted = [...(policy.brotli ? ["br"] : []), ...(policy.gzip ? ["gzip"] : [])];
  return wanted.filter((encoding) => accepted.has(encoding)).join(",");
}

function parseAcceptEncoding(header: string): Set<string> {
  const offers = header.split(",").map((offer) =>
    offer
      .trim()
      .toLowerCase()
      .split(/\s*;\s*q=/),
  );
  return new Set(offers.flatMap(([encoding = "", weight = "1"]) => (Number(weight) > 0 ? [encoding] : [])));
}

function byName([left]: readonly [string, string], [right]: readonly [string, string]): number {
  return left < right ? -1 : 1;
}
