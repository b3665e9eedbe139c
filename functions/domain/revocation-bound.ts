/**
 * How long after an acknowledged revocation a request may still pass. Two caches add up: the authorizer keeps the record of a public
 * token, and the edge keeps the configurators that were loaded with it. Records of private and service tokens are never kept.
 */
export const PUBLIC_RECORD_AGE_SECONDS_MAX = 10;

/** What may be kept at the edge, so that record and edge together stay within `edgeCacheSeconds`. */
export function edgeMaxAgeSeconds(edgeCacheSeconds: number): number {
  return Math.max(0, edgeCacheSeconds - PUBLIC_RECORD_AGE_SECONDS_MAX);
}

export function revocationBoundSeconds(kind: "public" | "private" | "service", edgeCacheSeconds: number): number {
  return kind === "public" ? PUBLIC_RECORD_AGE_SECONDS_MAX + edgeMaxAgeSeconds(edgeCacheSeconds) : 0;
}
