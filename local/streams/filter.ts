import { isJsonArray, isJsonObject, type Json } from "../template/json.ts";

/**
 * Whether a record fits a pattern of Lambda's event filtering: members of objects, and at their ends lists of texts, one of which must be the
 * record's. The reader of the template refuses every other pattern.
 */
export function isMatch(pattern: Json, value: unknown): boolean {
  if (isJsonArray(pattern)) return typeof value === "string" && pattern.includes(value);
  if (!isJsonObject(pattern)) return false;
  const members = new Map(typeof value === "object" && value !== null ? Object.entries(value) : []);
  return Object.entries(pattern).every(([name, member]) => isMatch(member, members.get(name)));
}

/** Whether `isMatch` understands it. */
export function isPattern(value: Json): boolean {
  if (isJsonArray(value)) return value.length > 0 && value.every((item) => typeof item === "string");
  return isJsonObject(value) && Object.keys(value).length > 0 && Object.values(value).every(isPattern);
}
