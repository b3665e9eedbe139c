import type { Adapter, AdapterPayload } from "oidc-provider";

interface Entry {
  readonly payload: AdapterPayload;
  /** Epoch milliseconds. */
  readonly expiresAtMs: number;
}

/** Keeps sign-ins of one issuer in memory: after a restart people sign in again, with one click. */
export function createAdapters(now: () => number = Date.now): (model: string) => Adapter {
  const entries = new Map<string, Entry>();

  function read(key: string): AdapterPayload | undefined {
    const entry = entries.get(key);
    if (entry !== undefined && entry.expiresAtMs > now()) return entry.payload;
    entries.delete(key);
    return undefined;
  }
  function search(prefix: string, member: "uid" | "userCode", value: string): AdapterPayload | undefined {
    const keys = [...entries.keys()].filter((key) => key.startsWith(prefix));
    return keys.map(read).find((payload) => payload?.[member] === value);
  }

  return (model) => {
    const prefix = `${model}:`;
    return {
      async upsert(id, payload, expiresInSeconds) {
        entries.set(prefix + id, { payload, expiresAtMs: now() + (expiresInSeconds ?? 86_400) * 1000 });
      },
      find: async (id) => read(prefix + id),
      findByUid: async (uid) => search(prefix, "uid", uid),
      findByUserCode: async (userCode) => search(prefix, "userCode", userCode),
      async consume(id) {
        const payload = read(prefix + id);
        if (payload !== undefined) payload.consumed = Math.floor(now() / 1000);
      },
      async destroy(id) {
        entries.delete(prefix + id);
      },
      async revokeByGrantId(grantId) {
        // Of this model only: a sign-in that is under way names the grant that it follows, and must outlive it.
        for (const [key, { payload }] of entries)
          if (key.startsWith(prefix) && payload.grantId === grantId) entries.delete(key);
      },
    };
  };
}
