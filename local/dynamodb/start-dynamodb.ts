import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Authorize, RequestReport } from "./calls.ts";
import { type ItemChange, readChanges, removeChanges } from "./changes.ts";
import { createRequestHandler } from "./engine.ts";
import { createHttpListener, type WireAnswer, type WireRequest } from "./http-listener.ts";
import { createIdempotency } from "./idempotency.ts";
import { createKeyLocks } from "./key-locks.ts";
import type { Engine } from "./operation.ts";
import { openStore } from "./store.ts";
import { startSweeper } from "./sweeper.ts";
import { createTables, type TableDescription } from "./tables.ts";

export interface DynamoDbOptions {
  /** Where data is kept; it survives restarts and crashes. In memory when left out. */
  readonly dataDir?: string;
  /** Judges every request before it runs. Every request is allowed when left out. */
  readonly authorize?: Authorize;
  /** Told about every request after it was answered, refused ones included. */
  readonly onRequest?: (report: RequestReport) => void;
  /** Epoch milliseconds, for TTL and idempotency tokens. The system clock when left out. */
  readonly now?: () => number;
  /** Milliseconds between two sweeps of expired items and tokens; five minutes when left out, 0 for none. */
  readonly sweepIntervalMs?: number;
}

export interface DynamoDb {
  /** For example `http://127.0.0.1:45123`; always loopback, on a port the system chose. */
  readonly endpoint: string;
  /** What the endpoint would answer, for callers in this process. */
  answer(request: WireRequest): Promise<WireAnswer>;
  /** Creates missing tables and indexes; see `createTables` in tables.ts. Not subject to `authorize`. */
  createTables(tables: readonly TableDescription[]): Promise<void>;
  /** What the stream of a table tells and nobody has removed from it, the oldest first. */
  readChanges(tableName: string, limit: number): Promise<readonly ItemChange[]>;
  removeChanges(tableName: string, changes: readonly ItemChange[]): Promise<void>;
  /** Removes expired items now and answers how many there were. */
  sweepExpired(): Promise<number>;
  /** Finishes running requests, then closes the store. */
  stop(): Promise<void>;
}

const SWEEP_INTERVAL_MS = 300_000;

/**
 * Starts a DynamoDB in this process: dynalite's expression language and item logic, with transactions, TTL,
 * authorization and one atomic commit per request on top.
 * Throws when `dataDir` is in use by another process.
 */
export async function startDynamoDb(options: DynamoDbOptions = {}): Promise<DynamoDb> {
  const { authorize = () => ({ isAllowed: true }), onRequest = () => undefined, now = Date.now } = options;
  const store = await openStore(options.dataDir);
  const engine: Engine = {
    store,
    locks: createKeyLocks(),
    idempotency: createIdempotency(store, now),
    now,
  };

  const handler = createRequestHandler(engine, { authorize, onRequest });
  const server = createServer(createHttpListener(handler));
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  // Listening on an address, not on a pipe.
  const { port } = server.address() as AddressInfo;

  const sweeper = startSweeper(engine, options.sweepIntervalMs ?? SWEEP_INTERVAL_MS);

  async function stop(): Promise<void> {
    await closeServer(server);
    await sweeper.stop();
    await store.level.close();
  }

  return {
    endpoint: `http://127.0.0.1:${port}`,
    answer: handler.answer,
    createTables: (tables) => createTables(engine, tables),
    readChanges: (tableName, limit) => readChanges(store, tableName, limit),
    removeChanges: (tableName, changes) => removeChanges(store, tableName, changes),
    sweepExpired: sweeper.sweep,
    stop,
  };
}

/** Resolves when every running request is answered; connections that clients keep open for later do not count. */
function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const timer = setInterval(() => server.closeIdleConnections(), 10);
    server.close(() => {
      clearInterval(timer);
      resolve();
    });
  });
}
