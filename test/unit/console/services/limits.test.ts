import { describe, expect, it } from "vitest";
import {
  describeLimits,
  findUnreachable,
  parseLimits,
  textsOf,
} from "../../../../console/src/pages/service/applications/limits.ts";

const NONE = { minute: "", hour: "", day: "", month: "" };

describe("parseLimits", () => {
  it("leaves out what is empty", () => {
    expect(parseLimits(NONE)).toEqual({ ok: true, limits: {} });
    expect(parseLimits({ ...NONE, minute: " 60 ", month: "100000" })).toEqual({
      ok: true,
      limits: { perMinute: 60, perMonth: 100_000 },
    });
  });

  it.each(["1.5", "-1", "1e3", "1,000", "many"])("wants a whole number, and refuses %s", (hour) => {
    expect(parseLimits({ ...NONE, hour })).toEqual({
      ok: false,
      errors: { hour: expect.stringMatching(/whole number/) },
    });
  });

  it("accepts the smallest and the greatest limit of the API, and nothing beyond them", () => {
    const hits = (day: string) => parseLimits({ ...NONE, day });
    expect(hits("1")).toEqual({ ok: true, limits: { perDay: 1 } });
    expect(hits("1000000000")).toEqual({ ok: true, limits: { perDay: 1_000_000_000 } });
    expect(hits("0")).toEqual({ ok: false, errors: { day: expect.stringMatching(/suspend it/) } });
    expect(hits("1000000001")).toEqual({ ok: false, errors: { day: expect.stringMatching(/at most/) } });
  });

  it("gives back what a form was filled with", () => {
    const limits = { perMinute: 1, perHour: 2, perDay: 3, perMonth: 4 };
    expect(parseLimits(textsOf(limits))).toEqual({ ok: true, limits });
    expect(textsOf({ perHour: 2 })).toEqual({ ...NONE, hour: "2" });
  });
});

describe("findUnreachable", () => {
  it("names limits that a longer period ends before", () => {
    expect(findUnreachable({ perMinute: 60, perHour: 100, perMonth: 50 })).toEqual(["minute", "hour"]);
  });

  it("lets equal limits and limits alone be", () => {
    expect(findUnreachable({ perMinute: 60, perDay: 60 })).toEqual([]);
    expect(findUnreachable({ perMonth: 1 })).toEqual([]);
    expect(findUnreachable({})).toEqual([]);
  });
});

describe("describeLimits", () => {
  it("says them in words, the shortest period first", () => {
    expect(describeLimits({ perMonth: 100_000, perHour: 5 })).toBe("5 an hour, 100,000 a month");
    expect(describeLimits({})).toBe("No limits");
  });
});
