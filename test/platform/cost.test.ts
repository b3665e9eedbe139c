import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { type Bill, createBill } from "../../cost/bill.ts";
import { type Measured, measure } from "../../cost/measure.ts";
import type { CostOperation } from "../../cost/measurement.ts";
import { targetsOf } from "../../cost/targets.ts";

/** A minute of loads, counted at the store and in the logs: what `npm run cost` prints. */
describe("what requests cost", () => {
  const dataDirectory = mkdtempSync(join(tmpdir(), "latchkey-cost-test-"));
  let measured: Measured;
  let bill: Bill;
  beforeAll(async () => {
    measured = await measure({ dataDirectory, assemblyDirectory: inject("assemblyDirectory") });
    bill = createBill(measured.measurement, measured.settings);
  });
  afterAll(() => rmSync(dataDirectory, { recursive: true, force: true }));

  const work = (operation: CostOperation, name: string) =>
    measured.measurement.operations[operation].functions.find((candidate) => candidate.name === name);

  it("is at most 1.90 USD for a million loads that the API answers, logs, metering and notes included", () => {
    const [api] = targetsOf(bill);
    expect(api?.usd).toBeLessThanOrEqual(1.9);
    expect(api?.usd).toBeGreaterThan(1.5);
    const items = bill.perMillion.load.map(({ item }) => item);
    for (const part of [
      "authorizer: reads",
      "usage-metering: writes",
      "counting: writes",
      "access log",
      "last use, hourly",
    ]) {
      expect(items).toContain(part);
    }
  });

  it("is at most 1.40 USD for a million loads at list prices, nine of ten answered at the edge", () => {
    const [, list] = targetsOf(bill);
    expect(list?.usd).toBeLessThanOrEqual(1.4);
    expect(list?.usd).toBeGreaterThan(1.2);
  });

  it("of what a browser gets is the document in one language, better compressed than the edge would, and few headers", () => {
    const { loadAnswerBytes } = measured.measurement;
    expect(loadAnswerBytes).toBeGreaterThan(2000);
    expect(loadAnswerBytes).toBeLessThan(2720);
  });

  it("of a load is one read unit, whatever the document of the demo has in 14 kB, and no line of a function", () => {
    const { count, requests } = measured.measurement.operations.load;
    expect([count, requests]).toEqual([1200, 1200]);
    expect(work("load", "embed-load")).toMatchObject({ readUnits: 1200, writeUnits: 0, calls: 1200, logBytes: 0 });
    expect(work("load", "authorizer")).toMatchObject({ invocations: 1200, logBytes: 0 });
  });

  it("of the line in the access log stays below 240 bytes", () => {
    const { accessLogBytes, count } = measured.measurement.operations.load;
    expect(accessLogBytes / count).toBeLessThan(240);
  });

  it("of usage is counted: each delivery is written and added up", () => {
    expect(work("load", "usage-metering")?.invocations).toBeGreaterThanOrEqual(6);
    expect(work("load", "counting")?.writeUnits).toBeGreaterThan(0);
  });

  it("of the last use holds the indexes of the token, and comes once an hour", () => {
    const { writeUnits, notesPerLoad } = measured.measurement.lastUse;
    expect(writeUnits).toBeGreaterThan(5);
    expect(notesPerLoad).toBeCloseTo(1 / 3600, 6);
  });

  it("of saves, events and management calls is more than nothing, and a month of nothing has its runs", () => {
    expect(work("save", "embed-configurations")?.writeUnits).toBeGreaterThan(100);
    expect(work("event", "embed-events")?.writeUnits).toBeGreaterThan(0);
    expect(work("management", "tokens")?.invocations).toBe(75);
    expect(bill.fixedPerMonth.map(({ item }) => item)).toContain("counting, 43200 runs");
  });

  it("goes by the settings of the template", () => {
    const { architecture, memoryMb, logLevel, edgeCacheSeconds } = measured.settings;
    expect({ architecture, logLevel, edgeCacheSeconds }).toEqual({
      architecture: "arm64",
      logLevel: "INFO",
      edgeCacheSeconds: 60,
    });
    expect(memoryMb.get("authorizer")).toBe(512);
  });
});
