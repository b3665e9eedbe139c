import { describe, expect, it } from "vitest";
import { DAY_MS, EXPIRY_PRESETS, endsSoon, expiryOf, isLifetimeTooLong } from "../../../functions/domain/expiry.ts";
import { NOON } from "./records.ts";

describe("an expiry preset", () => {
  it.each([
    ["7d", 7],
    ["30d", 30],
    ["60d", 60],
    ["90d", 90],
    ["1y", 365],
  ] as const)("%s is %i days from now", (preset, days) => {
    expect(expiryOf(preset, NOON)).toBe(NOON + days * DAY_MS);
  });

  it("of never is no expiry", () => {
    expect(expiryOf("never", NOON)).toBeUndefined();
    expect(EXPIRY_PRESETS).toHaveLength(6);
  });
});

describe("a workspace's longest lifetime", () => {
  const life = (expiresAtEpochMs: number | undefined) => ({ issuedAtEpochMs: NOON, expiresAtEpochMs });

  it("counts from the making of the secret, to the millisecond", () => {
    expect(isLifetimeTooLong(life(NOON + 30 * DAY_MS), 30)).toBe(false);
    expect(isLifetimeTooLong(life(NOON + 30 * DAY_MS + 1), 30)).toBe(true);
  });

  it("refuses a token without an expiry", () => {
    expect(isLifetimeTooLong(life(undefined), 365)).toBe(true);
  });

  it("refuses nothing when there is none", () => {
    expect(isLifetimeTooLong(life(undefined), undefined)).toBe(false);
    expect(isLifetimeTooLong(life(NOON + 10_000 * DAY_MS), undefined)).toBe(false);
  });
});

describe("what ends soon", () => {
  it("ends within 30 days and has not ended", () => {
    expect(endsSoon(NOON + 30 * DAY_MS, NOON)).toBe(true);
    expect(endsSoon(NOON + 30 * DAY_MS + 1, NOON)).toBe(false);
    expect(endsSoon(NOON + 1, NOON)).toBe(true);
    expect(endsSoon(NOON, NOON)).toBe(false);
    expect(endsSoon(undefined, NOON)).toBe(false);
  });
});
