import { hash } from "node:crypto";

/**
 * A place in a list. It holds keys of the last item that was looked at and a mark of the list and its filters; the partition is never
 * taken from it, so a made-up cursor reaches nothing that the list would not show.
 */
export type StartKey = Readonly<Record<string, string>>;

export function formatCursor(list: string, startAfter: StartKey): string {
  return Buffer.from(JSON.stringify([markOf(list), startAfter])).toString("base64url");
}

/** @param partition the attributes of the key that name the partition of the list; they replace what the cursor says. */
export function parseCursor(list: string, text: string, partition: StartKey): StartKey | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(Buffer.from(text, "base64url").toString());
  } catch {
    return undefined;
  }
  if (!Array.isArray(parsed) || parsed.length !== 2 || parsed[0] !== markOf(list)) return undefined;
  const key: unknown = parsed[1];
  if (typeof key !== "object" || key === null || Array.isArray(key)) return undefined;
  const entries = Object.entries(key);
  const isKey =
    entries.length > 0 &&
    entries.every((entry): entry is [string, string] => KEY_NAMES.has(entry[0]) && isText(entry[1]));
  return isKey ? { ...Object.fromEntries(entries), ...partition } : undefined;
}

const KEY_NAMES = new Set(["pk", "sk", "gsi1pk", "gsi1sk", "gsi2pk", "gsi2sk"]);

function isText(value: unknown): value is string {
  return typeof value === "string" && value.length > 0 && value.length <= 512;
}

function markOf(list: string): string {
  return hash("sha256", list, "base64url").slice(0, 12);
}
