import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { MessageChannel, Worker } from "node:worker_threads";
import { runCounting } from "../functions/counting/run.ts";
import { PENDING_SHARDS, readPendings } from "../functions/store/pending.ts";
import type { Table } from "../functions/store/table.ts";
import { type Disturbance, disturb } from "./disturbance.ts";
import { startSending } from "./event-senders.ts";
import { createRandom, EVENTS_PER_BATCH, TIME_ZONES } from "./event-traffic.ts";
import { createPortClient } from "./port-client.ts";
import { type Progress, startProgress } from "./progress.ts";
import { recount } from "./recount.ts";
import type { Section } from "./report.ts";

const SENDERS = 8;
const BARE_WRITES_PER_SENDER = 250;
const BETWEEN_RUNS_MS = 1000;
const RUN_MS = 60_000;
/** A run makes hundreds of calls, a sender one for a batch: both die often, and both get somewhere. */
const COUNTING_RATES = { refused: 0.02, killed: 0.002 };
export const EVENTS_DEFAULT = 50_000;

/**
 * Events from several senders at once, a fifth of the batches twice, on a store that refuses and with senders and counting runs that die.
 * @throws Error when what was counted is not exactly what was sent
 */
export async function measureEvents(eventsWanted = EVENTS_DEFAULT): Promise<Section> {
  const batches = Math.ceil(eventsWanted / EVENTS_PER_BATCH);
  const events = batches * EVENTS_PER_BATCH;
  const store = new Worker(new URL("./dynamodb-worker.ts", import.meta.url));
  await once(store, "message");
  const openPort = () => {
    const { port1, port2 } = new MessageChannel();
    store.postMessage(port1, [port1]);
    return port2;
  };
  const [client, disturbed] = [createPortClient(openPort()), createPortClient(openPort())];
  let progress: Progress | undefined;
  try {
    const task = { traffic: { batches, senders: SENDERS } };
    const bare = await (await startSending({ ...task, bareWrites: BARE_WRITES_PER_SENDER }, openPort)).finished;
    const disturbance = disturb(disturbed, COUNTING_RATES, createRandom(SENDERS));
    const sending = await startSending({ ...task, bareWrites: 0 }, openPort);
    const tail = disturb(client, { refused: 0, killed: 0 }, () => 1);
    let recounted = 0;
    progress = startProgress(
      () =>
        `${sending.batches} batches sent, ${disturbance.writes + tail.writes} items written by counting, ${recounted} items read to check`,
    );
    const startedAtMs = performance.now();
    const isSent = sending.finished.then(() => true);
    while (!(await Promise.race([isSent, sleep(BETWEEN_RUNS_MS, false)])))
      await count({ client: disturbed, name: "directory" }, disturbance);
    const ingested = await sending.finished;
    while (await isPending({ client, name: "directory" })) await count({ client, name: "directory" }, tail);
    const totalMs = performance.now() - startedAtMs;
    const left = await recount({ client, name: "directory" }, (items) => {
      recounted = items;
    });
    if (left.events !== events || left.pendings > 0 || left.wrong.length > 0)
      throw new Error(`${left.events} of ${events} events, ${left.wrong.length} wrong counters: ${left.wrong[0]}`);
    const perSecond = (events / ingested.ms) * 1000;
    const barePerSecond = (bare.writes / bare.ms) * 1000;
    const countingWrites = disturbance.writes + tail.writes;
    return {
      title: `Counting ${events.toLocaleString("en")} events`,
      notes: [
        `${SENDERS} senders in threads; ${ingested.sent} batches of ${EVENTS_PER_BATCH}, ${ingested.sent - batches} of them twice; other numbers with --events=1000000`,
        `senders: ${ingested.refused} transactions refused, died ${ingested.killed} times; counting runs: ${disturbance.refused} refused, died ${disturbance.killed} times`,
        "bare: one PutItem of an item with the SDK, from as many threads, before; writes: items of transactions that were written",
      ],
      rows: [
        { name: "bare PutItem", value: `${barePerSecond.toFixed(0)}/s` },
        { name: "events received", value: `${perSecond.toFixed(0)}/s`, ratio: perSecond / barePerSecond },
        { name: "events received and counted", value: `${((events / totalMs) * 1000).toFixed(0)}/s` },
        { name: "writes per event, receiving", value: (ingested.writes / events).toFixed(2) },
        { name: "writes per event, counting", value: (countingWrites / events).toFixed(2) },
        { name: "counters that are not exact", value: "0", target: { text: "none", isMet: true } },
      ],
    };
  } finally {
    progress?.stop();
    for (const each of [client, disturbed]) each.destroy();
    await store.terminate();
  }
}

/** A run that dies is followed by another one, as every minute. */
async function count(telemetry: Table, disturbance: Disturbance): Promise<void> {
  const readTimeZone = async (workspaceId: string) => TIME_ZONES[workspaceId] ?? "UTC";
  const logger = { info: () => undefined, error: () => undefined };
  await runCounting({ telemetry, readTimeZone, now: Date.now, logger }, Date.now() + RUN_MS).catch(() => undefined);
  disturbance.revive();
}

async function isPending(telemetry: Table): Promise<boolean> {
  for (let shard = 0; shard < PENDING_SHARDS; shard++) {
    if ((await readPendings(telemetry, shard, { limit: 1 })).items.length > 0) return true;
  }
  return false;
}
