import type { SeriesChange } from "../domain/count-change.ts";
import { meteredKey } from "./keys.ts";
import { putPending } from "./pending.ts";
import { IS_NEW, put, type Table } from "./table.ts";
import { transact } from "./transact.ts";

/** Lines of the access log about one workspace, as they were delivered together. */
export interface MeteredDelivery {
  readonly workspaceId: string;
  /** The same when it is delivered again. */
  readonly deliveryId: string;
}

/** Each change touches one item of a series, so that what these need fits into one transaction beside its mark. */
const CHANGES_MAX = 3000;

/** CloudWatch Logs delivers for a day, and Lambda tries what it has accepted for six hours more. */
const MARK_SECONDS = 3 * 24 * 60 * 60;

/**
 * Hands the changes over to be counted. Each part of them is written together with a mark that it was, so a delivery that comes again, also after
 * it was written in part, adds what is missing and nothing else. The parts of the same changes are the same ones.
 *
 * @param changes in an order that is the same whenever the delivery comes
 * @param now asked for each part: what is written is not older than counting takes it to be
 * @returns how many of the parts had been written before
 */
export async function writeMetered(
  telemetry: Table,
  { workspaceId, deliveryId }: MeteredDelivery,
  changes: readonly SeriesChange[],
  now: () => number,
): Promise<number> {
  let repeated = 0;
  for (let start = 0, part = 0; start < changes.length; start += CHANGES_MAX, part += 1) {
    const receivedAtEpochMs = now();
    const pendings = putPending(telemetry, workspaceId, changes.slice(start, start + CHANGES_MAX), {
      receivedAtEpochMs,
      id: `${deliveryId}-${part}`,
    });
    const ttl = Math.ceil(receivedAtEpochMs / 1000) + MARK_SECONDS;
    const mark = put(telemetry, { ttl, ...meteredKey(workspaceId, deliveryId, part) }, IS_NEW);
    const outcome = await transact(telemetry.client, [mark, ...pendings]);
    if (!outcome.written && !outcome.failed.includes(0)) throw new Error("what a delivery adds is there already");
    if (!outcome.written) repeated += 1;
  }
  return repeated;
}
