const MINUTE_MS = 60 * 1000;
const HOUR_MS = 60 * MINUTE_MS;

/**
 * Minutes from each attempt to the next. The run that delivers comes once an hour, so each is some minutes less than whole hours: a run that
 * begins a little early must not put the attempt off by an hour. Together they span about a day.
 */
const DELAYS_MINUTES = [55, 115, 235, 475, 535] as const;

export const ATTEMPTS_MAX = DELAYS_MINUTES.length + 1;

/** How long after a last attempt somebody looks whether it was settled. */
export const LAST_ATTEMPT_LEASE_MS = DELAYS_MINUTES[0] * MINUTE_MS;

/** A message that could not even be tried, because its webhook was disabled, is not sent when nobody expects it any more. */
const MESSAGE_AGE_MS_MAX = 72 * HOUR_MS;

/**
 * When a message that was not delivered is tried again; undefined when it is given up.
 * @param attempts how many there have been, this one included
 */
export function nextAttemptAt(attempts: number, attemptedAtEpochMs: number): number | undefined {
  const minutes = DELAYS_MINUTES[attempts - 1];
  return minutes === undefined ? undefined : attemptedAtEpochMs + minutes * MINUTE_MS;
}

export function isStale(createdAtEpochMs: number, nowEpochMs: number): boolean {
  return nowEpochMs - createdAtEpochMs > MESSAGE_AGE_MS_MAX;
}
