import { describe, expect, it } from "vitest";
import { describePoint, shownSplits } from "../../../console/src/design/chart-data.ts";
import {
  ANALYTICS_ADDRESS,
  granularitiesOf,
  granularityOf,
  groupOf,
  toEventsQuery,
} from "../../../console/src/pages/analytics/address.ts";
import { describeChange } from "../../../console/src/pages/analytics/words.ts";
import {
  daysThatAreOver,
  describeDates,
  isDate,
  lengthOf,
  PERIODS,
  periodOf,
  recentMonths,
} from "../../../console/src/periods/period.ts";
import { markRunning, namePoints, runningPoint, untilNow } from "../../../console/src/periods/points.ts";

const clock = { today: "2026-03-03", timeZone: "Europe/Berlin" };
const at = (changes: Partial<typeof ANALYTICS_ADDRESS>) => ({ ...ANALYTICS_ADDRESS, ...changes });

describe("the period of the analytics page", () => {
  it.each([
    ["today", "2026-03-03", "2026-03-03"],
    ["7d", "2026-02-25", "2026-03-03"],
    ["30d", "2026-02-02", "2026-03-03"],
    ["month", "2026-03-01", "2026-03-03"],
    ["last-month", "2026-02-01", "2026-02-28"],
    ["12m", "2025-03-04", "2026-03-03"],
    ["2026-02", "2026-02-01", "2026-02-28"],
    ["2026-03", "2026-03-01", "2026-03-03"],
    ["2025-12", "2025-12-01", "2025-12-31"],
    ["2026-04", "2026-02-02", "2026-03-03"],
    ["2026-13", "2026-02-02", "2026-03-03"],
    ["nonsense", "2026-02-02", "2026-03-03"],
  ])("%s is from %s to %s", (period, from, to) => {
    expect(periodOf(at({ period }), clock.today)).toEqual({ from, to });
  });

  it("can be each of the last thirteen months", () => {
    expect(recentMonths("2026-03-31")).toHaveLength(13);
    expect(recentMonths("2026-03-31").slice(0, 4)).toEqual(["2026-03", "2026-02", "2026-01", "2025-12"]);
  });

  it("is never longer than the API answers", () => {
    for (const { range } of PERIODS) {
      const { from, to } = range("2028-03-31");
      expect(describeDates(from, to)).toBeUndefined();
    }
  });

  it("takes own dates that are right, and the default for those that are not", () => {
    const own = (from: string, to: string) => periodOf(at({ period: "own", from, to }), clock.today).from;
    expect(own("2026-01-01", "2026-01-31")).toBe("2026-01-01");
    for (const [from, to] of [
      ["2026-02-01", "2026-01-31"],
      ["2026-02-30", "2026-03-01"],
      ["2025-01-01", "2026-01-02"],
      ["<b>", ""],
    ] as const)
      expect(own(from, to)).toBe("2026-02-02");
  });

  it("counts both ends, and says what is wrong with dates", () => {
    expect(lengthOf("2026-03-28", "2026-03-30")).toBe(3);
    expect(isDate("2026-02-29")).toBe(false);
    expect(describeDates("2025-03-03", "2026-03-03")).toBeUndefined();
    expect(describeDates("2025-03-02", "2026-03-03")).toBe("Choose at most 366 days.");
    expect(describeDates("2026-03-04", "2026-03-03")).toBe("The first day is after the last.");
    expect(describeDates("", "2026-03-03")).toBe("Give both days.");
  });
});

describe("the chart of the analytics page", () => {
  const today = { from: clock.today, to: clock.today };
  const fortnight = { from: "2026-02-18", to: "2026-03-03" };

  it("is as fine as the period allows", () => {
    expect(granularityOf(at({}), today, clock)).toBe("hour");
    expect(granularityOf(at({ granularity: "15min" }), today, clock)).toBe("15min");
    expect(granularityOf(at({ granularity: "15min" }), fortnight, clock)).toBe("day");
    expect(granularityOf(at({ granularity: "hour" }), fortnight, clock)).toBe("hour");
    expect(granularityOf(at({ granularity: "hour" }), { ...fortnight, from: "2026-02-17" }, clock)).toBe("day");
    expect(granularityOf(at({}), { from: "2025-03-04", to: "2026-03-03" }, clock)).toBe("week");
  });

  it("asks for groups only what groups have", () => {
    const grouped = at({ group: "token" });
    expect(granularitiesOf(grouped, today, clock)).toEqual(["hour", "day"]);
    expect(granularitiesOf(grouped, today, { ...clock, timeZone: "Asia/Kolkata" })).toEqual(["day"]);
    expect(granularityOf(grouped, { from: "2026-01-28", to: "2026-01-28" }, clock)).toBe("day");
    expect(granularityOf(grouped, { from: "2026-01-29", to: "2026-01-29" }, clock)).toBe("hour");
    expect(groupOf(at({ group: "configurator", configurator: "cfg_2hJ7sWv9QxTb" }))).toBeUndefined();
    expect(toEventsQuery(grouped, today, clock)).toEqual({
      ...today,
      event: "load",
      granularity: "hour",
      groupBy: "token",
      limit: 6,
    });
  });

  it("compares unless it is told not to, or shows groups", () => {
    expect(toEventsQuery(at({}), fortnight, clock).compare).toBe("previous");
    expect(toEventsQuery(at({ compare: "no" }), fortnight, clock)).not.toHaveProperty("compare");
  });

  it("compares the days that are over, which are as many whole ones", () => {
    const over = (from: string, to: string) => daysThatAreOver({ from, to }, clock.today);
    expect(over("2026-02-02", "2026-03-02")).toEqual({ from: "2026-02-02", to: "2026-03-02" });
    expect(over("2026-02-02", "2026-03-03")).toEqual({ from: "2026-02-02", to: "2026-03-02" });
    expect(over("2026-03-02", "2026-03-09")).toEqual({ from: "2026-03-02", to: "2026-03-02" });
    expect(over("2026-03-03", "2026-03-03")).toBeUndefined();
  });

  it("draws nothing that lies ahead, and marks what is not over", () => {
    const starts = ["2026-03-02T23:00:00Z", "2026-03-03T00:00:00Z", "2026-03-03T01:00:00Z"];
    const at = (completeUntil: string | null, to = clock.today) =>
      runningPoint(starts, to, { today: clock.today, completeUntil, nowEpochMs: Date.parse("2026-03-03T00:30:00Z") });
    expect(at("2026-03-03T00:59:59Z")).toBe(1);
    expect(at("2026-03-03T01:00:00Z")).toBe(2);
    expect(at("2026-03-02T22:59:59Z")).toBe(-1);
    // Nothing has been counted yet: the clock says it.
    expect(at(null)).toBe(1);
    expect(at("2026-03-03T00:59:59Z", "2026-03-02")).toBeUndefined();
    expect(untilNow([5, 3, 0], 1)).toEqual([5, 3, null]);
    expect(untilNow([5, 3, 0], -1)).toEqual([null, null, null]);
    expect(untilNow([5, 3, 0], undefined)).toEqual([5, 3, 0]);
    const points = [
      { short: "1", full: "one" },
      { short: "2", full: "two" },
    ];
    expect(markRunning(points, 1)).toEqual([points[0], { short: "2", full: "two, so far", isPartial: true }]);
    expect(markRunning(points, undefined)).toEqual(points);
  });

  it("names its points in the time zone that the days are of", () => {
    const [point] = namePoints(["2026-03-02T23:00:00.000Z"], "day", "Europe/Berlin");
    expect(point?.full).toContain("3");
    expect(point?.full).toContain("Tuesday");
    expect(namePoints(["2026-03-02T23:00:00.000Z"], "day", "UTC")[0]?.full).toContain("Monday");
  });

  it("reads a point out, and shows as many names under the axis as there is room for", () => {
    const points = [{ short: "1", full: "Monday" }];
    const series = [
      { key: "a", name: "Loads", values: [1200] },
      { key: "b", name: "Period before", values: [7] },
      { key: "c", name: "Saves", values: [null] },
    ];
    expect(describePoint(points, series, 0)).toBe("Monday: Loads 1,200, Period before 7, Saves –");
    expect(shownSplits(30, 8)).toEqual([0, 4, 8, 12, 16, 20, 24, 28]);
    expect(shownSplits(3, 8)).toEqual([0, 1, 2]);
    expect(shownSplits(0, 8)).toEqual([]);
  });

  it("has no percentage of nothing", () => {
    expect(describeChange(9, 8)).toBe("+12.5%");
    expect(describeChange(4, 8)).toBe("-50%");
    expect(describeChange(8, 8)).toBe("0%");
    expect(describeChange(8, 0)).toBeUndefined();
    expect(describeChange(8, undefined)).toBeUndefined();
  });
});
