import { randomInt } from "node:crypto";
import { brotliCompressSync, brotliDecompressSync, constants } from "node:zlib";
import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type { BreakdownChange, CountChange, SeriesChange } from "../domain/count-change.ts";
import { placeOfQuarter, type SeriesName } from "../domain/series.ts";
import { type Key, pendingKey, pendingsOf } from "./keys.ts";
import { EXISTS, IS_NEW, put, queryPage, remove, type Table } from "./table.ts";

/**
 * What work adds to the rollups, written in the transaction of that work and never changed: nobody waits for a counter. Counting takes it away
 * again, in the transaction that adds it up.
 */
export interface Pending extends Key {
  readonly workspaceId: string;
  readonly receivedAt: string;
  readonly changes: readonly CountChange[];
}

/** Pendings are spread over so many partitions, for all workspaces together: each takes 1,000 write units a second. */
export const PENDING_SHARDS = 16;
/** One pending adds to at most about so many items, so that what it adds fits into one transaction. */
export const TARGETS_MAX = 60;

/** A container keeps to one partition: few containers write to few of them, and many spread by themselves. */
const shard = randomInt(PENDING_SHARDS);

/** @param at.id unique among everything that is received in the same millisecond */
export function putPending(
  telemetry: Table,
  workspaceId: string,
  changes: readonly CountChange[],
  { receivedAtEpochMs, id }: { readonly receivedAtEpochMs: number; readonly id: string },
): TransactWriteItem[] {
  const receivedAt = new Date(receivedAtEpochMs).toISOString();
  return partsOf(byHour(changes)).map((part, index) =>
    put(
      telemetry,
      {
        workspaceId,
        receivedAt,
        changes: compress(part.map(pack)),
        ...pendingKey(shard, { receivedAt, workspaceId, id, part: index }),
      },
      IS_NEW,
    ),
  );
}

/** The oldest of one partition. */
export async function readPendings(
  telemetry: Table,
  ofShard: number,
  { limit, after }: { readonly limit: number; readonly after?: Key | undefined },
): Promise<{ readonly items: readonly Pending[]; readonly hasMore: boolean }> {
  const { items, hasMore } = await queryPage<Omit<Pending, "changes"> & { readonly changes: Uint8Array }>(telemetry, {
    partition: pendingsOf(ofShard),
    limit,
    startAfter: after && { pk: after.pk, sk: after.sk },
  });
  const unpacked = items.map((item) => ({ ...item, changes: decompress(item.changes).map(unpack) }));
  return { items: unpacked, hasMore };
}

/** Fails when somebody else has counted it. */
export function removePending(telemetry: Table, { pk, sk }: Pending): TransactWriteItem {
  return remove(telemetry, { pk, sk }, EXISTS);
}

/** What has just happened goes to the items that everybody adds to now, and is kept apart from what is late: such parts are counted many at once. */
function byHour(changes: readonly CountChange[]): CountChange[] {
  const hourOf = ({ quarter }: CountChange) => Math.floor(quarter / 4);
  return changes.toSorted((left, right) => hourOf(right) - hourOf(left));
}

/** In as few parts as possible, none of which adds to more than `TARGETS_MAX` items. */
function partsOf(changes: readonly CountChange[]): CountChange[][] {
  const parts: CountChange[][] = [];
  let part: CountChange[] = [];
  let targets = new Set<string>();
  for (const change of changes) {
    const more = new Set([...targets, ...targetsOf(change)]);
    if (part.length > 0 && more.size > TARGETS_MAX) {
      part = [];
      targets = new Set(targetsOf(change));
    } else {
      targets = more;
    }
    if (part.length === 0) parts.push(part);
    part.push(change);
  }
  return parts;
}

function targetsOf(change: CountChange): readonly string[] {
  if (change.type === "series") return [`${change.series} ${placeOfQuarter(change.quarter).day}`];
  const breakdown = `${change.configuratorId} ${change.dimension}`;
  const { day, index } = placeOfQuarter(change.quarter);
  return [`${breakdown} ${day}`, `${breakdown} ${day} ${Math.floor(index / 4)}`];
}

/** A change as it is stored, without the names of its members. */
type Packed =
  | readonly [type: "s", series: string, quarter: number, amount: number]
  | readonly [
      type: "b",
      configuratorId: string,
      dimension: BreakdownChange["dimension"],
      event: string,
      key: string,
      quarter: number,
      amount: number,
    ];

/** It is put and deleted in transactions, and each kB of it is billed four times. Changes have long names in common. */
function compress(packed: readonly Packed[]): Uint8Array {
  return brotliCompressSync(JSON.stringify(packed), { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } });
}

function decompress(changes: Uint8Array): readonly Packed[] {
  return JSON.parse(brotliDecompressSync(changes).toString());
}

function pack(change: CountChange): Packed {
  if (change.type === "series") return ["s", change.series, change.quarter, change.amount];
  const { configuratorId, dimension, event, key, quarter, amount } = change;
  return ["b", configuratorId, dimension, event, key, quarter, amount];
}

function unpack(packed: Packed): CountChange {
  if (packed[0] === "s") {
    const [, series, quarter, amount] = packed;
    return { type: "series", series: series as SeriesName, quarter, amount } satisfies SeriesChange;
  }
  const [, configuratorId, dimension, event, key, quarter, amount] = packed;
  return { type: "breakdown", configuratorId, dimension, event, key, quarter, amount };
}
