import type { TokenId } from "../domain/token.ts";
import type { TokenRecord } from "../domain/token-record.ts";

export interface UseSamplerOptions {
  readonly intervalMs: number;
  readonly entriesMax: number;
}

/**
 * Decides whether this use of a token is worth a write: at most one per token and interval in this container, and none when the
 * record that was just read says that another container has written.
 */
export function createUseSampler({ intervalMs, entriesMax }: UseSamplerOptions) {
  const writtenAtEpochMs = new Map<TokenId, number>();
  return (record: TokenRecord, nowEpochMs: number): boolean => {
    const isRecent = (at: number | undefined) => at !== undefined && nowEpochMs - at < intervalMs;
    if (isRecent(record.lastUsedAtEpochMs) || isRecent(writtenAtEpochMs.get(record.id))) return false;
    writtenAtEpochMs.delete(record.id);
    writtenAtEpochMs.set(record.id, nowEpochMs);
    if (writtenAtEpochMs.size > entriesMax) {
      const [oldest] = writtenAtEpochMs.keys();
      if (oldest !== undefined) writtenAtEpochMs.delete(oldest);
    }
    return true;
  };
}
