import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { createDemoConfigurator } from "../../demo/product.ts";
import { changesOfDay, type TrafficScene, trafficTime } from "../../demo/traffic/changes-of-day.ts";
import { TRAFFIC_DAYS } from "../../demo/traffic/habits.ts";
import { createRateCards } from "../../demo/traffic/rate-cards.ts";
import { addDays, dateAt } from "../../functions/domain/time-zone.ts";
import { tableOf } from "../../functions/store/client.ts";
import type { Table } from "../../functions/store/table.ts";
import { readTimeZone } from "../../functions/store/workspaces.ts";
import { createClient } from "../../sdk/src/index.ts";
import type { Demo } from "../demo.ts";
import type { LocalIssuer } from "../issuer/issuer.ts";
import { DEMO_OWNER } from "../issuer/members.ts";
import type { LocalStore } from "../local-store.ts";
import { REGION } from "../template/account.ts";
import type { LocalTable } from "../template/tables.ts";
import { prepareScene } from "./prepare-scene.ts";
import { type PlannedTraffic, readTrafficFile, writeTrafficFile } from "./traffic-file.ts";
import { writeDay } from "./write-day.ts";
import { writeRateCards } from "./write-rate-cards.ts";

export interface TrafficOptions {
  readonly demo: Demo;
  readonly issuer: LocalIssuer;
  readonly store: Pick<LocalStore, "endpoint" | "administrator">;
  readonly tables: readonly LocalTable[];
  /** Keeps which traffic it is, and whether all of it is there. */
  readonly trafficFile: string;
  /** Begins a run of one of the stack's schedules. */
  readonly runSchedule: (name: string) => Promise<void>;
  readonly now: () => number;
  /** Told when everything that comes from the API is there. */
  readonly onPrepared: () => void;
  /** Ends it after the day that is being written. */
  readonly signal: AbortSignal;
}

/** `there`: an earlier start has added it. */
export type TrafficOutcome = "added" | "there";

const HOURS_KEPT_MS = 35 * 24 * 60 * 60 * 1000;

/**
 * Gives the demo's workspace 90 days of shoppers, with rate cards and the statements of the months that are over. Once for a data directory; what was
 * interrupted goes on where it was.
 * @throws the reason of the signal
 */
export async function addTraffic(options: TrafficOptions): Promise<TrafficOutcome> {
  const { demo, issuer, store, tables, trafficFile, now } = options;
  const begun = readTrafficFile(trafficFile);
  if (begun?.isDone) return "there";
  const { endpoint, administrator: credentials } = store;
  const client = new DynamoDBClient({ endpoint, region: REGION, credentials });
  try {
    const directory = tableOf(client, nameOf(tables, /directory/i));
    const telemetry = tableOf(client, nameOf(tables, /telemetry/i));
    const { baseUrl, workspaceId } = demo;
    const planned = begun ?? {
      untilEpochMs: now(),
      timeZone: await readTimeZone(directory, workspaceId),
      isDone: false,
    };
    writeTrafficFile(trafficFile, planned);
    const owner = createClient({ baseUrl, workspaceId, token: () => issuer.issueAccessToken(DEMO_OWNER) });
    const scene = await prepareScene(owner, demo);
    options.onPrepared();
    await writeDays(telemetry, scene, planned, options.signal);
    await bill(directory, scene, planned, options);
    writeTrafficFile(trafficFile, { ...planned, isDone: true });
    return "added";
  } finally {
    client.destroy();
  }
}

async function writeDays(
  telemetry: Table,
  scene: TrafficScene,
  { untilEpochMs, timeZone }: PlannedTraffic,
  signal: AbortSignal,
): Promise<void> {
  const document = createDemoConfigurator();
  const time = trafficTime(untilEpochMs);
  const place = { workspaceId: scene.workspaceId, timeZone, hoursFromEpochMs: untilEpochMs - HOURS_KEPT_MS };
  // The last days first: they are what somebody who looks at once sees.
  for (let index = TRAFFIC_DAYS - 1; index >= 0; index -= 1) {
    signal.throwIfAborted();
    const day = addDays(time.from, index);
    await writeDay(telemetry, place, day, changesOfDay(document, scene, time, day));
  }
}

/** The statements are made by the stack's own runs, which know nothing of a demo. */
async function bill(
  directory: Table,
  scene: TrafficScene,
  { untilEpochMs, timeZone }: PlannedTraffic,
  { runSchedule, now, signal }: TrafficOptions,
): Promise<void> {
  const { from } = trafficTime(untilEpochMs);
  const cards = createRateCards(scene, { from, today: dateAt(untilEpochMs, timeZone) });
  await writeRateCards(directory, scene.workspaceId, cards, now());
  for (const name of ["Counting", "Billing"]) {
    signal.throwIfAborted();
    await runSchedule(name);
  }
}

function nameOf(tables: readonly LocalTable[], pattern: RegExp): string {
  const table = tables.find(({ logicalId }) => pattern.test(logicalId));
  if (table === undefined) throw new Error(`the stack has no table like ${pattern}`);
  return table.name;
}
