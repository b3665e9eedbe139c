import { setTimeout as sleep } from "node:timers/promises";
import { TransactionCanceledException, type TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type { Table } from "../../../functions/store/table.ts";

export interface Contention {
  /** How many transactions were cancelled for a conflict. */
  readonly conflicts: number;
}

/**
 * Makes a table refuse as DynamoDB does: a transaction that names an item of one that is still running is cancelled with
 * `TransactionConflict`. (The local engine lets it wait instead.)
 *
 * @param serviceMs how long a transaction holds its items
 */
export function addContention({ client }: Table, serviceMs: number): Contention {
  const busy = new Set<string>();
  const seen = { conflicts: 0 };
  client.middlewareStack.add(
    (next) => async (args) => {
      const writes = writesOf(args.input);
      if (writes === undefined) return next(args);
      const keys = writes.map(keyOf);
      const conflicts = keys.map((key) => busy.has(key));
      if (conflicts.includes(true)) {
        seen.conflicts++;
        await sleep(serviceMs / 3);
        throw cancel(conflicts.map((isConflict) => (isConflict ? "TransactionConflict" : "None")));
      }
      for (const key of keys) busy.add(key);
      try {
        await sleep(serviceMs);
        return await next(args);
      } finally {
        for (const key of keys) busy.delete(key);
      }
    },
    { step: "initialize", priority: "low" },
  );
  return seen;
}

export function cancel(codes: readonly string[]): TransactionCanceledException {
  return new TransactionCanceledException({
    message: "cancelled",
    $metadata: {},
    CancellationReasons: codes.map((Code) => ({ Code })),
  });
}

export function writesOf(input: object): readonly TransactWriteItem[] | undefined {
  return "TransactItems" in input && Array.isArray(input.TransactItems) ? input.TransactItems : undefined;
}

function keyOf({ Put, Update, Delete, ConditionCheck }: TransactWriteItem): string {
  const { pk, sk } = Put?.Item ?? Update?.Key ?? Delete?.Key ?? ConditionCheck?.Key ?? {};
  return JSON.stringify([pk, sk]);
}
