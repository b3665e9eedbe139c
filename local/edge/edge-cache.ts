import type { HttpResponse } from "../http/message.ts";

export interface CacheEntry {
  readonly response: HttpResponse;
  /** The origin's own tag: compressing may have weakened the one in `response`. */
  readonly originTag: string | undefined;
  readonly storedAtMs: number;
  /** From then on it is asked for again, with its validators. */
  readonly expiresAtMs: number;
}

export interface EdgeCache {
  get(key: string): CacheEntry | undefined;
  set(key: string, entry: CacheEntry): void;
  delete(key: string): void;
}

/** Keeps the most recently stored entries. */
export function createEdgeCache(entriesMax = 10_000): EdgeCache {
  const entries = new Map<string, CacheEntry>();
  return {
    get: (key) => entries.get(key),
    set(key, entry) {
      entries.delete(key);
      entries.set(key, entry);
      const [oldest] = entries.keys();
      if (entries.size > entriesMax && oldest !== undefined) entries.delete(oldest);
    },
    delete: (key) => void entries.delete(key),
  };
}
