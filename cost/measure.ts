import { LAST_USED_INTERVAL_MS } from "../functions/store/last-used.ts";
import type { LogEntry } from "../local/logs/log-sink.ts";
import { type Platform, type PlatformOptions, startPlatform } from "../local/platform.ts";
import { readAssembly } from "../local/template/assembly.ts";
import { createClient } from "../sdk/src/index.ts";
import { createLedger, type Ledger } from "./ledger.ts";
import type { Measurement, OperationMeasurement } from "./measurement.ts";
import { readSettings, type Settings } from "./settings.ts";
import { bytesOfAnswer, createSender, type Sender } from "./traffic.ts";

export interface MeasureOptions {
  readonly dataDirectory: string;
  readonly assemblyDirectory: string;
  /** Public tokens in use. @default 20 */
  readonly tokens?: number;
  /** Loads of each token in the minute that is measured. @default 60 */
  readonly loadsPerMinute?: number;
  /** Lines of the access log that CloudWatch Logs hands over at once. @default 200 */
  readonly linesPerDelivery?: number;
  readonly report?: (line: string) => void;
  readonly signal?: AbortSignal;
}

export interface Measured {
  readonly measurement: Measurement;
  readonly settings: Settings;
}

const MINUTE_MS = 60_000;
const MONTH_MS = 30 * 24 * 60 * MINUTE_MS;
const SAVES = 100;
const BATCHES = 60;
const ROUNDS_OF_MANAGEMENT = 25;

/**
 * Runs the platform and counts, for each operation, what it and what it leaves to be done read, write and log. Loads take a whole minute, so that what is read or
 * written once in so many seconds comes as often as it does in AWS.
 */
export async function measure(options: MeasureOptions): Promise<Measured> {
  const { tokens = 20, loadsPerMinute = 60, linesPerDelivery = 200, report = () => {}, signal } = options;
  const entries: LogEntry[] = [];
  const platformOptions: PlatformOptions = {
    dataDirectory: options.dataDirectory,
    assemblyDirectory: options.assemblyDirectory,
    reset: true,
    // What a minute leaves to be counted is counted in one run, wherever the clock's minute ends.
    hasClock: false,
    onLog: (entry) => entries.push(entry),
    ...(signal !== undefined && { signal }),
  };
  const platform = await startPlatform(platformOptions);
  try {
    const ledger = createLedger(platform, entries);
    const sender = await prepare(platform, tokens, linesPerDelivery);
    report(`counting a minute of loads: ${tokens} tokens, ${loadsPerMinute} loads each`);
    return {
      measurement: await count(platform, ledger, sender, { tokens, loadsPerMinute, report }),
      settings: readSettings(readAssembly(options.assemblyDirectory), platform.deployment()),
    };
  } finally {
    await platform.stop();
  }
}

async function prepare(platform: Platform, tokens: number, linesPerDelivery: number): Promise<Sender> {
  const { demo } = platform;
  if (demo === undefined) throw new Error("the platform was started without its demo");
  const owner = createClient({ baseUrl: platform.baseUrl, token: demo.ownerToken });
  const values: string[] = [];
  for (let index = 0; index < tokens; index += 1) {
    const { token } = await owner.tokens.create({
      kind: "public",
      label: `shop ${index}`,
      owner: { type: "service_account", id: demo.serviceAccount },
      domains: [demo.shopUrl],
    });
    values.push(token ?? "");
  }
  return createSender({ platform, demo, publicTokens: values, linesPerDelivery });
}

interface Loads {
  readonly tokens: number;
  readonly loadsPerMinute: number;
  readonly report: (line: string) => void;
}

async function count(
  platform: Platform,
  ledger: Ledger,
  sender: Sender,
  { tokens, loadsPerMinute, report }: Loads,
): Promise<Measurement> {
  // Counts what is left of the start, and what a run does that finds nothing.
  await settle(platform, sender);
  const runs = await countRuns(platform, ledger);
  const idle = runs.find(({ work }) => work.name === "counting")?.work;

  async function during(amount: number, work: () => Promise<void>): Promise<OperationMeasurement> {
    ledger.begin();
    sender.begin();
    await work();
    await settle(platform, sender);
    return { count: amount, ...ledger.end(idle), apiUnits: sender.apiUnits() };
  }

  // The first use of each token: what is noted of it hourly is counted by itself.
  const first = await during(tokens, () => sender.loads(tokens, 5000));
  const lastUse = ledger.unitsOfLastUse() / tokens;
  const loads = tokens * loadsPerMinute;
  const load = await during(loads, () => sender.loads(loads, MINUTE_MS));
  if (first.requests !== tokens || load.requests !== loads) throw new Error("the access log has not each load once");
  report("counting saves, events and management calls");
  return {
    operations: {
      load,
      save: await during(SAVES, () => sender.saves(SAVES)),
      event: await during(BATCHES * sender.eventsPerBatch, () => sender.events(BATCHES)),
      management: await during(ROUNDS_OF_MANAGEMENT * sender.callsPerRound, () =>
        sender.management(ROUNDS_OF_MANAGEMENT),
      ),
    },
    lastUse: { writeUnits: lastUse, notesPerLoad: MINUTE_MS / LAST_USED_INTERVAL_MS / loadsPerMinute },
    loadAnswerBytes: await meanBytes(platform, sender),
    runs,
  };
}

/** Of a load that the edge has, by the languages in turn: with `Age`, it is a little longer than the one that fills the cache. */
async function meanBytes(platform: Platform, { languages, loadPath, origin }: Sender): Promise<number> {
  let bytes = 0;
  for (const index of languages.keys()) {
    await bytesOfAnswer(platform, loadPath(index), origin);
    bytes += await bytesOfAnswer(platform, loadPath(index), origin);
  }
  return Math.round(bytes / languages.length);
}

/** What is written down to be counted has been counted. */
async function settle(platform: Platform, sender: Sender): Promise<void> {
  await sender.delivered();
  await platform.runSchedule("Counting");
}

/** One run of each schedule, with nothing to do. */
async function countRuns(platform: Platform, ledger: Ledger): Promise<Measurement["runs"]> {
  const runs: Measurement["runs"][number][] = [];
  for (const { logicalId, functionArn, intervalMs } of platform.deployment().schedules) {
    ledger.begin();
    await platform.runSchedule(logicalId);
    const name = ledger.nameOf(functionArn.slice(functionArn.lastIndexOf(":") + 1));
    const work = ledger.end().functions.find((candidate) => candidate.name === name);
    runs.push({
      runsPerMonth: MONTH_MS / intervalMs,
      work: { ...EMPTY, ...work, name, invocations: work?.invocations || 1 },
    });
  }
  return runs;
}

const EMPTY = { readUnits: 0, writeUnits: 0, calls: 0, transactions: 0, logBytes: 0 };
