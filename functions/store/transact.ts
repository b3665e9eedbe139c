import {
  type DynamoDBClient,
  TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from "@aws-sdk/client-dynamodb";
import { createPatience } from "./patience.ts";

/** Either everything was written, or nothing: then `failed` holds the positions of the writes whose condition did not hold. */
export type TransactOutcome =
  | { readonly written: true }
  | { readonly written: false; readonly failed: readonly number[] };

/** What became of one TransactWriteItems: nothing is written unless it says so, and whoever has no failed condition may try again. */
export type TransactAttempt =
  | { readonly written: true }
  | {
      readonly written: false;
      readonly failed: readonly number[];
      readonly error: TransactionCanceledException;
    };

/**
 * One TransactWriteItems. A conflict with another transaction is tried again with full jitter (the SDK does not do that); a condition
 * that does not hold is an outcome, and everything else is thrown.
 */
export async function transact(client: DynamoDBClient, writes: TransactWriteItem[]): Promise<TransactOutcome> {
  const patience = createPatience();
  for (;;) {
    const attempt = await attemptTransact(client, writes);
    if (attempt.written) return attempt;
    const { failed, error } = attempt;
    if (failed.length > 0) return { written: false, failed };
    if (!(await patience.pause())) throw error;
  }
}

/** @throws what is neither a failed condition nor contention */
export async function attemptTransact(
  client: DynamoDBClient,
  writes: readonly TransactWriteItem[],
): Promise<TransactAttempt> {
  try {
    await client.send(new TransactWriteItemsCommand({ TransactItems: [...writes] }));
    return { written: true };
  } catch (error) {
    if (!(error instanceof TransactionCanceledException)) throw error;
    const codes = (error.CancellationReasons ?? []).map(({ Code = "" }) => Code);
    const failed = codes.flatMap((code, position) => (code === "ConditionalCheckFailed" ? [position] : []));
    if (failed.length === 0 && !codes.some((code) => CONTENTION.has(code))) throw error;
    return { written: false, failed, error };
  }
}

/** Somebody else writes the same item now, or a partition has too much to do. */
const CONTENTION = new Set(["TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"]);
