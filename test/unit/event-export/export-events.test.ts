import { readFileSync } from "node:fs";
import type { DynamoDBRecord } from "aws-lambda";
import { expect, it } from "vitest";
import { exportEvents } from "../../../functions/event-export/export-events.ts";
import { type EventImage, exportLine } from "../../../functions/event-export/export-line.ts";

const IMAGE: EventImage = {
  pk: { S: "WS#ws_4fK2mZq81LpA#EVENT#one" },
  sk: { S: "EVENT" },
  id: { S: "one" },
  name: { S: "load" },
  configuratorId: { S: "cfg_4fK2mZq81LpA" },
  occurredAt: { S: "2026-11-23T05:00:00.000Z" },
  receivedAt: { S: "2026-11-23T05:00:01.000Z" },
  properties: { S: '{"first":true}' },
  tokenId: { S: "lkp_7Qm2ZfP0aBcD" },
  ttl: { N: "1" },
};
const LINE = {
  id: "one",
  workspaceId: "ws_4fK2mZq81LpA",
  configuratorId: "cfg_4fK2mZq81LpA",
  name: "load",
  countedAt: "2026-11-23T05:00:00.000Z",
  occurredAt: "2026-11-23T05:00:00.000Z",
  receivedAt: "2026-11-23T05:00:01.000Z",
  clockCorrected: false,
  tokenId: "lkp_7Qm2ZfP0aBcD",
  origin: null,
  properties: '{"first":true}',
};

async function exported(images: readonly EventImage[], recordBytesMax = 1000) {
  const records: string[] = [];
  const warnings: unknown[] = [];
  await exportEvents(
    {
      deliveryStream: { put: async (put) => void records.push(...put) },
      logger: { info: () => {}, warn: (_: unknown, ...more: readonly unknown[]) => void warnings.push(...more) },
      recordBytesMax,
    },
    { Records: images.map((NewImage): DynamoDBRecord => ({ dynamodb: { NewImage } })) },
  );
  return { records, warnings };
}

it("a line says what was stored, and nothing that an item may hold besides", () => {
  expect(exportLine(IMAGE)).toEqual(LINE);
  expect(exportLine({ ...IMAGE, address: { S: "203.0.113.7" }, origin: { S: "https://shop.example" } })).toEqual({
    ...LINE,
    origin: "https://shop.example",
  });
});

it("the guide's table for Athena has a column for each member, in this order", () => {
  const guide = readFileSync(new URL("../../../docs/guides/analytics.md", import.meta.url), "utf8");
  const [, columns = ""] = /CREATE EXTERNAL TABLE \w+ \(\n([^)]*)\n\)/.exec(guide) ?? [];
  const described = columns.split("\n").map((line) => line.trim().replace(/,$/, "").split(" "));
  expect(described).toEqual(
    Object.entries(LINE).map(([name, value]) => [name, typeof value === "boolean" ? "boolean" : "string"]),
  );
});

it("the time that counts is the corrected one, and never later than the event was received", () => {
  const countedAt = "2026-11-20T05:00:01.000Z";
  expect(exportLine({ ...IMAGE, countedAt: { S: countedAt } })).toMatchObject({ countedAt, clockCorrected: true });
  const fast = exportLine({ ...IMAGE, occurredAt: { S: "2026-11-23T05:00:30.000Z" } });
  expect(fast).toMatchObject({ countedAt: LINE.receivedAt, clockCorrected: false });
});

it("lines are packed into as few records as they fit in, none of which ends within a line", async () => {
  const line = `${JSON.stringify(LINE)}\n`;
  const { records } = await exported(Array(7).fill(IMAGE), line.length * 3);
  expect(records).toEqual([line.repeat(3), line.repeat(3), line]);
  expect((await exported([])).records).toEqual([]);
});

it("what is no event is left out and said to be, without its content", async () => {
  const { records, warnings } = await exported([{ pk: { S: "PENDING#1" }, secret: { S: "x" } }, IMAGE]);
  expect(records).toEqual([`${JSON.stringify(LINE)}\n`]);
  expect(warnings).toEqual([{ count: 1 }]);
});

it("what Firehose does not take is a fault, so that it comes again", async () => {
  const parts = {
    deliveryStream: { put: () => Promise.reject(new Error("throttled")) },
    logger: { info: () => {}, warn: () => {} },
    recordBytesMax: 1000,
  };
  await expect(exportEvents(parts, { Records: [{ dynamodb: { NewImage: IMAGE } }] })).rejects.toThrow("throttled");
});
