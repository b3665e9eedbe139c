import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import { type CountedEvent, changesOfEvents } from "../domain/event-changes.ts";
import { eventKey } from "./keys.ts";
import { putPending } from "./pending.ts";
import { IS_NEW, put, type Table } from "./table.ts";
import { transact } from "./transact.ts";

/** An event with a new id, as it is stored and counted. */
export interface NewEvent extends CountedEvent {
  readonly id: string;
  /** As the sender's clock said. */
  readonly occurredAt: string;
}

export interface EventBatch {
  readonly workspaceId: string;
  readonly receivedAtEpochMs: number;
  /** Of the request: makes what the batch adds unique. */
  readonly requestId: string;
  /** With distinct ids. */
  readonly events: readonly NewEvent[];
}

export const EVENT_RETENTION_SECONDS = 90 * 24 * 60 * 60;

/** A transaction takes 100 writes: so many events, and what they add, which is at most some twenty items. */
const EVENTS_PER_TRANSACTION = 50;

/**
 * Writes each event once, however often it is sent, together with what it adds to the rollups: an event is stored and will be counted, or
 * neither.
 * @returns how many were new
 */
export async function recordEvents(telemetry: Table, batch: EventBatch): Promise<number> {
  let recorded = 0;
  for (let start = 0; start < batch.events.length; start += EVENTS_PER_TRANSACTION) {
    const events = batch.events.slice(start, start + EVENTS_PER_TRANSACTION);
    recorded += await recordTogether(telemetry, { ...batch, events }, start);
  }
  return recorded;
}

async function recordTogether(
  telemetry: Table,
  { workspaceId, receivedAtEpochMs, requestId, events }: EventBatch,
  start: number,
): Promise<number> {
  let fresh = events;
  // Each round drops what turns out to be known, so there are at most as many rounds as events.
  while (fresh.length > 0) {
    const at = { receivedAtEpochMs, id: `${requestId}-${start}` };
    const outcome = await transact(telemetry.client, [
      ...fresh.map((event) => putEvent(telemetry, workspaceId, event, receivedAtEpochMs)),
      ...putPending(telemetry, workspaceId, changesOfEvents(workspaceId, fresh), at),
    ]);
    if (outcome.written) return fresh.length;
    const known = new Set(outcome.failed);
    const left = fresh.filter((_, position) => !known.has(position));
    if (left.length === fresh.length) throw new Error("what a batch adds is there already");
    fresh = left;
  }
  return 0;
}

function putEvent(
  telemetry: Table,
  workspaceId: string,
  { id, name, configuratorId, occurredAt, atEpochMs, isClockCorrected, properties, tokenId, origin }: NewEvent,
  receivedAtEpochMs: number,
): TransactWriteItem {
  return put(
    telemetry,
    {
      id,
      name,
      configuratorId,
      occurredAt,
      receivedAt: new Date(receivedAtEpochMs).toISOString(),
      // Only where the sender's clock cannot be right.
      countedAt: isClockCorrected ? new Date(atEpochMs).toISOString() : undefined,
      // JSON text: DynamoDB's numbers do not reach as far as JavaScript's.
      properties: JSON.stringify(properties),
      tokenId,
      origin,
      ttl: Math.ceil(receivedAtEpochMs / 1000) + EVENT_RETENTION_SECONDS,
      ...eventKey(workspaceId, id),
    },
    IS_NEW,
  );
}
