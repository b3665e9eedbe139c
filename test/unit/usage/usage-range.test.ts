import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type DayCounts, placeOfQuarter, sumBetween } from "../../../functions/domain/series.ts";
import { dateAt } from "../../../functions/domain/time-zone.ts";
import { countByStart, resolveUsageRange, type UsageRange } from "../../../functions/domain/usage/usage-range.ts";

const NOON = Date.parse("2026-11-22T12:00:00Z");
const resolve = (wanted: Partial<Parameters<typeof resolveUsageRange>[0]> = {}, now = NOON) =>
  resolveUsageRange({ granularity: "day", timeZone: "UTC", ...wanted }, now);

function resolved(wanted: Parameters<typeof resolve>[0], now?: number): UsageRange {
  const range = resolve(wanted, now);
  if (typeof range === "string") throw new Error(range);
  return range;
}

describe("the days of a query", () => {
  it("are the last 30, today included, in the time zone that is asked for", () => {
    expect(resolve()).toMatchObject({ from: "2026-10-24", to: "2026-11-22" });
    // Already tomorrow in Auckland.
    expect(resolve({ timeZone: "Pacific/Auckland" })).toMatchObject({ from: "2026-10-25", to: "2026-11-23" });
  });

  it("end 29 days after a start in the future, and with it", () => {
    expect(resolve({ from: "2027-01-01" })).toMatchObject({ from: "2027-01-01", to: "2027-01-01" });
    expect(resolve({ to: "2026-03-31" })).toMatchObject({ from: "2026-03-02", to: "2026-03-31" });
  });

  it("may be one, and may not be none", () => {
    expect(resolve({ from: "2026-11-20", to: "2026-11-20" })).toMatchObject({ startsAtEpochMs: [expect.any(Number)] });
    expect(resolve({ from: "2026-11-21", to: "2026-11-20" })).toBe("ends_before_it_begins");
  });

  it("may be 366, and not 367", () => {
    expect(resolved({ from: "2025-11-22", to: "2026-11-22" }).startsAtEpochMs).toHaveLength(366);
    expect(resolve({ from: "2025-11-21", to: "2026-11-22" })).toBe("too_many_days");
  });

  it("of a year are at most 368 items of a series, in every time zone", () => {
    for (const timeZone of ["UTC", "Pacific/Kiritimati", "Pacific/Niue", "Europe/Berlin"]) {
      const { utcDays } = resolved({ from: "2025-11-22", to: "2026-11-22", timeZone });
      const days = (Date.parse(utcDays.to) - Date.parse(utcDays.from)) / 86_400_000 + 1;
      expect(days).toBeLessThanOrEqual(368);
    }
  });

  it("have 23 and 25 hours where clocks are changed, and months begin where the time zone has them", () => {
    const spring = resolved({ from: "2026-03-28", to: "2026-03-30", timeZone: "Europe/Berlin" });
    expect(spring.startsAtEpochMs.map((at) => new Date(at).toISOString())).toEqual([
      "2026-03-27T23:00:00.000Z",
      "2026-03-28T23:00:00.000Z",
      "2026-03-29T22:00:00.000Z",
    ]);
    const months = resolved({ from: "2026-09-15", to: "2026-11-02", timeZone: "Europe/Berlin", granularity: "month" });
    expect(months.startsAtEpochMs.map((at) => new Date(at).toISOString())).toEqual([
      "2026-09-14T22:00:00.000Z",
      "2026-09-30T22:00:00.000Z",
      "2026-10-31T23:00:00.000Z",
    ]);
  });
});

describe("counts of a series", () => {
  it("are those of each day or month, as adding them up between its ends gives them", () => {
    const zones = ["UTC", "Europe/Berlin", "Asia/Kathmandu", "America/St_Johns", "Australia/Lord_Howe"];
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.constantFrom("day" as const, "month" as const),
        fc.integer({ min: 0, max: 60 }),
        fc.array(fc.tuple(fc.integer({ min: -200, max: 96 * 100 }), fc.integer({ min: 1, max: 9 })), { maxLength: 60 }),
        (timeZone, granularity, length, counted) => {
          const first = Date.parse("2026-09-10T00:00:00Z");
          const range = resolved({
            timeZone,
            granularity,
            from: "2026-09-10",
            to: dateAt(first + length * 86_400_000, "UTC"),
          });
          const { startsAtEpochMs, endsAtEpochMs } = range;
          // Something in the first and the last quarter of each of them, and just outside.
          const atEnds = [...startsAtEpochMs, endsAtEpochMs].flatMap((at) => [at / 900_000 - 1, at / 900_000]);
          const days = daysOf([
            ...counted.map(([quarter, amount]) => [first / 900_000 + quarter, amount] as const),
            ...atEnds.map((quarter) => [quarter, 1] as const),
          ]);
          const expected = startsAtEpochMs.map((start, index) =>
            sumBetween(days, start / 900_000, (startsAtEpochMs[index + 1] ?? endsAtEpochMs) / 900_000),
          );
          expect(countByStart(days, range)).toEqual(expected);
        },
      ),
    );
  });

  it("are zeros where nothing was counted", () => {
    expect(countByStart(new Map(), resolved({ from: "2026-11-20", to: "2026-11-22" }))).toEqual([0, 0, 0]);
  });
});

function daysOf(counted: readonly (readonly [number, number])[]): ReadonlyMap<string, DayCounts> {
  const days = new Map<string, Map<number, number>>();
  for (const [quarter, amount] of counted) {
    const { day, index } = placeOfQuarter(quarter);
    const ofDay = days.get(day) ?? new Map<number, number>();
    days.set(day, ofDay.set(index, (ofDay.get(index) ?? 0) + amount));
  }
  return days;
}
