import type { LimitState, Window } from "../domain/plan.ts";

/**
 * The limits of an application as headers, for gateways that hand them on: `RateLimit` and `RateLimit-Policy` (IETF
 * draft-ietf-httpapi-ratelimit-headers-10), and `Retry-After` when a limit is exceeded.
 */
export function rateLimitHeaders(
  states: readonly LimitState[],
  exceeded: readonly LimitState[],
  nowEpochMs: number,
): Record<string, string> {
  if (states.length === 0) return {};
  const policies = states.map(({ window, limit }) => `"${window.period}";q=${limit};w=${lengthSeconds(window)}`);
  const limits = states.map(
    ({ window, remaining }) => `"${window.period}";r=${remaining};t=${secondsLeft(window, nowEpochMs)}`,
  );
  return {
    "ratelimit-policy": policies.join(", "),
    ratelimit: limits.join(", "),
    // Before the last of them ends, one would refuse again.
    ...(exceeded.length > 0 && {
      "retry-after": String(Math.max(...exceeded.map(({ window }) => secondsLeft(window, nowEpochMs)))),
    }),
  };
}

function lengthSeconds({ startsAtEpochMs, endsAtEpochMs }: Window): number {
  return (endsAtEpochMs - startsAtEpochMs) / 1000;
}

function secondsLeft({ endsAtEpochMs }: Window, nowEpochMs: number): number {
  return Math.ceil((endsAtEpochMs - nowEpochMs) / 1000);
}
