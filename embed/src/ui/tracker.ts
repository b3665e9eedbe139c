import { isTransient } from "../core/embed-error.ts";
import type { EventProperties } from "../core/types.ts";
import { toJson } from "./json.ts";

/** The outside world of a tracker. */
export interface TrackerPorts {
  /** Sends a body and waits for the answer. */
  send(body: string): Promise<unknown>;
  /** Hands a body to the browser for sending after the page is gone; false when it does not take it. */
  beacon(body: string): boolean;
  /** What a page of this tab left behind for the next one, which then is the only one to have it. */
  takeLeft(): string | undefined;
  /** Leaves something for the next page; an empty text takes it away. */
  leaveBehind(text: string): void;
  isOnline(): boolean;
  newId(): string;
  /** RFC 3339 instant in UTC. */
  now(): string;
}

export interface Tracker {
  readonly isAllowed: boolean;
  track(name: string, properties?: EventProperties): void;
  /** Without consent nothing is collected, sent or stored, and what was collected before is forgotten. */
  setConsent(isGiven: boolean): void;
  /** Sends everything that is left. For when the page is hidden: it may never be seen again. */
  leave(): void;
  /** The browser is online again. */
  wake(): void;
}

/** What the API takes as the name of an event. */
const NAME = /^[a-z][a-z0-9_]{0,63}$/;
export const EVENTS_PER_BATCH_MAX = 100;
/** Below the 64 kB that browsers take as a beacon and the API as a body. */
export const BATCH_BYTES_MAX = 60_000;
/** Older events are dropped first. */
export const PENDING_EVENTS_MAX = 500;
const DELAY_MS = 2_000;
const DELAY_MS_MAX = 60_000;
/** After this many failures in a row nothing more is sent: a token without the right to track must not knock for ever. */
const FAILURES_MAX = 8;
const PROPERTIES_MAX = 20;
const PROPERTY_NAME_LENGTH_MAX = 64;
const PROPERTY_LENGTH_MAX = 500;

/**
 * Collects events and sends them in batches. An event keeps its id however often it is sent, and the API counts an id
 * once, so sending again after an unclear answer is safe.
 */
export function createTracker(configuratorId: string, ports: TrackerPorts): Tracker {
  // Nobody gave it yet.
  let isAllowed = false;
  let pending: string[] = [];
  let failures = 0;
  let isSending = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const nextBatch = (): readonly string[] => {
    let bytes = 0;
    return pending.slice(0, EVENTS_PER_BATCH_MAX).filter((event) => {
      bytes += bytesOf(event);
      return bytes < BATCH_BYTES_MAX;
    });
  };
  const forget = (batch: readonly string[]) => {
    pending = pending.filter((event) => !batch.includes(event));
  };
  const schedule = () => {
    if (pending.length > 0 && timer === undefined && !isSending && ports.isOnline()) {
      timer = setTimeout(flush, Math.min(DELAY_MS * 2 ** failures, DELAY_MS_MAX));
    }
  };
  const flush = async () => {
    timer = undefined;
    const batch = nextBatch();
    if (batch.length === 0 || !ports.isOnline()) return;
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
  const setConsent = (isGiven: boolean) => {
    if (!isGiven) ports.leaveBehind("");
    if (isGiven === isAllowed) return;
    isAllowed = isGiven;
    pending = isAllowed ? (ports.takeLeft()?.split("\n").filter(fitsBatch) ?? []) : [];
    schedule();
  };

  return {
    get isAllowed() {
      return isAllowed;
    },
    track(name, properties = {}) {
      if (!isAllowed || failures >= FAILURES_MAX) return;
      if (!NAME.test(name))
        return console.warn(`[latchkey] An event cannot be named "${name}": a to z, 0 to 9 and _ may be used.`);
      const event = { id: ports.newId(), name, configuratorId, occurredAt: ports.now(), properties: fit(properties) };
      const text = toJson(event);
      if (fitsBatch(text)) pending.push(text);
      pending = pending.slice(-PENDING_EVENTS_MAX);
      schedule();
    },
    setConsent,
    leave() {
      if (!isAllowed) return;
      if (ports.isOnline()) {
        for (let batch = nextBatch(); batch.length > 0 && ports.beacon(bodyOf(batch)); batch = nextBatch())
          forget(batch);
      }
      ports.leaveBehind(lastOf(pending));
    },
    wake: schedule,
  };
}

function bodyOf(events: readonly string[]): string {
  return `{"events":[${events.join()}]}`;
}

/** With the comma after it. */
function bytesOf(event: string): number {
  return new Blob([event]).size + 1;
}

/** One that does not would keep back all that come after it. */
function fitsBatch(event: string): boolean {
  return bytesOf(event) < BATCH_BYTES_MAX;
}

/** What the API takes of them. Half a character, as a cut may leave one, would make it refuse the whole body. */
function fit(properties: EventProperties): EventProperties {
  const entries = Object.entries(properties).filter(
    ([key, value]) =>
      key !== "" &&
      key.length <= PROPERTY_NAME_LENGTH_MAX &&
      (["string", "boolean"].includes(typeof value) || Number.isFinite(value)),
  );
  return Object.fromEntries(
    entries
      .slice(0, PROPERTIES_MAX)
      .map(([key, value]) => [
        key.toWellFormed(),
        typeof value === "string" ? value.slice(0, PROPERTY_LENGTH_MAX).toWellFormed() : value,
      ]),
  );
}

/** As many of the latest events as one batch takes, one a line: JSON has no line breaks of its own. */
function lastOf(events: readonly string[]): string {
  let length = 0;
  const latest = events.slice(-EVENTS_PER_BATCH_MAX).toReversed();
  const kept = latest.filter((event) => {
    length += event.length + 1;
    return length < BATCH_BYTES_MAX;
  });
  return kept.toReversed().join("\n");
}
