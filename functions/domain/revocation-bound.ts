import type { TokenKind } from "./rights.ts";

/**
 * How long after an acknowledged revocation a request may still pass. Three times add up: the authorizer keeps the record of a
 * public token, the answer takes its time, and the edge keeps the configurators that were loaded. Records of private and service tokens are
 * never kept, and what is under way when a token is revoked is not a later request.
 */
export const PUBLIC_RECORD_AGE_SECONDS_MAX = 10;

/**
 * Longest time from the decision about a request to its answer at the edge: the timeouts of the authorizer and of the function that loads
 * (`infra/functions.ts`; a test compares them).
 */
export const ANSWER_SECONDS_MAX = 8;

/**
 * Longest time from `revokedAt` to the write that makes it so: the timeout of the function that revokes (`infra/functions.ts`; a test
 * compares them).
 */
export const REVOKE_SECONDS_MAX = 10;

/** What may be kept at the edge, so that record, answer and edge together stay within `edgeCacheSeconds`. */
export function edgeMaxAgeSeconds(edgeCacheSeconds: number): number {
  return Math.max(0, edgeCacheSeconds - PUBLIC_RECORD_AGE_SECONDS_MAX - ANSWER_SECONDS_MAX);
}

export function revocationBoundSeconds(kind: TokenKind, edgeCacheSeconds: number): number {
  if (kind !== "public") return 0;
  const keptSeconds = edgeMaxAgeSeconds(edgeCacheSeconds);
  return PUBLIC_RECORD_AGE_SECONDS_MAX + (keptSeconds === 0 ? 0 : ANSWER_SECONDS_MAX + keptSeconds);
}

/**
 * From when on certainly no request passes with a token that is stored as revoked. `revokedAt` is noted before the write, so that for a public
 * token the time that the write may have taken is added to the bound. Private and service tokens are read at every request: once the
 * revocation can be read, it holds.
 */
export function revocationEffectiveAtEpochMs(
  kind: TokenKind,
  revokedAtEpochMs: number,
  edgeCacheSeconds: number,
): number {
  if (kind !== "public") return revokedAtEpochMs;
  return revokedAtEpochMs + (REVOKE_SECONDS_MAX + revocationBoundSeconds(kind, edgeCacheSeconds)) * 1000;
}
