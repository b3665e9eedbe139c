import { describe, expect, it } from "vitest";
import {
  allowedPresets,
  endOf,
  findExpiryMistake,
  firstChoice,
  toExpiry,
} from "../../../console/src/tokens/expiry-choice.ts";

const NOW = Date.parse("2026-06-01T12:00:00Z");
const DAY_MS = 86_400_000;

describe("when a token ends", () => {
  it("offers only what the workspace allows, the boundary included", () => {
    expect(allowedPresets(null)).toEqual(["7d", "30d", "60d", "90d", "1y", "never"]);
    expect(allowedPresets(30)).toEqual(["7d", "30d"]);
    expect(allowedPresets(29)).toEqual(["7d"]);
    expect(allowedPresets(1)).toEqual([]);
  });

  it("begins with 90 days, or the longest that is allowed", () => {
    expect(firstChoice(null).choice).toBe("90d");
    expect(firstChoice(60).choice).toBe("60d");
    expect(firstChoice(3).choice).toBe("custom");
  });

  it("knows the end of a preset, and none of never", () => {
    expect(endOf({ choice: "7d", at: "" }, NOW)?.getTime()).toBe(NOW + 7 * DAY_MS);
    expect(endOf({ choice: "never", at: "" }, NOW)).toBeUndefined();
    expect(endOf({ choice: "custom", at: "nonsense" }, NOW)).toBeUndefined();
  });

  it("sends a preset as it is, and a date as an instant in UTC", () => {
    expect(toExpiry({ choice: "keep", at: "" })).toEqual({});
    expect(toExpiry({ choice: "never", at: "" })).toEqual({ expiresIn: "never" });
    const local = "2026-12-24T18:30";
    expect(toExpiry({ choice: "custom", at: local })).toEqual({ expiresAt: new Date(local).toISOString() });
  });

  it("finds a date that is missing, past, or beyond what is allowed", () => {
    const mistake = (at: string, latestEpochMs?: number) =>
      findExpiryMistake({ choice: "custom", at }, { nowEpochMs: NOW, latestEpochMs });
    expect(mistake("")).toBe("Choose a date and a time.");
    expect(mistake(new Date(NOW).toISOString())).toBe("The expiry must be in the future.");
    expect(mistake(new Date(NOW + 1).toISOString())).toBeUndefined();
    expect(mistake(new Date(NOW + DAY_MS).toISOString(), NOW + DAY_MS)).toBeUndefined();
    expect(mistake(new Date(NOW + DAY_MS + 1).toISOString(), NOW + DAY_MS)).toContain("does not allow");
  });
});
