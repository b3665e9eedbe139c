import { randomBytes } from "node:crypto";
import { isHopByHop } from "../http/message.ts";
import { isSelected, type Selection } from "../template/cache-policies.ts";
import type { Behavior } from "../template/distribution.ts";
import { acceptedEncodings, selectQuery } from "./cache-key.ts";
import type { ViewerRequest } from "./viewer-request.ts";

export interface OriginRequest {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
}

export const VIA = "1.1 local.cloudfront.net (CloudFront)";

/**
 * What the origin gets to see: what is in the cache key, what the origin request policy names, and what CloudFront adds.
 * Every other header stays here, so no answer can depend on it.
 */
export function createOriginRequest(request: ViewerRequest, behavior: Behavior): OriginRequest {
  const { cachePolicy, originRequestPolicy, origin } = behavior;
  const selections = [cachePolicy.headers, ...(originRequestPolicy === undefined ? [] : [originRequestPolicy.headers])];
  const forwarded = [...request.headers].filter(([name]) =>
    isForwarded(name, request, selections, cachePolicy.maxTtlSeconds > 0),
  );
  const queries = [
    cachePolicy.queryStrings,
    ...(originRequestPolicy === undefined ? [] : [originRequestPolicy.queryStrings]),
  ];
  const query = selectQuery(request.queryString, queries);
  const cookies = selectCookies(request.headers.get("cookie"), originRequestPolicy?.cookies);
  const encodings = acceptedEncodings(request, cachePolicy);
  const normalizes = cachePolicy.brotli || cachePolicy.gzip;
  const forwardedFor = request.headers.get("x-forwarded-for");
  return {
    method: request.method,
    target: `${origin.path}${request.path}${query === "" ? "" : `?${query}`}`,
    headers: {
      "user-agent": "Amazon CloudFront",
      ...Object.fromEntries(forwarded),
      ...(cookies === "" ? {} : { cookie: cookies }),
      ...(normalizes && encodings !== "" ? { "accept-encoding": encodings } : {}),
      via: VIA,
      "x-amz-cf-id": randomBytes(40).toString("base64url"),
      "x-forwarded-for": forwardedFor === undefined ? request.address : `${forwardedFor}, ${request.address}`,
      ...origin.customHeaders,
      host: origin.domainName,
    },
  };
}

/** Handled by themselves above, or taken out by CloudFront whatever the policies say. */
const NEVER = new Set([
  "accept-encoding",
  "cookie",
  "expect",
  "host",
  "via",
  "x-amz-cf-id",
  "x-forwarded-for",
  "x-forwarded-proto",
  "x-real-ip",
]);
/** On a cached path the edge itself answers conditions, and asks for whole objects. */
const CONDITIONS = new Set([
  "if-modified-since",
  "if-none-match",
  "if-match",
  "if-unmodified-since",
  "if-range",
  "range",
]);
const OF_BODIES = new Set(["content-length", "content-type"]);

function isForwarded(
  name: string,
  { method }: ViewerRequest,
  selections: readonly Selection[],
  isCached: boolean,
): boolean {
  if (NEVER.has(name) || isHopByHop(name) || (isCached && CONDITIONS.has(name))) return false;
  if (OF_BODIES.has(name)) return true;
  // CloudFront takes Authorization out of GET, HEAD and OPTIONS unless a policy names it, and leaves it in the others.
  if (name === "authorization" && !["GET", "HEAD", "OPTIONS"].includes(method)) return true;
  return selections.some((selection) => isSelected(selection, name));
}

function selectCookies(header: string | undefined, selection: Selection | undefined): string {
  if (header === undefined || selection === undefined) return "";
  return header
    .split(/; */)
    .filter((cookie) => isSelected(selection, cookie.split("=")[0] ?? ""))
    .join("; ");
}
