import { setTimeout as sleep } from "node:timers/promises";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, expect, it } from "vitest";
import { disturb } from "../../../bench/disturbance.ts";
import { createRandom, EVENTS_PER_BATCH, sendTraffic, TIME_ZONES } from "../../../bench/event-traffic.ts";
import { recount } from "../../../bench/recount.ts";
import { runCounting } from "../../../functions/counting/run.ts";
import { sized } from "../../support/test-size.ts";
import { startDirectory, type TestDirectory } from "../store/directory-table.ts";

let table: TestDirectory;
beforeAll(async () => {
  table = await startDirectory();
});
afterAll(() => table.stop());

const EVENTS = sized(8000, 40_000);
const SENDERS = 6;
const SILENT = { info: () => undefined, error: () => undefined };

/** A container of its own: a client that is refused and dies at random. */
function startContainer(seed: number, rates: { readonly refused: number; readonly killed: number }) {
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  const client = new DynamoDBClient({ endpoint: table.endpoint, region: "us-east-1", credentials });
  return { telemetry: { client, name: table.name }, disturbance: disturb(client, rates, createRandom(seed)) };
}

it(`counts ${EVENTS} events exactly, whoever sends twice, is refused or dies`, { timeout: 240_000 }, async () => {
  const traffic = { batches: EVENTS / EVENTS_PER_BATCH, senders: SENDERS };
  let isSending = true;
  const seen = { sent: 0, killedSenders: 0, refused: 0, killedRuns: 0 };
  const sending = Array.from({ length: SENDERS }, async (_, sender) => {
    const { telemetry, disturbance } = startContainer(sender, { refused: 0.1, killed: 0.05 });
    const { sent, killed } = await sendTraffic(telemetry, disturbance, traffic, sender);
    seen.sent += sent;
    seen.killedSenders += killed;
    seen.refused += disturbance.refused;
    telemetry.client.destroy();
  });
  // Two at once, over and over, while events come in.
  const counting = [100, 101].map(async (seed) => {
    const { telemetry, disturbance } = startContainer(seed, { refused: 0.1, killed: 0.06 });
    while (isSending) {
      await count(telemetry).catch(() => undefined);
      disturbance.revive();
      await sleep(300);
    }
    seen.killedRuns += disturbance.killed;
    telemetry.client.destroy();
  });
  await Promise.all(sending);
  isSending = false;
  await Promise.all(counting);
  await count(table);

  const { events, pendings, wrong } = await recount(table);
  expect({ events, pendings, wrong }).toEqual({ events: EVENTS, pendings: 0, wrong: [] });
  // All of it did happen.
  expect(seen.sent).toBeGreaterThan(traffic.batches * 1.1);
  for (const times of [seen.killedSenders, seen.refused, seen.killedRuns]) expect(times).toBeGreaterThan(3);
});

function count(telemetry: Pick<TestDirectory, "client" | "name">): Promise<void> {
  const readTimeZone = async (workspaceId: string) => TIME_ZONES[workspaceId] ?? "UTC";
  const parts = { telemetry, readTimeZone, now: Date.now, logger: SILENT, pendingsPerPage: 100 };
  return runCounting(parts, Date.now() + 150_000);
}
