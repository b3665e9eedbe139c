import type { TokenId } from "../domain/token.ts";
import type { TokenRecord } from "../domain/token-record.ts";
import type { ReadToken } from "../store/token-reader.ts";

export interface RecordCacheOptions {
  readonly readToken: ReadToken;
  /** Oldest record that still counts, from the instant at which its read began. This is the revocation bound of public tokens. */
  readonly ageMsMax: number;
  /** Most ids kept, unknown ones included. The one that was loaded first goes first. */
  readonly entriesMax: number;
  readonly now: () => number;
}

interface Entry {
  readonly startedEpochMs: number;
  /**
   * In flight or settled: requests that come meanwhile share the load. The absent token is kept too, or a flood of unknown ids would be
   * a flood of reads.
   */
  readonly record: Promise<TokenRecord | undefined>;
}

/**
 * Token records in memory, for public tokens. It keeps records and never verdicts, so nothing decided for one origin, route or
 * secret is replayed to another. One load is in flight per id; a failed load is not kept.
 */
export function createRecordCache({ readToken, ageMsMax, entriesMax, now }: RecordCacheOptions): ReadToken {
  const entries = new Map<string, Entry>();

  function load(id: TokenId, startedEpochMs: number): Promise<TokenRecord | undefined> {
    const key = keyOf(id);
    const entry: Entry = { startedEpochMs, record: readToken(id) };
    entries.delete(key);
    entries.set(key, entry);
    if (entries.size > entriesMax) {
      const [oldest] = entries.keys();
      if (oldest !== undefined) entries.delete(oldest);
    }
    entry.record.catch(() => {
      if (entries.get(key) === entry) entries.delete(key);
    });
    return entry.record;
  }

  return (id) => {
    const nowEpochMs = now();
    const entry = entries.get(keyOf(id));
    if (entry !== undefined) {
      const ageMs = nowEpochMs - entry.startedEpochMs;
      // A clock that was set back must not make a record younger.
      if (ageMs >= 0 && ageMs < ageMsMax) return entry.record;
    }
    return load(id, nowEpochMs);
  };
}

/**
 * The public id without the prefix, which is the same for all public tokens. V8 copies a slice of 12 characters; the id itself, a slice of
 * 16, would keep the whole value alive and takes twice as long to look up.
 */
function keyOf(id: TokenId): string {
  return id.slice(4);
}
