import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { windowOf } from "../../../functions/domain/plan.ts";
import { quarterOf, usageSeries } from "../../../functions/domain/series.ts";
import { addUsage, readUsage } from "../../../functions/store/application-usage.ts";
import { transact } from "../../../functions/store/transact.ts";
import { countReported, type ReportedUsage } from "../../../functions/store/usage-report.ts";
import { startDirectory, type TestDirectory } from "./directory-table.ts";
import { readPendingChanges, readPendingSums } from "./pending-sums.ts";

let table: TestDirectory;
beforeAll(async () => {
  table = await startDirectory();
});
afterAll(() => table.stop());
beforeEach(() => table.forget());

const NOW = Date.parse("2026-11-22T12:34:56Z");
const DAYS = [NOW, NOW - 86_400_000].map((at) => windowOf("day", at));
let workspaces = 0;
let requests = 0;
/** Nothing has been counted there. */
const createPlace = (nowEpochMs = NOW) => ({
  workspaceId: `ws_${String(workspaces++).padStart(12, "0")}`,
  serviceId: "svc_000000000001",
  nowEpochMs,
});
const count = (
  place: ReturnType<typeof createPlace>,
  usages: readonly ReportedUsage[],
): Promise<ReadonlySet<ReportedUsage>> =>
  countReported(table, { ...place, requestId: `request-${requests++}` }, usages);

interface Reported {
  readonly application: number;
  readonly day: number;
  readonly hits: number;
  readonly id: number | undefined;
}
const usageOf = ({ application, day, hits, id }: Reported): ReportedUsage => ({
  applicationId: `app_${application}`,
  hits,
  windows: DAYS.slice(day, day + 1),
  occurredAtEpochMs: NOW - day * 86_400_000,
  id: id === undefined ? undefined : `id-${id}`,
});
/** The same id always says the same, as from a sender who repeats what it has. */
const reported: fc.Arbitrary<Reported> = fc.oneof(
  fc.record({
    application: fc.nat(2),
    day: fc.nat(1),
    hits: fc.integer({ min: 1, max: 9 }),
    id: fc.constant(undefined),
  }),
  fc.nat(15).map((id) => ({ application: id % 3, day: id % 2, hits: (id % 5) + 1, id })),
);
const report = fc.uniqueArray(reported, { maxLength: 12, selector: ({ id }) => id ?? Symbol("its own") });

describe("counting reports", () => {
  it("counts every id once and everything else each time, whatever is sent again, in whatever order", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(report, { maxLength: 5 }), async (reports) => {
        const place = createPlace();
        const known = new Set<number>();
        const sums = new Map<string, number>();
        for (const entries of reports) {
          const usages = entries.map(usageOf);
          const duplicates = await count(place, usages);
          for (const [index, { application, day, hits, id }] of entries.entries()) {
            const isKnown = id !== undefined && known.has(id);
            const usage = usages[index];
            expect(usage !== undefined && duplicates.has(usage)).toBe(isKnown);
            if (isKnown) continue;
            if (id !== undefined) known.add(id);
            const name = `${application} ${day}`;
            sums.set(name, (sums.get(name) ?? 0) + hits);
          }
        }
        for (const application of [0, 1, 2]) {
          const counted = await readUsage(table, { ...place, applicationId: `app_${application}` }, DAYS);
          expect(counted).toEqual([0, 1].map((day) => sums.get(`${application} ${day}`) ?? 0));
        }
        // The usage says the same, and what was said twice is in it once.
        const pending = await readPendingSums(table, place.workspaceId);
        const total = [...sums.values()].reduce((sum, hits) => sum + hits, 0);
        expect(pending.get(usageSeries("workspace", place.workspaceId, "hit")) ?? 0).toBe(total);
        expect(pending.get(usageSeries("service", place.serviceId, "hit")) ?? 0).toBe(total);
        for (const application of [0, 1, 2]) {
          const ofApplication = (sums.get(`${application} 0`) ?? 0) + (sums.get(`${application} 1`) ?? 0);
          expect(pending.get(usageSeries("application", `app_${application}`, "hit")) ?? 0).toBe(ofApplication);
        }
      }),
      { numRuns: 30 },
    );
  });

  it("counts once what is sent five times at the same time", async () => {
    const place = createPlace();
    const usages = Array.from({ length: 150 }, (_, id) => usageOf({ application: id % 3, day: 0, hits: 1, id }));
    const outcomes = await Promise.all([1, 2, 3, 4, 5].map(() => count(place, usages)));
    expect(outcomes.reduce((sum, duplicates) => sum + duplicates.size, 0)).toBe(4 * 150);
    for (const application of [0, 1, 2]) {
      expect(await readUsage(table, { ...place, applicationId: `app_${application}` }, DAYS)).toEqual([50, 0]);
    }
  });

  it("takes few transactions: 500 of one application fit into six, and without ids into one", async () => {
    const usages = (hasIds: boolean) =>
      Array.from({ length: 500 }, (_, id) => usageOf({ application: 1, day: 0, hits: 1, id: hasIds ? id : undefined }));
    await count(createPlace(), usages(true));
    expect(table.count("TransactWriteItems")).toBe(6);
    table.forget();
    await count(createPlace(), usages(false));
    expect(table.count("TransactWriteItems")).toBe(1);
  });

  it("meters hits in the quarter of an hour that they came in, and not in that of the report", async () => {
    const place = createPlace();
    await count(place, [usageOf({ application: 1, day: 1, hits: 2, id: undefined })]);
    const quarters = (await readPendingChanges(table, place.workspaceId)).map(({ quarter }) => quarter);
    expect(new Set(quarters)).toEqual(new Set([quarterOf(NOW - 86_400_000)]));
  });

  it("keeps reports of so many applications as there may be within what a transaction takes", async () => {
    const place = createPlace();
    const usages = Array.from({ length: 500 }, (_, application) =>
      [0, 1].map((day) => usageOf({ application, day, hits: 1, id: undefined })),
    ).flat();
    await count(place, usages);
    const pending = await readPendingSums(table, place.workspaceId);
    expect(pending.get(usageSeries("workspace", place.workspaceId, "hit"))).toBe(1000);
  });

  it("forgets an id only when nothing that old could be reported any more", async () => {
    const place = createPlace();
    const usage = usageOf({ application: 1, day: 0, hits: 1, id: 1 });
    await count(place, [usage]);
    const later = (hours: number) => ({ ...place, nowEpochMs: NOW + hours * 3_600_000 });
    expect((await count(later(24.5), [usage])).size).toBe(1);
    expect((await count(later(25), [usage])).size).toBe(0);
  });
});

describe("a counter with a limit", () => {
  it("takes exactly what there is room for, of 40 that come at once", async () => {
    const place = { ...createPlace(), applicationId: "app_1" };
    const [day = windowOf("day", NOW)] = DAYS;
    const outcomes = await Promise.all(
      Array.from({ length: 40 }, () => transact(table.client, [addUsage(table, place, day, 3, 50)])),
    );
    expect(outcomes.filter(({ written }) => written)).toHaveLength(16);
    expect(await readUsage(table, place, [day])).toEqual([48]);
    expect(await transact(table.client, [addUsage(table, place, day, 2, 50)])).toEqual({ written: true });
    expect(await transact(table.client, [addUsage(table, place, day, 1, 50)])).toEqual({ written: false, failed: [0] });
  });

  it("takes nothing larger than itself, from the beginning", async () => {
    const place = { ...createPlace(), applicationId: "app_1" };
    const [day = windowOf("day", NOW)] = DAYS;
    // An empty counter has room for the limit and no more.
    expect(await transact(table.client, [addUsage(table, place, day, 6, 5)])).toEqual({ written: false, failed: [0] });
    expect(await transact(table.client, [addUsage(table, place, day, 5, 5)])).toEqual({ written: true });
  });
});
