import { OTHER } from "./series.ts";

/**
 * A breakdown says how often each event was counted by something that there is a list of: a value that was chosen, the token, the website. One
 * item of the store holds all of it for one day of the workspace's time zone, another one for one hour of UTC.
 */
export const DIMENSIONS = [
  "event",
  "configurator",
  "option",
  "combination",
  "token",
  "origin",
  "error",
  "mark",
] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** Why an event is marked: its clock was wrong, and the time is the nearest one that can be right. */
export const CLOCK_CORRECTED = "clock_corrected";

/**
 * How many counters one item of a dimension has at most: whoever makes up names and values fills no more than that. The rest is counted as
 * `OTHER`. With what a name and a key may have, no item is larger than some 60 kB, so that sixty of them are less than the 4 MB that DynamoDB
 * takes in a transaction.
 */
export const COUNTERS_MAX: Readonly<Record<Dimension, number>> = {
  event: 100,
  configurator: 200,
  option: 200,
  combination: 200,
  token: 200,
  origin: 200,
  error: 100,
  mark: 20,
};
export const KEY_BYTES_MAX = 200;

/** What a breakdown counts by: an event and a key. Event names hold no separator. */
export interface BreakdownKey {
  readonly event: string;
  readonly key: string;
}

export function formatBreakdownKey({ event, key }: BreakdownKey): string {
  return `${event}|${key}`;
}

export function parseBreakdownKey(text: string): BreakdownKey {
  const at = text.indexOf("|");
  return { event: text.slice(0, at), key: text.slice(at + 1) };
}

const encoder = new TextEncoder();

/** A key of a dimension as it is counted: what is too long for a list is one of the others. */
export function countedKey(key: string): string {
  return encoder.encode(key).length > KEY_BYTES_MAX ? OTHER : key;
}
