import type { Property } from "./property.ts";

/** A token bucket: `burst` requests at once, refilled at `rate` requests per second. */
export interface Throttle {
  readonly rate: number;
  readonly burst: number;
}

/** @returns undefined when neither limit is set: then only the account's limits count, which have no local value */
export function readThrottle(settings: Property | undefined): Throttle | undefined {
  const rate = settings?.find("ThrottlingRateLimit")?.number();
  const burst = settings?.find("ThrottlingBurstLimit")?.number();
  if (settings === undefined || (rate === undefined && burst === undefined)) return undefined;
  if (rate === undefined || burst === undefined)
    return settings.fail("must set both ThrottlingRateLimit and ThrottlingBurstLimit");
  return { rate, burst };
}
