import { setTimeout as sleep } from "node:timers/promises";
import {
  type DynamoDBClient,
  TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from "@aws-sdk/client-dynamodb";

/** Either everything was written, or nothing: then `failed` holds the positions of the writes whose condition did not hold. */
export type TransactOutcome =
  | { readonly written: true }
  | { readonly written: false; readonly failed: readonly number[] };

const ATTEMPTS_MAX = 8;
const BACKOFF_MS = 15;

/**
 * One TransactWriteItems. A conflict with another transaction is tried again with full jitter (the SDK does not do that); a condition
 * that does not hold is an outcome, and everything else is thrown.
 */
export async function transact(client: DynamoDBClient, writes: TransactWriteItem[]): Promise<TransactOutcome> {
  for (let attempt = 1; ; attempt++) {
    try {
      await client.send(new TransactWriteItemsCommand({ TransactItems: writes }));
      return { written: true };
    } catch (error) {
      if (!(error instanceof TransactionCanceledException)) throw error;
      const codes = (error.CancellationReasons ?? []).map(({ Code }) => Code);
      const failed = codes.flatMap((code, index) => (code === "ConditionalCheckFailed" ? [index] : []));
      if (failed.length > 0) return { written: false, failed };
      if (!codes.includes("TransactionConflict") || attempt === ATTEMPTS_MAX) throw error;
      await sleep(Math.random() * BACKOFF_MS * 2 ** attempt);
    }
  }
}
