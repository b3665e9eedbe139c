import { describe, expect, it } from "vitest";
import { daysOf, previousRange, resolveRange, shareOf } from "../../../../functions/domain/analytics/event-range.ts";
import type { Granularity } from "../../../../functions/domain/granularity.ts";

const NOW = Date.parse("2026-11-23T10:00:00Z");
const written = (epochsMs: readonly number[]) => epochsMs.map((epochMs) => new Date(epochMs).toISOString());

function resolve(from: string, to: string, granularity: Granularity, timeZone = "UTC") {
  const range = resolveRange({ from, to, granularity, timeZone }, NOW);
  if (typeof range === "string" || "daysMax" in range) throw new Error("the range was refused");
  return range;
}

describe("the range of a query", () => {
  it.each([
    ["15min", "2026-11-22"],
    ["hour", "2026-11-10"],
    ["day", "2026-10-25"],
  ] as const)("by %s begins on %s and ends today, unless the query says otherwise", (granularity, from) => {
    expect(resolveRange({ granularity, timeZone: "UTC" }, NOW)).toMatchObject({ from, to: "2026-11-23" });
  });

  it.each([
    ["15min", "2026-11-21", 2],
    ["hour", "2026-11-09", 14],
    ["day", "2025-11-22", 366],
    ["month", "2025-11-22", 366],
  ] as const)("by %s is too long from %s", (granularity, from, daysMax) => {
    expect(resolveRange({ from, to: "2026-11-23", granularity, timeZone: "UTC" }, NOW)).toEqual({ daysMax });
  });

  it("does not end before it begins", () => {
    const wanted = { from: "2026-11-23", to: "2026-11-22", granularity: "day", timeZone: "UTC" } as const;
    expect(resolveRange(wanted, NOW)).toBe("ends_before_it_begins");
  });
});

describe("the range before it", () => {
  it("has as many days, and a point for each point", () => {
    const range = resolve("2026-03-01", "2026-03-31", "month");
    const before = previousRange(range, { granularity: "month", timeZone: "UTC" });
    expect(before).toMatchObject({ from: "2026-01-29", to: "2026-02-28" });
    expect(written(before.startsAtEpochMs)).toEqual(["2026-01-29T00:00:00.000Z"]);
    expect(daysOf(before)).toBe(daysOf(range));
  });

  it("begins and ends with the days of the time zone, also where clocks were changed", () => {
    const timeZone = "Europe/Berlin";
    const before = previousRange(resolve("2026-03-30", "2026-03-31", "day", timeZone), {
      granularity: "day",
      timeZone,
    });
    expect(written(before.startsAtEpochMs)).toEqual(["2026-03-27T23:00:00.000Z", "2026-03-28T23:00:00.000Z"]);
    expect(written([before.endsAtEpochMs])).toEqual(["2026-03-29T22:00:00.000Z"]);
    expect(before.utcDays).toEqual({ from: "2026-03-27", to: "2026-03-29" });
  });

  it("has its own hours", () => {
    const range = resolve("2026-11-22", "2026-11-22", "hour");
    const { startsAtEpochMs } = previousRange(range, { granularity: "hour", timeZone: "UTC" });
    expect(startsAtEpochMs).toEqual(range.startsAtEpochMs.map((startsAt) => startsAt - 24 * 60 * 60 * 1000));
  });
});

describe("a share", () => {
  it("has four places, and is none of nothing", () => {
    expect([shareOf(1, 3), shareOf(0, 3), shareOf(3, 3), shareOf(0, 0)]).toEqual([0.3333, 0, 1, null]);
  });
});
