import type { Throttle } from "../template/throttling.ts";

/** @returns whether one more request may pass now */
export type TakeToken = () => boolean;

/** A token bucket, full at the start. */
export function createTokenBucket({ rate, burst }: Throttle, now: () => number): TakeToken {
  let tokens = burst;
  let filledAtMs = now();
  return () => {
    const atMs = now();
    tokens = Math.min(burst, tokens + ((atMs - filledAtMs) / 1000) * rate);
    filledAtMs = atMs;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}
