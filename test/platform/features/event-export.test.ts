import { randomUUID } from "node:crypto";
import { globSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ExportLine } from "../../../functions/event-export/export-line.ts";
import { feature } from "../../support/features.ts";
import { startTestPlatform, type TestPlatform } from "../../support/test-platform.ts";

/** A visitor's address that the edge tells the API, and that no file may hold. */
const ADDRESS = "203.0.113.77";

describe(feature(60), () => {
  let test: TestPlatform;
  beforeAll(async () => {
    test = await startTestPlatform({ eventExport: true });
  });
  afterAll(() => test.close());

  async function send(events: readonly object[]): Promise<unknown> {
    const { demo } = test;
    const path = `/embed/v1/events?access_token=${demo.publicToken}`;
    const headers = { "latchkey-viewer-address": ADDRESS, "x-forwarded-for": ADDRESS };
    const { json } = await test.request(path, { method: "POST", origin: demo.shopUrl, headers, body: { events } });
    return json;
  }
  const createEvent = (more: object = {}) => ({
    id: randomUUID(),
    name: "option_chosen",
    configuratorId: test.demo.configuratorId,
    occurredAt: "2026-11-20T12:00:00.000Z",
    ...more,
  });
  const files = () => globSync("firehose/**/*.jsonl.gz", { cwd: test.dataDirectory }).sort();
  const textOf = (file: string) => gunzipSync(readFileSync(join(test.dataDirectory, file))).toString();
  const lines = (): readonly ExportLine[] =>
    files().flatMap((file) =>
      textOf(file)
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line)),
    );

  it("events are written into files, one line each, when that is asked for: what was stored and nothing else", async () => {
    const now = new Date();
    const happened = new Date(now.getTime() - 60_000).toISOString();
    const properties = { attribute: "wood", value: "oak", first: true };
    const chosen = createEvent({ occurredAt: happened, properties });
    const late = createEvent({ name: "load", occurredAt: "2020-01-01T00:00:00.000Z" });
    expect(await send([chosen, late, chosen])).toMatchObject({ accepted: 2, duplicates: 1 });
    expect(await send([chosen])).toMatchObject({ accepted: 0, duplicates: 1 });
    expect(files()).toEqual([]);
    await test.platform.deliverChanges();
    const written = lines();
    expect(written).toHaveLength(2);
    const { workspaceId } = test.platform;
    const { publicTokenId: tokenId, shopUrl: origin } = test.demo;
    const common = { workspaceId, configuratorId: test.demo.configuratorId, tokenId, origin };
    expect(written.find(({ id }) => id === chosen.id)).toEqual({
      ...common,
      id: chosen.id,
      name: "option_chosen",
      countedAt: happened,
      occurredAt: happened,
      receivedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      clockCorrected: false,
      properties: JSON.stringify(properties),
    });
    const corrected = written.find(({ id }) => id === late.id);
    expect(corrected).toMatchObject({ ...common, occurredAt: late.occurredAt, clockCorrected: true, properties: "{}" });
    expect(Date.parse(corrected?.countedAt ?? "")).toBeGreaterThan(now.getTime() - 73 * 60 * 60 * 1000);
  });

  it("a file is found by the day on which it was written, and holds no address, no token and no secret", async () => {
    await send([createEvent()]);
    await test.platform.deliverChanges();
    expect(files().length).toBeGreaterThan(0);
    for (const file of files()) {
      expect(file).toMatch(/^firehose\/[^/]+\/events\/date=\d{4}-\d\d-\d\d\/[^/]+\.jsonl\.gz$/);
      expect(statSync(join(test.dataDirectory, file)).mode & 0o077).toBe(0);
      for (const secret of [ADDRESS, "127.0.0.1", "::1", test.demo.publicToken, test.demo.ownerToken]) {
        expect(textOf(file)).not.toContain(secret);
      }
    }
  });

  it("many events make few files, and each is written once", async () => {
    const before = files().length;
    const sent = Array.from({ length: 120 }, (_, index) => createEvent({ properties: { index } }));
    for (let start = 0; start < sent.length; start += 40) await send(sent.slice(start, start + 40));
    await Promise.all([test.platform.deliverChanges(), test.platform.deliverChanges()]);
    const ids = lines().map(({ id }) => id);
    expect(ids.filter((id) => sent.some((event) => event.id === id)).sort()).toEqual(sent.map(({ id }) => id).sort());
    expect(new Set(ids).size).toBe(ids.length);
    expect(files().length).toBe(before + 1);
  });

  it("nothing else that is written is handed over, and counting goes on as ever", async () => {
    const before = lines().length;
    await test.platform.runSchedule("Counting");
    await test.platform.deliverChanges();
    expect(lines()).toHaveLength(before);
    const { series } = await test.owner.analytics.events({ configuratorId: test.demo.configuratorId });
    expect(series.reduce((sum, { total }) => sum + total, 0)).toBe(before);
  });

  it("the function may do this and no more: every statement of its role is needed", () => {
    expect(test.platform.store.refusals()).toEqual([]);
    const statements = test.platform.store.usage().filter(({ roleName }) => roleName.includes("EventExportRole"));
    const needed = statements.filter(({ soleUses }) => soleUses > 0).map(({ sid }) => sid);
    expect(needed.sort()).toEqual([
      "DeliverEvents",
      "DescribeStreamEvents",
      "GetRecordsEvents",
      "GetShardIteratorEvents",
      "ListStreamsEvents",
    ]);
    expect(statements.map(({ sid }) => sid).sort()).toEqual([...needed, "WriteLogs"].sort());
  });
});
