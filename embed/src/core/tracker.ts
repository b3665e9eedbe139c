import { isTransient } from "./embed-error.ts";
import type { EventProperties } from "./types.ts";

/** The outside world of a tracker. */
export interface TrackerPorts {
  /** Sends a body and waits for the answer. */
  send(body: string): Promise<unknown>;
  /** Hands a body to the browser for sending after the page is gone; false when it does not take it. */
  beacon(body: string): boolean;
  newId(): string;
  /** RFC 3339 instant in UTC. */
  now(): string;
}

export interface Tracker {
  track(name: string, properties?: EventProperties): void;
  /** Sends everything that is left. For when the page is hidden: it may never be seen again. */
  leave(): void;
}

export const EVENTS_PER_BATCH_MAX = 100;
/** Below the 64 kB that browsers take as a beacon and the API as a body. */
export const BATCH_BYTES_MAX = 60_000;
/** Older events are dropped first. */
export const PENDING_EVENTS_MAX = 500;
const DELAY_MS = 2_000;
const DELAY_MS_MAX = 60_000;
/** After this many failures in a row nothing more is sent: a token without the right to track must not knock for ever. */
const FAILURES_MAX = 8;
const PROPERTY_LENGTH_MAX = 500;

/**
 * Collects events and sends them in batches. An event keeps its id however often it is sent, and the API counts an id
 * once, so sending again after an unclear answer is safe.
 */
export function createTracker(configuratorId: string, ports: TrackerPorts): Tracker {
  let pending: string[] = [];
  let failures = 0;
  let isSending = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const nextBatch = (): readonly string[] => {
    let bytes = 0;
    return pending.slice(0, EVENTS_PER_BATCH_MAX).filter((event) => {
      bytes += new Blob([event]).size + 1;
      return bytes < BATCH_BYTES_MAX;
    });
  };
  const forget = (batch: readonly string[]) => {
    pending = pending.filter((event) => !batch.includes(event));
  };
  const schedule = () => {
    if (pending.length > 0 && timer === undefined && !isSending) {
      timer = setTimeout(flush, Math.min(DELAY_MS * 2 ** failures, DELAY_MS_MAX));
    }
  };
  const flush = async () => {
    timer = undefined;
    const batch = nextBatch();
    if (batch.length === 0) return;
    isSending = true;
    try {
      await ports.send(bodyOf(batch));
      forget(batch);
      failures = 0;
    } catch (error) {
      failures += 1;
      if (!isTransient(error)) forget(batch);
      if (failures === FAILURES_MAX) pending = [];
    }
    isSending = false;
    schedule();
  };

  return {
    track(name, properties = {}) {
      if (failures >= FAILURES_MAX) return;
      const event = { id: ports.newId(), name, configuratorId, occurredAt: ports.now(), properties };
      pending.push(
        JSON.stringify(event, (_, value) => (typeof value === "string" ? value.slice(0, PROPERTY_LENGTH_MAX) : value)),
      );
      pending = pending.slice(-PENDING_EVENTS_MAX);
      schedule();
    },
    leave() {
      for (let batch = nextBatch(); batch.length > 0 && ports.beacon(bodyOf(batch)); batch = nextBatch()) forget(batch);
    },
  };
}

function bodyOf(events: readonly string[]): string {
  return `{"events":[${events.join()}]}`;
}
