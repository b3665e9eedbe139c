import { LIMITS, type LimitVerdict, WINDOW_SECONDS } from "../domain/limits.ts";
import type { ApiEvent } from "./event.ts";

/** How the token's limits stand after this request, as the authorizer counted. Undefined for who has none. */
export function readLimit(event: ApiEvent): LimitVerdict | undefined {
  const text = event.requestContext.authorizer?.lambda?.limit;
  // The authorizer wrote it; nobody else can set this context.
  return text === undefined ? undefined : (JSON.parse(text) as LimitVerdict);
}

/**
 * The limit that the request is closest to, in the fields of draft-ietf-httpapi-ratelimit-headers-10. An answer that a cache may keep has
 * none: it would be told to others, later.
 */
export function limitHeaders(event: ApiEvent, cacheControl = "no-store"): Record<string, string> {
  const verdict = readLimit(event);
  if (verdict === undefined || cacheControl !== "no-store") return {};
  const { name, limit, remaining, resetSeconds } = verdict;
  return {
    "ratelimit-policy": `"${name}";q=${limit};w=${WINDOW_SECONDS[LIMITS[name].window]}`,
    ratelimit: `"${name}";r=${remaining};t=${resetSeconds}`,
  };
}
