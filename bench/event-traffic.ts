import { clampedTime } from "../functions/domain/event-changes.ts";
import { type NewEvent, recordEvents } from "../functions/store/events.ts";
import type { Table } from "../functions/store/table.ts";
import type { Disturbance } from "./disturbance.ts";

/** What shoppers do on the websites of two workspaces, sent in batches by several senders at once: always the same for the same number. */
export interface Traffic {
  readonly batches: number;
  readonly senders: number;
}

/** Two time zones, in the night in which one of them leaves daylight saving time; the other one has a half-hour offset. */
export const TIME_ZONES: Readonly<Record<string, string>> = {
  ws_0000000000aa: "Europe/Berlin",
  ws_0000000000bb: "Asia/Kolkata",
};
export const EVENTS_PER_BATCH = 50;
const DUPLICATED = 0.2;
const FROM = Date.parse("2026-10-24T20:00:00Z");
const SPAN_MS = 8 * 60 * 60 * 1000;
const HOUR_MS = 60 * 60 * 1000;
const NAMES = ["load", "option_chosen", "save", "add_to_cart", "error"];

/** Numbers from 0 to 1 that look like chance, and are the same for the same seed. */
export function createRandom(seed: number): () => number {
  let state = Math.imul(seed + 1, 0x9e3779b1);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export interface SentTraffic {
  readonly sent: number;
  /** How many times a sender died before it knew what became of its batch. */
  readonly killed: number;
}

/** Sends everything that one of the senders has to send; a batch that it does not know the end of is sent again, by a new container. */
export async function sendTraffic(
  telemetry: Table,
  disturbance: Disturbance,
  { batches, senders }: Traffic,
  sender: number,
  onSent: (batches: number) => void = () => undefined,
): Promise<SentTraffic> {
  let sent = 0;
  let killed = 0;
  for (let number = 0; number < batches; number++) {
    const isTwice = createRandom(number)() < DUPLICATED;
    // The second of the two sends it about when the first does.
    if (number % senders !== sender && !(isTwice && (number + 1) % senders === sender)) continue;
    const batch = createBatch(number, batches);
    for (;;) {
      try {
        await recordEvents(telemetry, { ...batch, requestId: `request-${sender}-${number}-${killed}` });
        break;
      } catch {
        killed++;
        disturbance.revive();
      }
    }
    sent++;
    onSent(sent);
  }
  return { sent, killed };
}

interface Batch {
  readonly workspaceId: string;
  readonly receivedAtEpochMs: number;
  readonly events: readonly NewEvent[];
}

function createBatch(number: number, batches: number): Batch {
  const random = createRandom(number);
  const pick = <Item>(items: readonly Item[], otherwise: Item): Item =>
    items[Math.floor(random() * items.length)] ?? otherwise;
  random();
  const receivedAtEpochMs = FROM + Math.floor((number / batches) * SPAN_MS);
  const workspaceId = pick(Object.keys(TIME_ZONES), "");
  // A page sends what one shopper does on one website.
  const configuratorId = `cfg_${pick(["1", "2", "3"], "1").padStart(12, "0")}`;
  const tokenId = `pub_${pick(["1", "2"], "1").padStart(12, "0")}`;
  const origin = `https://${pick(["a", "b", "c"], "a")}.example.com`;
  const events = Array.from({ length: EVENTS_PER_BATCH }, (_, index) => {
    const name = pick(NAMES, "load");
    const properties = {
      first: random() < 0.1,
      ...(name === "option_chosen" && { attribute: "color", value: pick(["red", "green", "blue"], "red") }),
      ...((name === "save" || name === "add_to_cart") && { combination: `color=${pick(["red", "blue"], "red")}` }),
      ...(name === "error" && { code: pick(["timeout", "offline"], "timeout") }),
    };
    // Mostly a moment ago, sometimes hours; some clocks are days off, in both directions.
    const ageMs = random() < 0.005 ? (random() - 0.2) * 200 * HOUR_MS : random() ** 20 * 6 * HOUR_MS;
    const occurredAtEpochMs = receivedAtEpochMs - Math.floor(ageMs);
    const occurredAt = new Date(occurredAtEpochMs).toISOString();
    const time = { occurredAt, ...clampedTime(occurredAtEpochMs, receivedAtEpochMs) };
    return { id: `event-${number}-${index}`, name, configuratorId, tokenId, origin, properties, ...time };
  });
  return { workspaceId, receivedAtEpochMs, events };
}
