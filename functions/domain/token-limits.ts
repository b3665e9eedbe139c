import { LIMIT_NAMES, type LimitName } from "./limits.ts";
import type { TokenLimits } from "./token-record.ts";

/**
 * What a public token starts with: far above a busy shop, far below what somebody who copied it could cost in a day. Saves are the dearest,
 * loads the last that should stop.
 */
export const PUBLIC_TOKEN_LIMITS = {
  requestsPerMinute: 6_000,
  requestsPerDay: 1_000_000,
  savesPerDay: 5_000,
  eventsPerDay: 200_000,
  loadsPerDay: 500_000,
} as const satisfies TokenLimits;

/** Of what only public tokens can do. */
export const PUBLIC_LIMIT_NAMES = [
  "savesPerDay",
  "eventsPerDay",
  "loadsPerDay",
] as const satisfies readonly LimitName[];

/** What is given replaces, null removes, and what is left out stays. */
export type LimitChanges = { readonly [Name in LimitName]?: number | null | undefined };

export function changeLimits(limits: TokenLimits, changes: LimitChanges): TokenLimits {
  const entries = LIMIT_NAMES.flatMap((name) => {
    const value = changes[name] === undefined ? limits[name] : changes[name];
    return value === undefined || value === null ? [] : [[name, value] as const];
  });
  return Object.fromEntries(entries);
}
