import type { SeriesChange } from "../../../functions/domain/count-change.ts";
import { PENDING_SHARDS, readPendings } from "../../../functions/store/pending.ts";
import type { Table } from "../../../functions/store/table.ts";

/** Everything of a workspace that waits to be counted, by series. */
export async function readPendingSums(telemetry: Table, workspaceId: string): Promise<ReadonlyMap<string, number>> {
  const sums = new Map<string, number>();
  for (const { series, amount } of await readPendingChanges(telemetry, workspaceId))
    sums.set(series, (sums.get(series) ?? 0) + amount);
  return sums;
}

export async function readPendingChanges(telemetry: Table, workspaceId: string): Promise<readonly SeriesChange[]> {
  const shards = Array.from({ length: PENDING_SHARDS }, (_, shard) => readPendings(telemetry, shard, { limit: 1000 }));
  const pendings = (await Promise.all(shards)).flatMap(({ items }) => items);
  return pendings
    .filter((pending) => pending.workspaceId === workspaceId)
    .flatMap(({ changes }) => changes)
    .filter((change) => change.type === "series");
}
