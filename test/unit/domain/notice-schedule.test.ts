import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dueNotice, NOTICE_DAYS, NOTICE_HORIZON_MS } from "../../../functions/domain/notice-schedule.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
const EXPIRES = Date.parse("2026-12-31T12:00:00.000Z");
const old = { createdAtEpochMs: EXPIRES - 400 * DAY_MS, expiresAtEpochMs: EXPIRES };

describe("dueNotice", () => {
  it.each([
    [30, undefined, 30],
    [7, 30, 7],
    [1, 7, 1],
  ] as const)("of %d days is due from exactly that distance on, and not a millisecond before", (days, before, at) => {
    expect(dueNotice(old, EXPIRES - days * DAY_MS - 1)).toBe(before);
    expect(dueNotice(old, EXPIRES - days * DAY_MS)).toBe(at);
  });

  it("is due until the last millisecond, and not when the token has ended", () => {
    expect(dueNotice(old, EXPIRES - 1)).toBe(1);
    expect(dueNotice(old, EXPIRES)).toBeUndefined();
  });

  it.each(NOTICE_DAYS)("of %d days is not for a token that was issued for no longer than that", (days) => {
    const now = EXPIRES - days * DAY_MS + 1000;
    const life = (ms: number) => ({ createdAtEpochMs: EXPIRES - ms, expiresAtEpochMs: EXPIRES });
    expect(dueNotice(life(days * DAY_MS), now)).toBeUndefined();
    expect(dueNotice(life(days * DAY_MS + 1), now)).toBe(days);
  });

  it("gives a token that is issued for five days the last notice only", () => {
    const token = { createdAtEpochMs: EXPIRES - 5 * DAY_MS, expiresAtEpochMs: EXPIRES };
    const hours = Array.from({ length: 5 * 24 }, (_, hour) => token.createdAtEpochMs + hour * 60 * 60 * 1000);
    expect(new Set(hours.map((now) => dueNotice(token, now)))).toEqual(new Set([undefined, 1]));
  });

  it("comes nearer and never goes back as time passes, and is never due beyond the horizon", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 90 * DAY_MS }),
        fc.integer({ min: -DAY_MS, max: 90 * DAY_MS }),
        fc.integer({ min: 0, max: 90 * DAY_MS }),
        (lifeMs, leftMs, passedMs) => {
          const token = { createdAtEpochMs: EXPIRES - lifeMs, expiresAtEpochMs: EXPIRES };
          const [now, later] = [EXPIRES - leftMs, EXPIRES - leftMs + passedMs];
          const [first, second] = [dueNotice(token, now), dueNotice(token, later)];
          if (first !== undefined && second !== undefined) expect(second).toBeLessThanOrEqual(first);
          if (leftMs > NOTICE_HORIZON_MS) expect(first).toBeUndefined();
        },
      ),
    );
  });
});
