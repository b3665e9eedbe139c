import { type LatchkeyError, NetworkError, RateLimitError, TimeoutError } from "./errors.ts";

const BACKOFF_FIRST_MS = 250;
const BACKOFF_MS_MAX = 8_000;
/** An answer that asks for more than this is handed to the caller instead: nobody expects one call to take that long. */
const RETRY_AFTER_MS_MAX = 60_000;

/** Whether the same request can have another outcome the next time. */
export function isTransient(error: LatchkeyError): boolean {
  if (error instanceof NetworkError || error instanceof TimeoutError || error instanceof RateLimitError) return true;
  return error.status === 408 || (error.status !== undefined && error.status >= 500);
}

/** Whether the request may have taken effect although it failed. */
export function mayHaveHappened(error: LatchkeyError): boolean {
  return isTransient(error) && error.status !== 408 && !(error instanceof RateLimitError);
}

/**
 * How long to wait before the next attempt, in milliseconds; undefined when there should be none. Full jitter: anything from nothing to a
 * ceiling that doubles, so that many clients do not come back together. A `Retry-After` is waited for first.
 * @param attempt the attempt that failed, counted from 0
 */
export function retryDelayMs(error: LatchkeyError, attempt: number, random: () => number): number | undefined {
  if (!isTransient(error)) return undefined;
  const { retryAfterMs = 0 } = error;
  if (retryAfterMs > RETRY_AFTER_MS_MAX) return undefined;
  return retryAfterMs + random() * Math.min(BACKOFF_MS_MAX, BACKOFF_FIRST_MS * 2 ** attempt);
}

/** `Retry-After` (RFC 9110 section 10.2.3) in milliseconds from now; undefined when it is absent or neither seconds nor a date. */
export function parseRetryAfter(header: string | null, nowEpochMs: number): number | undefined {
  if (header === null) return undefined;
  if (/^\d{1,9}$/.test(header)) return Number(header) * 1000;
  const dateEpochMs = Date.parse(header);
  return Number.isNaN(dateEpochMs) ? undefined : Math.max(0, dateEpochMs - nowEpochMs);
}
