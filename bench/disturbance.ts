import { type DynamoDBClient, TransactionCanceledException } from "@aws-sdk/client-dynamodb";

export interface Rates {
  /** Of transactions, cancelled for a conflict or because a partition has too much to do. */
  readonly refused: number;
  /** Of calls: the caller dies before it, or after it but before it knows the answer. */
  readonly killed: number;
}

export interface Disturbance {
  /** Items written by transactions that were written. */
  readonly writes: number;
  readonly refused: number;
  readonly killed: number;
  /** Another container takes over from the one that died. */
  revive(): void;
}

/** Makes a client refuse as a busy DynamoDB does, and die as a container does: then none of its calls reaches the store. */
export function disturb(client: DynamoDBClient, { refused, killed }: Rates, random: () => number): Disturbance {
  let isDead = false;
  const seen = { writes: 0, refused: 0, killed: 0 };
  const die = (): never => {
    if (!isDead) seen.killed++;
    isDead = true;
    throw new Error("killed");
  };
  client.middlewareStack.add(
    (next) => async (args) => {
      const chance = random();
      if (isDead || chance < killed / 2) return die();
      const writes =
        "TransactItems" in args.input && Array.isArray(args.input.TransactItems) ? args.input.TransactItems : [];
      if (writes.length > 0 && random() < refused) {
        seen.refused++;
        throw cancelled(random() < 0.5 ? "TransactionConflict" : "ThrottlingError");
      }
      const result = await next(args);
      seen.writes += writes.length;
      return chance < killed ? die() : result;
    },
    { step: "initialize", priority: "low" },
  );
  return {
    get writes() {
      return seen.writes;
    },
    get refused() {
      return seen.refused;
    },
    get killed() {
      return seen.killed;
    },
    revive: () => {
      isDead = false;
    },
  };
}

function cancelled(code: string): TransactionCanceledException {
  return new TransactionCanceledException({ message: code, $metadata: {}, CancellationReasons: [{ Code: code }] });
}
