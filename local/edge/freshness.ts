import type { HttpResponse } from "../http/message.ts";
import type { CachePolicy } from "../template/cache-policies.ts";
import { ERROR_TTL_SECONDS_DEFAULT } from "../template/distribution.ts";

/** Statuses that are kept for the default time when the origin says nothing. */
const KEPT = new Set([200, 203, 204, 301]);
/** Statuses that are kept only when the origin says for how long. */
const KEPT_IF_TOLD = new Set([302, 307, 308]);
/** Error statuses that CloudFront keeps; others (401, 409, 422, 429) never. */
const KEPT_ERRORS = new Set([400, 403, 404, 405, 412, 414, 415, 416, 500, 501, 502, 503, 504]);

/**
 * For how many seconds an answer may be kept; 0: not at all.
 *
 * @param errorTtlSeconds per status, from the distribution's custom error responses
 */
export function keepSeconds(
  response: HttpResponse,
  policy: CachePolicy,
  errorTtlSeconds: ReadonlyMap<number, number>,
  nowMs: number,
): number {
  if (policy.maxTtlSeconds === 0) return 0;
  const told = originTtlSeconds(response, nowMs);
  if (KEPT_ERRORS.has(response.status)) {
    const minimum = errorTtlSeconds.get(response.status) ?? ERROR_TTL_SECONDS_DEFAULT;
    return Math.max(minimum, Math.min(told ?? 0, policy.maxTtlSeconds));
  }
  if (!KEPT.has(response.status) && !(KEPT_IF_TOLD.has(response.status) && told !== undefined)) return 0;
  return Math.min(Math.max(told ?? policy.defaultTtlSeconds, policy.minTtlSeconds), policy.maxTtlSeconds);
}

/** What the origin's headers say; undefined when they say nothing. `private` and the like are 0. */
function originTtlSeconds(response: HttpResponse, nowMs: number): number | undefined {
  const cacheControl = headerOf(response, "cache-control")?.toLowerCase();
  if (cacheControl !== undefined) {
    const directives = new Map(
      cacheControl.split(",").map((part): [string, string] => {
        const [name = "", value = ""] = part.trim().split("=");
        return [name, value];
      }),
    );
    if (["no-store", "no-cache", "private"].some((name) => directives.has(name))) return 0;
    const seconds = directives.get("s-maxage") ?? directives.get("max-age");
    if (seconds !== undefined) return Number(seconds.replaceAll('"', "")) || 0;
  }
  const expires = headerOf(response, "expires");
  return expires === undefined ? undefined : Math.max(0, (Date.parse(expires) || 0) - nowMs) / 1000;
}

export function headerOf({ headers }: Pick<HttpResponse, "headers">, name: string): string | undefined {
  return headers.find(([header]) => header === name)?.[1];
}
