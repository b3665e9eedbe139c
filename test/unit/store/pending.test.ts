import { brotliDecompressSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { tally } from "../../../functions/counting/tally.ts";
import type { CountChange } from "../../../functions/domain/count-change.ts";
import { changesOfEvents } from "../../../functions/domain/event-changes.ts";
import { eventSeries, QUARTER_MS, quarterOf } from "../../../functions/domain/series.ts";
import {
  PENDING_SHARDS,
  type Pending,
  putPending,
  readPendings,
  removePending,
} from "../../../functions/store/pending.ts";
import { transact } from "../../../functions/store/transact.ts";
import { startDirectory, type TestDirectory } from "./directory-table.ts";

let table: TestDirectory;
beforeAll(async () => {
  table = await startDirectory();
});
afterAll(() => table.stop());
beforeEach(async () => {
  for (const pending of await readAll()) await transact(table.client, [removePending(table, pending)]);
});

const NOW = Date.parse("2026-11-23T12:34:56Z");
const QUARTER = quarterOf(NOW);
const AT = { receivedAtEpochMs: NOW, id: "request-1" };
const CHANGES: readonly CountChange[] = [
  { type: "series", series: eventSeries("cfg_1", "load"), quarter: QUARTER, amount: 3 },
  {
    type: "breakdown",
    configuratorId: "*",
    dimension: "option",
    event: "option_chosen",
    key: 'a=b|"ü"\n',
    quarter: QUARTER,
    amount: 2,
  },
];

it("gives back what was written, of whom and when", async () => {
  await transact(table.client, putPending(table, "ws_1", CHANGES, AT));
  expect(await readAll()).toMatchObject([
    { workspaceId: "ws_1", receivedAt: "2026-11-23T12:34:56.000Z", changes: CHANGES },
  ]);
});

it("is nothing for no changes", () => {
  expect(putPending(table, "ws_1", [], AT)).toEqual([]);
});

it("is written once under the same id and taken away once", async () => {
  const writes = putPending(table, "ws_1", CHANGES, AT);
  expect(await transact(table.client, writes)).toEqual({ written: true });
  expect(await transact(table.client, writes)).toEqual({ written: false, failed: [0] });
  const [pending] = await readAll();
  if (pending === undefined) throw new Error("nothing is pending");
  expect(await transact(table.client, [removePending(table, pending)])).toEqual({ written: true });
  expect(await transact(table.client, [removePending(table, pending)])).toEqual({ written: false, failed: [0] });
});

it("is read page by page, oldest first, those of a container from one partition", async () => {
  for (const second of [3, 1, 2])
    await transact(table.client, putPending(table, "ws_1", CHANGES, { ...AT, receivedAtEpochMs: NOW + second * 1000 }));
  const shards = await Promise.all(
    Array.from({ length: PENDING_SHARDS }, async (_, shard) => ({
      shard,
      ...(await readPendings(table, shard, { limit: 2 })),
    })),
  );
  const [first, ...others] = shards.filter(({ items }) => items.length > 0);
  expect(others).toEqual([]);
  expect(first?.hasMore).toBe(true);
  const rest = await readPendings(table, first?.shard ?? -1, { limit: 2, after: first?.items.at(-1) });
  expect(rest.hasMore).toBe(false);
  const seconds = [...(first?.items ?? []), ...rest.items].map(({ receivedAt }) => receivedAt.slice(17, 19));
  expect(seconds).toEqual(["57", "58", "59"]);
});

it("is in as many parts as fit into one transaction each, in every time zone, with nothing left out", async () => {
  // Fifty events are written at once; these have nothing in common but their workspace.
  const events = Array.from({ length: 50 }, (_, index) => ({
    name: index % 2 === 0 ? "save" : "error",
    configuratorId: `cfg_${index}`,
    atEpochMs: NOW - index * 5 * QUARTER_MS,
    isClockCorrected: true,
    properties: { first: true, combination: `c${index}`, code: `e${index}` },
    tokenId: `pub_${index}`,
    origin: `https://${index}.example.com`,
  }));
  const changes = changesOfEvents("ws_1", events);
  const writes = putPending(table, "ws_1", changes, AT);
  expect(writes.length).toBeGreaterThan(1);
  expect(events.length + writes.length).toBeLessThanOrEqual(100);
  await transact(table.client, writes);
  const pendings = await readAll();
  expect(pendings.flatMap((pending) => pending.changes)).toEqual(changes);
  for (const timeZone of ["UTC", "Asia/Kolkata", "America/St_Johns", "Pacific/Auckland"])
    for (const pending of pendings) expect(tally(pending.changes, timeZone).size).toBeLessThan(100);
});

it("keeps what is late apart from what has just happened", () => {
  const event = { name: "load", isClockCorrected: false, properties: {}, tokenId: "pub_1", origin: undefined };
  const events = Array.from({ length: 40 }, (_, index) => ({
    ...event,
    configuratorId: `cfg_${index % 2}`,
    atEpochMs: index >= 30 ? NOW : NOW - (index + 1) * 4 * QUARTER_MS,
  }));
  const writes = putPending(table, "ws_1", changesOfEvents("ws_1", events), AT);
  expect(writes.length).toBeGreaterThan(2);
  const textOf = (bytes: Uint8Array | undefined) => brotliDecompressSync(bytes ?? "").toString();
  const hasNow = writes.map(({ Put }) => textOf(Put?.Item?.changes?.B).includes(`,${QUARTER},`));
  expect(hasNow.lastIndexOf(true)).toBe(0);
});

async function readAll(): Promise<Pending[]> {
  const shards = Array.from({ length: PENDING_SHARDS }, (_, shard) => readPendings(table, shard, { limit: 1000 }));
  return (await Promise.all(shards)).flatMap(({ items }) => items);
}
