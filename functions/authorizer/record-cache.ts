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
  /** The absent token is kept too, or a flood of unknown ids would be a flood of reads. */
  readonly record: TokenRecord | undefined;
}

/**
 * Token records in memory, for public tokens. It keeps records and never verdicts, so nothing decided for one origin, route or
 * secret is replayed to another. One load is in flight per id; a failed load is not kept.
 */
export function createRecordCache({ readToken, ageMsMax, entriesMax, now }: RecordCacheOptions): ReadToken {
  const entries = new Map<TokenId, Entry>();
  const loads = new Map<TokenId, Promise<TokenRecord | undefined>>();

  async function load(id: TokenId): Promise<TokenRecord | undefined> {
    const startedEpochMs = now();
    try {
      const record = await readToken(id);
      entries.delete(id);
      entries.set(id, { startedEpochMs, record });
      if (entries.size > entriesMax) {
        const [oldest] = entries.keys();
        if (oldest !== undefined) entries.delete(oldest);
      }
      return record;
    } finally {
      loads.delete(id);
    }
  }

  return (id) => {
    const entry = entries.get(id);
    if (entry !== undefined) {
      const ageMs = now() - entry.startedEpochMs;
      // A clock that was set back must not make a record younger.
      if (ageMs >= 0 && ageMs < ageMsMax) return Promise.resolve(entry.record);
    }
    const running = loads.get(id);
    if (running !== undefined) return running;
    const loading = load(id);
    loads.set(id, loading);
    return loading;
  };
}
