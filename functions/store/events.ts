import { randomInt } from "node:crypto";
import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import { eventKey, type Key, rollupKey } from "./keys.ts";
import { IS_NEW, put, type Table } from "./table.ts";
import { transact } from "./transact.ts";

export interface StoredEvent {
  readonly id: string;
  readonly name: string;
  readonly configuratorId: string;
  readonly occurredAt: string;
  readonly receivedAt: string;
  /** JSON text: DynamoDB's numbers do not reach as far as JavaScript's. */
  readonly properties: string;
  readonly tokenId: string;
  readonly origin?: string | undefined;
}

export const EVENT_RETENTION_SECONDS = 90 * 24 * 60 * 60;

/** A transaction takes 100 writes: so many events and, at most, as many rollups. */
const EVENTS_PER_TRANSACTION = 50;
/** One hot configurator's counters are spread over this many partitions; readers add them up. */
const ROLLUP_SHARDS = 4;

/**
 * Writes each event once, however often it is sent, and counts it in the same transaction: event and count never disagree.
 * @param events distinct ids
 * @returns how many were new
 */
export async function recordEvents(
  telemetry: Table,
  workspaceId: string,
  events: readonly StoredEvent[],
): Promise<number> {
  let recorded = 0;
  for (let start = 0; start < events.length; start += EVENTS_PER_TRANSACTION) {
    recorded += await recordTogether(telemetry, workspaceId, events.slice(start, start + EVENTS_PER_TRANSACTION));
  }
  return recorded;
}

async function recordTogether(telemetry: Table, workspaceId: string, events: readonly StoredEvent[]): Promise<number> {
  let fresh = events;
  // Each round drops what turns out to be known, so there are at most as many rounds as events.
  while (fresh.length > 0) {
    const outcome = await transact(telemetry.client, [
      ...fresh.map((event) => putEvent(telemetry, workspaceId, event)),
      ...countEvents(telemetry, workspaceId, fresh),
    ]);
    if (outcome.written) return fresh.length;
    fresh = fresh.filter((_, position) => !outcome.failed.includes(position));
  }
  return 0;
}

function putEvent(telemetry: Table, workspaceId: string, event: StoredEvent): TransactWriteItem {
  const ttl = Math.ceil(Date.parse(event.receivedAt) / 1000) + EVENT_RETENTION_SECONDS;
  return put(telemetry, { ...event, ttl, ...eventKey(workspaceId, event.id) }, IS_NEW);
}

function countEvents(telemetry: Table, workspaceId: string, events: readonly StoredEvent[]): TransactWriteItem[] {
  const shard = randomInt(ROLLUP_SHARDS);
  const counts = new Map<string, { readonly key: Key; amount: number }>();
  for (const { receivedAt, name, configuratorId } of events) {
    const key = rollupKey(workspaceId, receivedAt.slice(0, 13), shard, name, configuratorId);
    const count = counts.get(key.sk) ?? { key, amount: 0 };
    count.amount += 1;
    counts.set(key.sk, count);
  }
  return [...counts.values()].map(({ key, amount }) => ({
    Update: {
      TableName: telemetry.name,
      Key: marshall(key),
      UpdateExpression: "ADD events :amount",
      ExpressionAttributeValues: marshall({ ":amount": amount }),
    },
  }));
}
