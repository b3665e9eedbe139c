import { hash } from "node:crypto";

/**
 * A place in a list: the sort key of the last item that was looked at, and a mark of the list and its filters. The partition is never
 * taken from it, so a made-up cursor reaches nothing that the list would not show.
 */
export function formatCursor(list: string, place: string): string {
  return Buffer.from(JSON.stringify([markOf(list), place])).toString("base64url");
}

/** The place, or undefined when the cursor is not one of this list. */
export function parseCursor(list: string, text: string): string | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(Buffer.from(text, "base64url").toString());
  } catch {
    return undefined;
  }
  if (!Array.isArray(parsed) || parsed.length !== 2 || parsed[0] !== markOf(list)) return undefined;
  const place: unknown = parsed[1];
  return typeof place === "string" && place.length <= PLACE_LENGTH_MAX && PLACE.test(place) ? place : undefined;
}

/** A sort key has at most 1024 bytes in DynamoDB; ours are far shorter. */
const PLACE_LENGTH_MAX = 256;
/** Sort keys of lists are ASCII. What is not would be ordered differently here and in DynamoDB. */
const PLACE = /^[\x20-\x7e]+$/;

function markOf(list: string): string {
  return hash("sha256", list, "base64url").slice(0, 12);
}
