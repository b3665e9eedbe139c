export interface RecordCacheOptions<Id extends string, Value> {
  readonly read: (id: Id) => Promise<Value>;
  /** Oldest record that still counts, from the instant at which its read began. This is the revocation bound of public tokens. */
  readonly ageMsMax: number;
  /** Most ids kept, unknown ones included. The one that was loaded first goes first. */
  readonly entriesMax: number;
  readonly now: () => number;
}

/** Gives a record that is in memory at once, without the tick that waiting for it would cost each request. */
export type ReadCached<Id extends string, Value> = (id: Id) => Value | Promise<Value>;

export interface RecordCache<Id extends string, Value> {
  readonly read: ReadCached<Id, Value>;
  /** The next request reads the record anew. */
  readonly forget: (id: Id) => void;
}

interface Entry<Value> {
  readonly startedEpochMs: number;
  /**
   * In flight or loaded: requests that come meanwhile share the load. The absent record is kept too, or a flood of unknown ids would be
   * a flood of reads.
   */
  record: Value | Promise<Value>;
}

/**
 * Records in memory: of public tokens, and of the embeds that stand for them. It keeps records and never verdicts, so nothing decided for
 * one origin, route or secret is replayed to another. One load is in flight per id; a failed load is not kept.
 */
export function createRecordCache<Id extends string, Value>(
  options: RecordCacheOptions<Id, Value>,
): RecordCache<Id, Value> {
  const { read, ageMsMax, entriesMax, now } = options;
  const entries = new Map<string, Entry<Value>>();

  function load(id: Id, startedEpochMs: number): Promise<Value> {
    const key = keyOf(id);
    const loading = read(id);
    const entry: Entry<Value> = { startedEpochMs, record: loading };
    entries.delete(key);
    entries.set(key, entry);
    if (entries.size > entriesMax) {
      const [oldest] = entries.keys();
      if (oldest !== undefined) entries.delete(oldest);
    }
    loading.then(
      (record) => {
        entry.record = record;
      },
      () => {
        if (entries.get(key) === entry) entries.delete(key);
      },
    );
    return loading;
  }

  return {
    read(id) {
      const nowEpochMs = now();
      const entry = entries.get(keyOf(id));
      if (entry !== undefined) {
        const ageMs = nowEpochMs - entry.startedEpochMs;
        // A clock that was set back must not make a record younger.
        if (ageMs >= 0 && ageMs < ageMsMax) return entry.record;
      }
      return load(id, nowEpochMs);
    },
    forget(id) {
      entries.delete(keyOf(id));
    },
  };
}

/**
 * The id without its prefix, which is the same for all ids of a cache. V8 copies a slice of 12 characters; the id itself, a slice of
 * 16, would keep the whole value alive and takes twice as long to look up.
 */
function keyOf(id: string): string {
  return id.slice(4);
}
