import type { ItemAction } from "./calls.ts";
import type { Idempotency } from "./idempotency.ts";
import type { KeyLocks } from "./key-locks.ts";
import type { Store } from "./store.ts";

/** What operations work with. */
export interface Engine {
  readonly store: Store;
  readonly locks: KeyLocks;
  readonly idempotency: Idempotency;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

export interface Outcome {
  readonly response: object;
  readonly readUnits: number;
  readonly writeUnits: number;
}

/** A request that passed its checks but was not yet authorized. */
export interface PreparedRequest {
  readonly tables: readonly string[];
  readonly actions: readonly ItemAction[];
  run(): Promise<Outcome>;
}

/**
 * One action of the DynamoDB API. `prepare` changes nothing; it throws an ApiError for a request that DynamoDB would
 * refuse whatever is stored.
 */
export interface Operation {
  prepare(body: unknown, engine: Engine): PreparedRequest;
}

export function readOutcome(response: object, readUnits: number): Outcome {
  return { response, readUnits, writeUnits: 0 };
}

export function writeOutcome(response: object, writeUnits: number): Outcome {
  return { response, readUnits: 0, writeUnits };
}
