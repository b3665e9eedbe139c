import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type { Key } from "./keys.ts";
import { type Condition, type Table, update } from "./table.ts";

/** An item that counts its edits. An edit names the count that it read, so that of two at once only one is written. */
export interface Revised {
  readonly revision: number;
}

/** Nobody has edited the item since it was read. */
export function isUnchanged({ revision }: Revised): Condition {
  return { expression: "revision = :revision", values: { ":revision": revision } };
}

/** Edits an item if nobody else has since it was read. */
export function updateUnchanged(
  table: Table,
  key: Key,
  before: Revised,
  changes: Readonly<Record<string, unknown>>,
): TransactWriteItem {
  return update(table, key, { ...changes, revision: before.revision + 1 }, isUnchanged(before));
}
