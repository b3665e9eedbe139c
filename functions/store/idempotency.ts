import { hash } from "node:crypto";
import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import { idempotencyKey, type Key } from "./keys.ts";
import { getItem, put, type Table } from "./table.ts";

export const IDEMPOTENCY_SECONDS = 24 * 60 * 60;

/** A request that must happen once: who sent it, under which key, and a digest of what it asked for. */
export interface IdempotentRequest {
  readonly workspaceId: string;
  readonly principalId: string;
  readonly operation: string;
  readonly key: string;
  readonly requestDigest: string;
  readonly nowEpochMs: number;
}

export interface IdempotencyRecord {
  readonly requestDigest: string;
  /** Id of what the first request made. */
  readonly resourceId: string;
  /** Random, for operations that can derive their secret again: see functions/management/tokens/retryable-value.ts. */
  readonly nonce?: string;
  readonly expiresAt: string;
}

export function digestRequest(...parts: readonly unknown[]): string {
  return hash("sha256", JSON.stringify(parts), "base64url");
}

export async function readIdempotencyRecord(
  table: Table,
  request: IdempotentRequest,
): Promise<IdempotencyRecord | undefined> {
  const record = await getItem<IdempotencyRecord>(table, keyOf(request));
  return record !== undefined && Date.parse(record.expiresAt) > request.nowEpochMs ? record : undefined;
}

/** Part of the transaction that does the work: fails when another request under the same key was first. */
export function putIdempotencyRecord(
  table: Table,
  request: IdempotentRequest,
  made: { readonly resourceId: string; readonly nonce?: string },
): TransactWriteItem {
  const expiresAtEpochMs = request.nowEpochMs + IDEMPOTENCY_SECONDS * 1000;
  return put(
    table,
    {
      ...keyOf(request),
      ...made,
      requestDigest: request.requestDigest,
      expiresAt: new Date(expiresAtEpochMs).toISOString(),
      ttl: Math.ceil(expiresAtEpochMs / 1000),
    },
    {
      expression: "attribute_not_exists(pk) OR expiresAt <= :now",
      values: { ":now": new Date(request.nowEpochMs).toISOString() },
    },
  );
}

/** A digest of the caller's key: who reads the table cannot repeat the request, nor derive what is made from the key itself. */
function keyOf({ workspaceId, principalId, operation, key }: IdempotentRequest): Key {
  return idempotencyKey(workspaceId, principalId, operation, hash("sha256", key, "base64url"));
}
