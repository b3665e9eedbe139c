import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type { DayOfTraffic } from "../../demo/traffic/changes-of-day.ts";
import { addTarget } from "../../functions/counting/count-workspace.ts";
import { type Target, tally } from "../../functions/counting/tally.ts";
import { windowOf } from "../../functions/domain/plan.ts";
import { addUsage } from "../../functions/store/application-usage.ts";
import { meteredKey } from "../../functions/store/keys.ts";
import { IS_NEW, put, type Table } from "../../functions/store/table.ts";
import { transact } from "../../functions/store/transact.ts";

export interface TrafficPlace {
  readonly workspaceId: string;
  readonly timeZone: string;
  /** Hours of breakdowns before this instant are kept no more. */
  readonly hoursFromEpochMs: number;
}

/** A transaction takes 100 writes, one of which is the mark. */
const WRITES_PER_PART = 99;

/**
 * Adds a day to what is counted, beside what is counted meanwhile. Each part of it is written together with a mark that it was, so that a day
 * which was interrupted can be written again.
 */
export async function writeDay(
  telemetry: Table,
  place: TrafficPlace,
  day: string,
  { changes, hits }: DayOfTraffic,
): Promise<void> {
  const targets = [...tally(changes, place.timeZone).values()].filter((target) => isKept(target, place));
  const writes = [
    ...targets.map((target) => addTarget(telemetry, place.workspaceId, target)),
    ...countersOf(telemetry, place.workspaceId, hits),
  ];
  for (let start = 0, part = 0; start < writes.length; start += WRITES_PER_PART, part += 1) {
    const mark = put(telemetry, meteredKey(place.workspaceId, `demo-traffic-${day}`, part), IS_NEW);
    await transact(telemetry.client, [mark, ...writes.slice(start, start + WRITES_PER_PART)]);
  }
}

function isKept(target: Target, { hoursFromEpochMs }: TrafficPlace): boolean {
  const isHour = target.type === "breakdown" && target.period === "hour";
  return !isHour || Date.parse(`${target.name}:00:00Z`) >= hoursFromEpochMs;
}

/** What the applications' own pages show: their hits by day and month. */
function countersOf(telemetry: Table, workspaceId: string, hits: DayOfTraffic["hits"]): TransactWriteItem[] {
  return [...Map.groupBy(hits, ({ applicationId }) => applicationId)].flatMap(([applicationId, ofApplication]) => {
    const [first] = ofApplication;
    const sum = ofApplication.reduce((total, one) => total + one.hits, 0);
    if (first === undefined) return [];
    return (["day", "month"] as const).map((period) =>
      addUsage(telemetry, { workspaceId, applicationId }, windowOf(period, first.atEpochMs), sum),
    );
  });
}
