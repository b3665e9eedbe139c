import { Logger } from "@aws-lambda-powertools/logger";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Principal } from "../../../functions/domain/decide.ts";
import { METRICS, type Metric, type UsageSubject, usageSeries } from "../../../functions/domain/series.ts";
import { isRefusal } from "../../../functions/http/answer.ts";
import { readUsage, type UsageRequest } from "../../../functions/management/usage/read-usage.ts";
import { addToSeries } from "../../../functions/store/rollups.ts";
import { transact } from "../../../functions/store/transact.ts";
import { WORKSPACE_ID } from "../domain/records.ts";
import { startDirectory, type TestDirectory } from "../store/directory-table.ts";

const NOW = Date.parse("2026-11-22T12:00:00Z");
const DAY_MS = 86_400_000;
/** More than a year, each with something in its first and its last quarter. */
const DAYS = Array.from({ length: 400 }, (_, index) => new Date(NOW - index * DAY_MS).toISOString().slice(0, 10));
const SERVICES = ["svc_000000000001", "svc_000000000002", "svc_000000000003"] as const;

let table: TestDirectory;
beforeAll(async () => {
  table = await startDirectory();
  for (const metric of METRICS) await write("workspace", WORKSPACE_ID, metric, 1);
  for (const [index, service] of SERVICES.entries()) await write("service", service, "hit", 10 ** index);
});
afterAll(() => table.stop());
beforeEach(() => table.forget());

async function write(subject: UsageSubject, id: string, metric: Metric, amount: number): Promise<void> {
  const counts = new Map([
    [0, amount],
    [95, amount],
  ]);
  const address = { workspaceId: WORKSPACE_ID, series: usageSeries(subject, id, metric) };
  const writes = DAYS.map((day) => addToSeries(table, address, day, counts));
  for (let start = 0; start < writes.length; start += 100)
    await transact(table.client, writes.slice(start, start + 100));
}

const request = (query: Partial<UsageRequest["query"]>, services: Principal["services"] = "all"): UsageRequest => ({
  operation: "queryUsage",
  principal: {
    kind: "private",
    workspaceId: WORKSPACE_ID,
    id: "lks_000000000001",
    scopes: ["analytics:read"],
    services,
    owner: { type: "service_account", id: "reader", name: "reader" },
  },
  path: {},
  body: {},
  query: { subject: "workspace", granularity: "day", timeZone: "UTC", ...query },
  headers: {},
  requestId: "request",
  sourceIp: "203.0.113.7",
  nowEpochMs: NOW,
  logger: new Logger(),
});

async function ask(query: Partial<UsageRequest["query"]>, services?: Principal["services"]) {
  const usage = await readUsage({ directory: table, telemetry: table }, request(query, services));
  if (isRefusal(usage)) throw new Error(usage.refusal);
  return usage;
}

describe("the usage of a year", () => {
  it.each(["UTC", "Asia/Kathmandu", "America/Los_Angeles"])(
    "takes at most 400 items and one Query for each metric, in the days of %s",
    async (timeZone) => {
      const { itemsRead, metrics } = await ask({ from: "2025-11-22", to: "2026-11-22", timeZone });
      expect(metrics.map(({ metric }) => metric)).toEqual(METRICS);
      expect(itemsRead).toBeGreaterThan(365 * METRICS.length);
      expect(itemsRead).toBeLessThanOrEqual(400 * METRICS.length);
      expect(table.count("Query")).toBe(METRICS.length);
      for (const { points } of metrics) expect(points).toHaveLength(366);
    },
  );

  it("is the same in days and in months, and has two of each metric for each day", async () => {
    const days = await ask({ from: "2025-11-22", to: "2026-11-22" });
    const months = await ask({ from: "2025-11-22", to: "2026-11-22", granularity: "month" });
    expect(days.metrics.map(({ total }) => total)).toEqual(METRICS.map(() => 2 * 366));
    expect(months.metrics.map(({ total }) => total)).toEqual(METRICS.map(() => 2 * 366));
    expect(months.metrics[0]?.points.map(({ count }) => count)).toEqual([
      18, 62, 62, 56, 62, 60, 62, 60, 62, 62, 60, 62, 44,
    ]);
  });

  it("has a day's quarters in the day of the time zone", async () => {
    const { metrics } = await ask({ from: "2026-11-20", to: "2026-11-20", timeZone: "Asia/Kathmandu" });
    // 05:45 ahead: the last quarter of the 19th and the first of the 20th.
    expect(metrics[0]?.points).toEqual([{ startsAt: "2026-11-19T18:15:00.000Z", count: 2 }]);
  });
});

it("hits of the workspace are those of the services that the credential may see", async () => {
  const of = async (services: Principal["services"]) => {
    const { metrics } = await ask({ from: "2026-11-20", to: "2026-11-20" }, services);
    return metrics.find(({ metric }) => metric === "hit")?.total;
  };
  expect(await of("all")).toBe(2);
  expect(await of(SERVICES.slice(0, 1))).toBe(2 * 1);
  expect(await of(SERVICES.slice(1))).toBe(2 * 110);
  expect(await of([...SERVICES, "svc_unknown00000"])).toBe(2 * 111);
});

it("says that nothing is complete while nothing has been counted", async () => {
  expect((await ask({})).completeUntil).toBeNull();
});
