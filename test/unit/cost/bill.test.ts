import { describe, expect, it } from "vitest";
import { createBill, sum } from "../../../cost/bill.ts";
import type { FunctionWork, Measurement, OperationMeasurement } from "../../../cost/measurement.ts";
import type { Settings } from "../../../cost/settings.ts";
import { isMet, targetsOf } from "../../../cost/targets.ts";

const SETTINGS: Settings = {
  architecture: "arm64",
  memoryMb: new Map([
    ["embed-load", 512],
    ["counting", 1024],
  ]),
  logLevel: "INFO",
  accessLogFields: [],
  logRetentionDays: 30,
  edgeCacheSeconds: 60,
};
const WORK: FunctionWork = {
  name: "embed-load",
  invocations: 10,
  readUnits: 20,
  writeUnits: 5,
  calls: 10,
  transactions: 0,
  logBytes: 0,
};
const NOTHING: OperationMeasurement = { count: 1, requests: 0, apiUnits: 0, accessLogBytes: 0, functions: [] };
const MEASUREMENT: Measurement = {
  operations: {
    load: { count: 10, requests: 10, apiUnits: 10, accessLogBytes: 10 * 2 ** 10, functions: [WORK] },
    save: { ...NOTHING, requests: 1 },
    event: { ...NOTHING, count: 8, requests: 1 },
    management: { ...NOTHING, requests: 1 },
  },
  lastUse: { writeUnits: 16, notesPerLoad: 0.01 },
  loadAnswerBytes: 2 ** 12,
  runs: [{ runsPerMonth: 43_200, work: { ...WORK, name: "counting", invocations: 1, readUnits: 16 } }],
};

const bill = createBill(MEASUREMENT, SETTINGS);
const usdOf = (item: string) => bill.perMillion.load.find((line) => line.item === item)?.usd;

describe("a million of what was counted", () => {
  it("is priced by requests, units, time and bytes", () => {
    expect(usdOf("HTTP API")).toBeCloseTo(1, 9);
    expect(usdOf("embed-load: invocations")).toBeCloseTo(0.2, 9);
    // Two units each, and half a write.
    expect(usdOf("embed-load: reads")).toBeCloseTo(0.25, 9);
    expect(usdOf("embed-load: writes")).toBeCloseTo(0.3125, 9);
    // 2 ms of its own, 5 ms for the call, 2 ms for a cold start in a hundred, of half a GB.
    expect(usdOf("embed-load: compute")).toBeCloseTo(0.009 * 0.5 * 13.3334, 9);
    // 1 kB each: taken in, and kept for a month at a fifth of its size.
    expect(usdOf("access log")).toBeCloseTo((1e6 / 2 ** 20) * (0.5 + 0.03 * 0.2), 9);
    expect(usdOf("last use, hourly")).toBeCloseTo(0.1, 9);
  });

  it("names no item that costs nothing", () => {
    expect(usdOf("embed-load: log")).toBeUndefined();
    expect(bill.perMillion.save).toEqual([]);
  });

  it("needs the memory of each function that did something", () => {
    expect(() => createBill(MEASUREMENT, { ...SETTINGS, memoryMb: new Map() })).toThrow("no function embed-load");
  });
});

describe("the edge", () => {
  it("is paid for every load, and the API for those that reach it", () => {
    const api = sum(bill.perMillion.load);
    for (const hits of [0, 0.5, 0.9, 0.99]) {
      const loads = bill.loadsByHits(hits);
      expect(loads.edgeRequests).toBeCloseTo(1, 9);
      expect(loads.edgeTraffic).toBeCloseTo((4096e6 / 2 ** 30) * 0.085, 9);
      expect(loads.api).toBeCloseTo(api * (1 - hits), 9);
      expect(loads.list).toBeCloseTo(loads.edgeRequests + loads.edgeTraffic + loads.api, 9);
    }
  });
});

describe("a month", () => {
  const volumes = { load: 1e6, save: 0, event: 0, management: 0, hits: 0.9 };

  it("is what its loads cost, and the runs that go by the clock", () => {
    const { list, lines } = bill.month(volumes);
    expect(list).toBeCloseTo(bill.loadsByHits(0.9).list + sum(bill.fixedPerMonth), 9);
    expect(list).toBeCloseTo(sum(lines), 9);
  });

  it("sends events in batches: eight of them are one request", () => {
    const requests = (event: number) =>
      bill.month({ ...volumes, load: 0, event }).lines.find(({ item }) => item === "CloudFront: requests")?.usd;
    expect(requests(8e6)).toBeCloseTo(1, 9);
  });

  it("has CloudFront for nothing up to the always-free part, and pays what is beyond", () => {
    const edge = (load: number) => {
      const { lines, alwaysFree } = bill.month({ ...volumes, load });
      return sum(lines.filter(({ item }) => item.startsWith("CloudFront"))) - alwaysFree;
    };
    expect(edge(10e6)).toBeCloseTo(0, 9);
    // Two million requests more; the traffic is still below 1 TB.
    expect(edge(12e6)).toBeCloseTo(2, 6);
  });
});

it("a target is met up to its own amount, and missed beyond", () => {
  const target = { name: "", usdMax: 1.4 };
  expect(isMet({ ...target, usd: 1.4 })).toBe(true);
  expect(isMet({ ...target, usd: 1.4001 })).toBe(false);
  expect(targetsOf(bill).map(({ usd }) => usd)).toEqual([sum(bill.perMillion.load), bill.loadsByHits(0.9).list]);
});
