import { exponential, type Random } from "./random.ts";

/**
 * Of a stream of requests at random times, the part that an answer in the cache serves. An answer is kept for `keptSeconds` from when it was fetched,
 * however often it is asked for: one miss, then the hits of that time, so 1 - 1 / (1 + rate * time).
 */
export function expectedHitRatio(ratePerSecond: number, keptSeconds: number): number {
  return 1 - 1 / (1 + ratePerSecond * keptSeconds);
}

/** Over keys that are asked for unevenly: the part of all requests. */
export function expectedHitRatioOf(ratePerSecond: number, shares: Float64Array, keptSeconds: number): number {
  let hits = 0;
  for (const share of shares) hits += share * expectedHitRatio(ratePerSecond * share, keptSeconds);
  return hits;
}

export interface CacheRun {
  readonly requests: number;
  readonly hits: number;
}

/** Plays the requests, one after the other; `sample` says which key each asks for. The first part warms the cache and is not counted. */
export function simulateCache(
  {
    ratePerSecond,
    keptSeconds,
    requests,
  }: { readonly ratePerSecond: number; readonly keptSeconds: number; readonly requests: number },
  sample: () => number,
  random: Random,
): CacheRun {
  const fetchedAt = new Map<number, number>();
  const warmUntilSeconds = 2 * keptSeconds;
  let seconds = 0;
  let counted = 0;
  let hits = 0;
  while (counted < requests) {
    seconds += exponential(random) / ratePerSecond;
    const key = sample();
    const fetched = fetchedAt.get(key);
    const isHit = fetched !== undefined && seconds - fetched < keptSeconds;
    if (!isHit) fetchedAt.set(key, seconds);
    if (seconds < warmUntilSeconds) continue;
    counted++;
    if (isHit) hits++;
  }
  return { requests, hits };
}
