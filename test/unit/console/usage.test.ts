import { describe, expect, it } from "vitest";
import {
  fileNameOf,
  granularityOf,
  isEmpty,
  metricOf,
  targetOf,
  toUsageQuery,
  USAGE_ADDRESS,
} from "../../../console/src/usage/address.ts";
import { METRIC_WORDS, SUBJECTS } from "../../../console/src/usage/words.ts";
import { METRICS, USAGE_SUBJECTS } from "../../../functions/domain/series.ts";

const at = (changes: Partial<typeof USAGE_ADDRESS>) => ({ ...USAGE_ADDRESS, ...changes });
const month = { from: "2026-03-01", to: "2026-03-31" };
const year = { from: "2025-04-01", to: "2026-03-31" };
const metric = (name: "load" | "save", total: number) => ({ metric: name, total, points: [] });

describe("the address of a page of usage", () => {
  it("names the workspace, or one thing of it", () => {
    expect(targetOf({ subject: "workspace", id: "lkp_7Qm2ZfP0aBcD" })).toEqual({ subject: "workspace" });
    expect(targetOf({ subject: "token", id: "lkp_7Qm2ZfP0aBcD" })).toEqual({
      subject: "token",
      id: "lkp_7Qm2ZfP0aBcD",
    });
    expect(targetOf({ subject: "token", id: "" })).toBeUndefined();
    expect(targetOf({ subject: "planet", id: "earth" })).toEqual({ subject: "workspace" });
  });

  it("asks for days up to a quarter of a year, and for months beyond it, unless it says otherwise", () => {
    expect(granularityOf(at({}), month)).toBe("day");
    expect(granularityOf(at({}), { from: "2026-01-01", to: "2026-04-02" })).toBe("day");
    expect(granularityOf(at({}), { from: "2026-01-01", to: "2026-04-03" })).toBe("month");
    expect(granularityOf(at({ granularity: "day" }), year)).toBe("day");
    expect(granularityOf(at({ granularity: "hour" }), month)).toBe("day");
    expect(toUsageQuery({ subject: "service", id: "svc_6Tq1XbN8wEyH" }, at({ granularity: "month" }), month)).toEqual({
      subject: "service",
      id: "svc_6Tq1XbN8wEyH",
      ...month,
      granularity: "month",
    });
  });

  it("chooses a metric that the subject has", () => {
    const metrics = [metric("load", 0), metric("save", 2)];
    expect(metricOf(at({ metric: "save" }), { metrics })).toBe("save");
    expect(metricOf(at({ metric: "hit" }), { metrics })).toBe("load");
    expect(metricOf(at({}), { metrics: [] })).toBeUndefined();
    expect(isEmpty({ metrics })).toBe(false);
    expect(isEmpty({ metrics: [metric("load", 0)] })).toBe(true);
  });

  it("names the file after whose days it holds", () => {
    expect(fileNameOf({ subject: "workspace" }, month)).toBe("usage-workspace-2026-03-01-2026-03-31.csv");
    expect(fileNameOf({ subject: "token", id: "lkp_7Qm2ZfP0aBcD" }, month)).toContain("usage-lkp_7Qm2ZfP0aBcD-");
  });
});

describe("the words of usage", () => {
  it("are there for everything that is metered, and for everybody it is metered of", () => {
    expect(Object.keys(METRIC_WORDS)).toEqual([...METRICS]);
    expect(SUBJECTS.map(({ value }) => value)).toEqual([...USAGE_SUBJECTS]);
  });
});
