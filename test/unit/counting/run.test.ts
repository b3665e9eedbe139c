import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { disturb } from "../../../bench/disturbance.ts";
import { type CountingParts, runCounting } from "../../../functions/counting/run.ts";
import { COUNTERS_MAX } from "../../../functions/domain/breakdown.ts";
import type { CountChange } from "../../../functions/domain/count-change.ts";
import { changesOfEvents } from "../../../functions/domain/event-changes.ts";
import { ALL_CONFIGURATORS, eventSeries, firstOf, OTHER, usageSeries } from "../../../functions/domain/series.ts";
import { PENDING_SHARDS, putPending, readPendings } from "../../../functions/store/pending.ts";
import { readBreakdownCounters, readCompleteUntil, readSeries } from "../../../functions/store/rollups.ts";
import type { Table } from "../../../functions/store/table.ts";
import { transact } from "../../../functions/store/transact.ts";
import { addContention, writesOf } from "../store/contention.ts";
import { startDirectory, type TestDirectory } from "../store/directory-table.ts";

const NOW = Date.parse("2026-11-23T12:34:56Z");
const DAY = "2026-11-23";
const EVENT = {
  name: "load",
  configuratorId: "cfg_1",
  atEpochMs: NOW,
  isClockCorrected: false,
  properties: {},
  tokenId: "pub_1",
  origin: undefined,
};

let table: TestDirectory;
beforeAll(async () => {
  table = await startDirectory();
});
afterAll(() => table.stop());

let workspaces = 0;
let workspaceId = "";
let requests = 0;
beforeEach(() => {
  workspaceId = `ws_${workspaces++}`;
});

async function receive(changes: readonly CountChange[], of = workspaceId): Promise<void> {
  const id = `request-${requests++}`;
  await transact(table.client, putPending(table, of, changes, { receivedAtEpochMs: NOW, id }));
}
const receiveEvents = (events: readonly (typeof EVENT)[]) => receive(changesOfEvents(workspaceId, events));
const run = (parts: Partial<CountingParts> = {}, deadlineEpochMs = NOW + 60_000) =>
  runCounting(
    {
      telemetry: table,
      readTimeZone: async () => "UTC",
      now: () => NOW,
      logger: { info: () => undefined, error: () => undefined },
      ...parts,
    },
    deadlineEpochMs,
  );
async function countOf(series = eventSeries("cfg_1", "load"), of = workspaceId): Promise<number> {
  const { days } = await readSeries(table, { workspaceId: of, series }, DAY, DAY);
  return [...days.values()].flatMap((counts) => [...counts.values()]).reduce((sum, count) => sum + count, 0);
}
const countersOf = (dimension: "event" | "error" | "combination") =>
  readBreakdownCounters(table, { workspaceId, configuratorId: "cfg_1", dimension }, "day", DAY);
async function pendingCount(): Promise<number> {
  const shards = Array.from({ length: PENDING_SHARDS }, (_, shard) => readPendings(table, shard, { limit: 1000 }));
  return (await Promise.all(shards)).reduce((sum, { items }) => sum + items.length, 0);
}
function createContainer(): Table {
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  return {
    name: table.name,
    client: new DynamoDBClient({ endpoint: table.endpoint, region: "us-east-1", credentials }),
  };
}

describe("a run", () => {
  it("counts what is pending, page by page, once, and says how far counting has come", async () => {
    for (let index = 0; index < 25; index++) await receiveEvents([EVENT, EVENT]);
    await run({ pendingsPerPage: 10 });
    await run();
    expect(await countOf()).toBe(50);
    expect(await countersOf("event")).toEqual(new Map([["load|", 50]]));
    expect(await pendingCount()).toBe(0);
    expect(await readCompleteUntil(table)).toBe("2026-11-23T12:34:41.000Z");
  });

  it("that began before another one and ends after it takes back nothing of how far counting has come", async () => {
    await run();
    await run({ now: () => NOW - 60_000 });
    expect(await readCompleteUntil(table)).toBe("2026-11-23T12:34:41.000Z");
  });

  it("never writes more than a transaction takes, 100 writes and 250 counters of an item", async () => {
    for (let batch = 0; batch < 12; batch++)
      await receiveEvents(
        Array.from({ length: 50 }, (_, index) => ({
          ...EVENT,
          name: "save",
          configuratorId: "cfg_1",
          properties: { combination: `c${batch}-${index}` },
        })),
      );
    for (let index = 0; index < 150; index++)
      await receive([{ type: "series", series: usageSeries("token", `pub_${index}`, "call"), quarter: 1, amount: 1 }]);
    const telemetry = createContainer();
    const sizes: { writes: number; counters: number }[] = [];
    telemetry.client.middlewareStack.add(
      (next) => (args) => {
        const writes = writesOf(args.input);
        const counters = (writes ?? []).map(
          ({ Update }) => (Update?.UpdateExpression?.split(/ADD |, /).length ?? 1) - 1,
        );
        if (writes !== undefined) sizes.push({ writes: writes.length, counters: Math.max(...counters) });
        return next(args);
      },
      { step: "initialize" },
    );
    await run({ telemetry });
    expect(await countOf(eventSeries("cfg_1", "save"))).toBe(600);
    expect(Math.max(...sizes.map(({ writes }) => writes))).toBeLessThanOrEqual(100);
    expect(Math.max(...sizes.map(({ counters }) => counters))).toBeLessThanOrEqual(250);
    // As much together as goes: else this would show nothing.
    expect(sizes.length).toBeLessThan(12);
    const combinations = await countersOf("combination");
    expect(combinations.size).toBe(COUNTERS_MAX.combination + 1);
    expect(combinations.get(`${OTHER}|${OTHER}`)).toBe(600 - COUNTERS_MAX.combination);
    telemetry.client.destroy();
  });

  it("adds to the items of one configurator together, in whatever order events came in", async () => {
    for (let batch = 0; batch < 100; batch++)
      await receiveEvents([{ ...EVENT, configuratorId: `cfg_${batch % 20}`, properties: { first: true } }]);
    const telemetry = createContainer();
    let [transactions, writes] = [0, 0];
    telemetry.client.middlewareStack.add(
      (next) => (args) => {
        const ofTransaction = writesOf(args.input)?.length ?? 0;
        if (ofTransaction > 0) transactions++;
        writes += ofTransaction;
        return next(args);
      },
      { step: "initialize" },
    );
    await run({ telemetry });
    for (let index = 0; index < 20; index++) expect(await countOf(eventSeries(`cfg_${index}`, "load"))).toBe(5);
    // In the order in which they came, it would be eight transactions with three times as many writes.
    expect({ transactions, writes }).toEqual({ transactions: 3, writes: 250 });
    telemetry.client.destroy();
  });

  it("keeps names that somebody makes up within bounds, and counts them as others", async () => {
    for (let batch = 0; batch < 3; batch++)
      await receiveEvents(
        Array.from({ length: 50 }, (_, index) => ({ ...EVENT, name: `made_up_${batch * 50 + index}` })),
      );
    await run();
    const events = await countersOf("event");
    expect(events.size).toBe(101);
    expect(events.get(`${OTHER}|${OTHER}`)).toBe(50);
    expect(await countOf(eventSeries("cfg_1", OTHER))).toBe(50);
    expect(await countOf(eventSeries(ALL_CONFIGURATORS, OTHER))).toBe(50);
    expect(await countOf(eventSeries("cfg_1", "made_up_0"))).toBe(1);
    expect(await countOf(eventSeries("cfg_1", "made_up_149"))).toBe(0);
    await receiveEvents([{ ...EVENT, name: "made_up_0" }]);
    await run();
    expect(await countOf(eventSeries("cfg_1", "made_up_0"))).toBe(2);
  });

  it("counts the first of a name beyond the bounds once among the others", async () => {
    const name = (index: number) => `made_up_${String(index).padStart(3, "0")}`;
    for (let batch = 0; batch < 2; batch++)
      await receiveEvents(Array.from({ length: 50 }, (_, index) => ({ ...EVENT, name: name(batch * 50 + index) })));
    await run();
    await receive(changesOfEvents(workspaceId, [{ ...EVENT, name: name(100), properties: { first: true } }]));
    await run();
    expect(await countOf(eventSeries("cfg_1", OTHER))).toBe(1);
    expect(await countOf(eventSeries("cfg_1", firstOf(OTHER)))).toBe(1);
  });

  it("bounds a series whose breakdown is counted in another transaction by the same list", async () => {
    const changes = changesOfEvents(workspaceId, [EVENT]);
    await receive(changes.filter(({ type }) => type === "series"));
    await receiveEvents(Array.from({ length: 50 }, (_, index) => ({ ...EVENT, name: `a_${index}` })));
    await receiveEvents(Array.from({ length: 50 }, (_, index) => ({ ...EVENT, name: `b_${index}` })));
    await receive(changesOfEvents(workspaceId, [{ ...EVENT, name: "late" }]).filter(({ type }) => type === "series"));
    await run();
    expect(await countOf()).toBe(1);
    expect(await countOf(eventSeries("cfg_1", "late"))).toBe(0);
  });

  it("counts once beside another run, on a store that has them meet", async () => {
    for (let index = 0; index < 40; index++) await receiveEvents([EVENT, { ...EVENT, name: `other_${index}` }]);
    const containers = [createContainer(), createContainer()];
    await Promise.all(containers.map((telemetry) => run({ telemetry, pendingsPerPage: 7 })));
    expect(await countOf()).toBe(40);
    expect(await pendingCount()).toBe(0);
    for (const { client } of containers) client.destroy();
  });

  it("waits for whoever writes the same item", async () => {
    for (let index = 0; index < 3; index++) await receiveEvents([EVENT]);
    const telemetry = createContainer();
    const seen = addContention(telemetry, 10);
    await Promise.all([run({ telemetry, pendingsPerPage: 1 }), run({ telemetry, pendingsPerPage: 1 })]);
    expect(seen.conflicts).toBeGreaterThan(0);
    expect(await countOf()).toBe(3);
    telemetry.client.destroy();
  });

  it("can die before or after each of its calls: the next one counts what it did not, and nothing twice", {
    timeout: 120_000,
  }, async () => {
    let died = 0;
    for (let call = 0; ; call++) {
      workspaceId = `ws_dying_${call}`;
      for (let index = 0; index < 3; index++) await receiveEvents([EVENT, { ...EVENT, name: `n_${index}` }]);
      const telemetry = createContainer();
      // Two numbers a call, of which the first decides: one call dies before it, the next time after it.
      let calls = 0;
      const at = Math.floor(call / 2);
      const disturbance = disturb(telemetry.client, { refused: 0, killed: 1 }, () => {
        if (calls++ !== at) return 1;
        return call % 2 === 0 ? 0 : 0.75;
      });
      const ended = await run({ telemetry, pendingsPerPage: 1 }).then(
        () => "whole",
        () => "dead",
      );
      telemetry.client.destroy();
      await run();
      expect(await countOf()).toBe(3);
      expect(await pendingCount()).toBe(0);
      if (disturbance.killed === 0) {
        expect(ended).toBe("whole");
        break;
      }
      died++;
    }
    expect(died).toBeGreaterThan(30);
  });

  it("that could not count a workspace counts the others, fails, and does not claim to be complete", async () => {
    const other = `${workspaceId}_other`;
    for (let index = 0; index < 5; index++) {
      await receiveEvents([EVENT]);
      await receive(changesOfEvents(other, [EVENT]), other);
    }
    const readTimeZone = async (of: string) => {
      if (of === workspaceId) throw new Error("the store is down");
      return "UTC";
    };
    const later = NOW + 3_600_000;
    const before = await readCompleteUntil(table);
    const parts = { readTimeZone, pendingsPerPage: 1, now: () => later };
    await expect(run(parts, later + 60_000)).rejects.toThrow("1 workspaces could not be counted");
    expect([await countOf(), await countOf(undefined, other)]).toEqual([0, 5]);
    expect(await readCompleteUntil(table)).toBe(before);
    await run({ now: () => later }, later + 60_000);
    expect(await countOf()).toBe(5);
    expect(await readCompleteUntil(table)).toBe("2026-11-23T13:34:41.000Z");
  });

  it("ends when its time is over, between two transactions, and the next one goes on", async () => {
    for (let batch = 0; batch < 8; batch++)
      await receiveEvents(
        Array.from({ length: 40 }, (_, index) => ({ ...EVENT, configuratorId: `cfg_${batch}_${index}` })),
      );
    await receiveEvents([EVENT]);
    const later = NOW + 2 * 3_600_000;
    let asked = 0;
    const before = await readCompleteUntil(table);
    await run({ now: () => later + asked++ }, later + 5);
    expect(await readCompleteUntil(table)).toBe(before);
    expect(await pendingCount()).toBeGreaterThan(0);
    await run({ now: () => later }, later + 1);
    expect(await countOf()).toBe(1);
    expect(await readCompleteUntil(table)).toBe("2026-11-23T14:34:41.000Z");
  });
});
