import { setTimeout as sleep } from "node:timers/promises";
import { TransactionCanceledException, type TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type { Table } from "../../../functions/store/table.ts";

const MEETING_MS_MAX = 5000;

export interface Contention {
  /** How many transactions were cancelled for a conflict. */
  readonly conflicts: number;
}

/**
 * Makes a table refuse as DynamoDB does: a transaction that names an item of one that is still running is cancelled with
 * `TransactionConflict`. (The local engine lets it wait instead.)
 *
 * @param serviceMs how long a transaction holds its items; the first of all until another has met it (a few seconds at most), so that
 *   writers which a busy machine has put out of step meet, too
 */
export function addContention({ client }: Table, serviceMs: number): Contention {
  const busy = new Set<string>();
  const seen = { conflicts: 0 };
  const met = Promise.withResolvers<void>();
  let hold = (): Promise<unknown> => {
    hold = () => sleep(serviceMs);
    return Promise.race([met.promise, sleep(MEETING_MS_MAX)]);
  };
  client.middlewareStack.add(
    (next) => async (args) => {
      const writes = writesOf(args.input);
      if (writes === undefined) return next(args);
      const keys = writes.map(keyOf);
      const conflicts = keys.map((key) => busy.has(key));
      if (conflicts.includes(true)) {
        seen.conflicts++;
        met.resolve();
        await sleep(serviceMs / 3);
        throw cancel(conflicts.map((isConflict) => (isConflict ? "TransactionConflict" : "None")));
      }
      for (const key of keys) busy.add(key);
      try {
        await hold();
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
