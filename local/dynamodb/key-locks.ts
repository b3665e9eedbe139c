/** Runs work while holding a set of keys; work on disjoint sets runs side by side. */
export interface KeyLocks {
  hold<Result>(keys: readonly string[], work: () => Promise<Result>): Promise<Result>;
}

/**
 * First come, first served for every key. A caller joins the queues of all its keys in one step, so any two callers
 * stand in the same order everywhere and cannot wait for each other.
 */
export function createKeyLocks(): KeyLocks {
  const tails = new Map<string, Promise<void>>();

  async function hold<Result>(keys: readonly string[], work: () => Promise<Result>): Promise<Result> {
    const unique = [...new Set(keys)];
    const earlier = unique.map((key) => tails.get(key));
    const { promise: released, resolve: release } = Promise.withResolvers<void>();
    for (const key of unique) tails.set(key, released);
    await Promise.all(earlier);
    try {
      return await work();
    } finally {
      for (const key of unique) {
        if (tails.get(key) === released) tails.delete(key);
      }
      release();
    }
  }

  return { hold };
}
