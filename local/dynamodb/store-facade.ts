import { Stream } from "node:stream";
import type { AttributeMap, LevelOperation, RangeOptions, StoredTable } from "dynalite/db/index.js";
import { changesOf } from "./changes.ts";
import { indexPrefix, itemPrefix, prefixRange, readTable, type Store } from "./store.ts";

type Callback<Value> = (error: unknown, value?: Value) => void;
type Action = (store: unknown, request: unknown, callback: Callback<Record<string, unknown>>) => void;

/** Writes that are seen by later actions on the same buffer, and by nobody else until they are committed. */
export interface WriteBuffer {
  readonly operations: Map<string, LevelOperation>;
}

export function createWriteBuffer(): WriteBuffer {
  return { operations: new Map() };
}

/** Makes everything in the buffer, and `more`, durable in one step, with what streams tell of it: after a crash all of it is there or none. */
export async function commit(store: Store, buffer: WriteBuffer, more: readonly LevelOperation[] = []): Promise<void> {
  const written = [...buffer.operations.values()];
  const operations = [...written, ...more, ...(await changesOf(store, written))];
  if (operations.length > 0) await store.level.batch(operations);
}

/**
 * Runs one of dynalite's actions; its reads see the store through `buffer`, its writes land in `buffer`.
 * The caller holds the locks of the items. An exception inside dynalite's callbacks rejects the promise instead of
 * ending the process.
 * `tableKey` is the table's own key of the item that is written, or of the item after which a query starts. dynalite
 * tells index entries with equal index keys apart by 24 bits of a hash, so that one entry would overwrite another;
 * here every entry's key ends in the whole table key.
 */
export function runAction(
  store: Store,
  buffer: WriteBuffer,
  action: Action,
  request: unknown,
  tableKey = "",
): Promise<Record<string, unknown>> {
  return new Promise((resolve, reject) => {
    action(createFacade(store, buffer, tableKey, reject), request, (error, response) => {
      if (error) reject(error);
      else resolve(response ?? {});
    });
  });
}

const VALUES_PER_READ = 100;

function createFacade(store: Store, { operations }: WriteBuffer, tableKey: string, onThrow: (error: unknown) => void) {
  function deliver<Value>(work: Promise<Value>, callback: Callback<Value>): void {
    work.then((value) => callback(null, value), callback).catch(onThrow);
  }

  async function read(key: string): Promise<unknown> {
    const buffered = operations.get(key);
    if (buffered !== undefined) return buffered.type === "put" ? buffered.value : undefined;
    return store.level.get(key);
  }

  async function getTable(tableName: string): Promise<StoredTable> {
    return readTable(store, tableName);
  }

  function write(operation: LevelOperation, callback: Callback<void>): void {
    operations.set(operation.key, operation);
    deliver(Promise.resolve(), callback);
  }

  function createPrefixed(prefix: string, suffix: string) {
    return {
      get: (key: string, callback: Callback<unknown>) => deliver(read(prefix + key), callback),
      put: (key: string, value: AttributeMap, callback: Callback<void>) =>
        write({ type: "put", key: prefix + key + suffix, value }, callback),
      del: (key: string, callback: Callback<void>) => write({ type: "del", key: prefix + key + suffix }, callback),
      lock: (_key: string, work: (release: <C>(callback: C) => C) => void) => work((callback) => callback),
      createValueStream: (range: RangeOptions) => streamValues(store, placeRange(prefix, range, suffix), onThrow),
    };
  }

  return {
    options: store.engine.options,
    getTable: (tableName: string, callback: Callback<StoredTable>) => deliver(getTable(tableName), callback),
    getItemDb: (tableName: string) => createPrefixed(itemPrefix(tableName), ""),
    getIndexDb: (indexType: string, tableName: string, indexName: string) =>
      createPrefixed(indexPrefix(tableName, indexType, indexName), tableKey),
  };
}

/**
 * The range below `prefix`. With a `suffix` the range starts after an entry, forwards or in reverse, and the bound that
 * dynalite made of that entry's keys is the one that it set last: `gt`, or `lt`.
 */
function placeRange(prefix: string, { reverse = false, limit = -1, ...bounds }: RangeOptions, suffix: string) {
  const range: RangeOptions = { reverse, limit };
  if (bounds.gte !== undefined) range.gte = prefix + bounds.gte;
  else if (bounds.gt !== undefined) range.gt = prefix + bounds.gt + (reverse ? "" : suffix);
  else range.gte = prefix;
  if (bounds.lte !== undefined) range.lte = prefix + bounds.lte;
  else if (bounds.lt !== undefined) range.lt = prefix + bounds.lt + (reverse ? suffix : "");
  else range.lt = prefixRange(prefix).lt;
  return range;
}

/**
 * The values of a range as the old-style stream that dynalite listens to, from a snapshot taken now.
 * dynalite says "pipe" when it has enough.
 */
function streamValues(store: Store, range: RangeOptions, onThrow: (error: unknown) => void): Stream {
  const stream = new Stream();
  const iterator = store.level.values(range);
  let isEnough = false;
  stream.on("pipe", () => {
    isEnough = true;
  });

  async function pump(): Promise<void> {
    try {
      while (!isEnough) {
        const values = await iterator.nextv(VALUES_PER_READ);
        if (values.length === 0) break;
        for (const value of values) {
          if (isEnough) break;
          stream.emit("data", value);
        }
      }
      stream.emit("end");
    } finally {
      await iterator.close();
    }
  }

  pump().catch(onThrow);
  return stream;
}
