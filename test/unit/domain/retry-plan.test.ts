import { describe, expect, it } from "vitest";
import { ATTEMPTS_MAX, isStale, LAST_ATTEMPT_LEASE_MS, nextAttemptAt } from "../../../functions/domain/retry-plan.ts";

const HOUR_MS = 60 * 60 * 1000;

/** Hours, counted from the first, of all attempts when a run begins at every full hour and every attempt fails. */
function attemptsByTheHour(): number[] {
  const hours: number[] = [];
  let dueAt: number | undefined = 0;
  for (let hour = 0; dueAt !== undefined && hour < 100; hour++) {
    // A run needs a moment until it comes to this message.
    const now = hour * HOUR_MS + 30_000;
    if (now < dueAt) continue;
    hours.push(hour);
    dueAt = nextAttemptAt(hours.length, now);
  }
  return hours;
}

describe("the retry plan", () => {
  it("tries six times in about a day, with growing pauses", () => {
    expect(attemptsByTheHour()).toEqual([0, 1, 3, 7, 15, 24]);
    expect(ATTEMPTS_MAX).toBe(6);
  });

  it("gives up after the last attempt and not before", () => {
    expect(nextAttemptAt(ATTEMPTS_MAX - 1, 0)).toBeDefined();
    expect(nextAttemptAt(ATTEMPTS_MAX, 0)).toBeUndefined();
  });

  it("looks after a last attempt within the next run", () => {
    expect(LAST_ATTEMPT_LEASE_MS).toBeLessThan(HOUR_MS);
  });

  it("takes a message for stale after three days, and not before", () => {
    expect(isStale(0, 72 * HOUR_MS)).toBe(false);
    expect(isStale(0, 72 * HOUR_MS + 1)).toBe(true);
  });
});
