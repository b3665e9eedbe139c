import type { TokenId } from "../domain/token.ts";

export interface UseSamplerOptions {
  readonly intervalMs: number;
  readonly entriesMax: number;
}

/** Whether to write now; `writtenAtEpochMs` is what the record that was just read says about the last write. */
export type UseSampler = (id: TokenId, writtenAtEpochMs: number | undefined, nowEpochMs: number) => boolean;

/**
 * Decides whether something about a token is worth a write: at most once per token and interval in this container, and not when another
 * container has written.
 */
export function createUseSampler({ intervalMs, entriesMax }: UseSamplerOptions): UseSampler {
  const writtenHere = new Map<TokenId, number>();
  return (id, writtenAtEpochMs, nowEpochMs) => {
    if (writtenAtEpochMs !== undefined && nowEpochMs - writtenAtEpochMs < intervalMs) return false;
    const writtenHereAt = writtenHere.get(id);
    if (writtenHereAt !== undefined && nowEpochMs - writtenHereAt < intervalMs) return false;
    writtenHere.delete(id);
    writtenHere.set(id, nowEpochMs);
    if (writtenHere.size > entriesMax) {
      const [oldest] = writtenHere.keys();
      if (oldest !== undefined) writtenHere.delete(oldest);
    }
    return true;
  };
}
