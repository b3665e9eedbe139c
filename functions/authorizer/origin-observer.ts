import type { Origin } from "../domain/origin.ts";
import type { TokenId } from "../domain/token.ts";
import type { TokenRecord } from "../domain/token-record.ts";
import type { OriginSighting, OriginVerdict } from "../store/observed-origins.ts";

export interface OriginObserverOptions {
  /** At most one write per token, origin and interval. */
  readonly intervalMs: number;
  /** And at most so many per token and interval, whatever origins come. */
  readonly writesMax: number;
  /** Most origins of one token that are kept in memory, for each verdict. */
  readonly originsMax: number;
  readonly tokensMax: number;
}

/** One request from an origin. */
export interface OriginUse {
  readonly token: TokenRecord;
  readonly origin: Origin;
  readonly verdict: OriginVerdict;
  readonly nowEpochMs: number;
}

/** Counts the use; gives what is to be written now, if anything is. */
export type ObserveOrigin = (use: OriginUse) => OriginSighting | undefined;

interface Seen {
  readonly origin: Origin;
  readonly since: string;
  writtenAtEpochMs: number;
  /** Uses that are not written yet. */
  uses: number;
}

interface ObservedToken {
  readonly origins: Readonly<Record<OriginVerdict, Map<Origin, Seen>>>;
  /** The record that the last use was of, its verdict, and what it was counted in: most uses are like the one before. */
  lastRecord: TokenRecord | undefined;
  lastVerdict: OriginVerdict;
  last: Seen | undefined;
  intervalStartedEpochMs: number;
  writes: number;
}

/**
 * Counts in memory from which origins public tokens are used, and says when a count is worth a write. What an attacker sends costs a bounded
 * memory and a bounded number of writes; uses that are still in memory when the container ends are lost.
 */
export function createOriginObserver(options: OriginObserverOptions): ObserveOrigin {
  const { intervalMs, writesMax, originsMax, tokensMax } = options;
  const tokens = new Map<TokenId, ObservedToken>();

  function hasBudget(observed: ObservedToken, nowEpochMs: number): boolean {
    if (Math.abs(nowEpochMs - observed.intervalStartedEpochMs) >= intervalMs) {
      observed.intervalStartedEpochMs = nowEpochMs;
      observed.writes = 0;
    }
    return observed.writes < writesMax;
  }

  function find(observed: ObservedToken, use: OriginUse): Seen {
    const { last } = observed;
    const isLikeLast =
      observed.lastRecord === use.token && observed.lastVerdict === use.verdict && last?.origin === use.origin;
    return isLikeLast ? last : lookUp(observed, use);
  }

  function lookUp(observed: ObservedToken, { token, origin, verdict }: OriginUse): Seen {
    const origins = observed.origins[verdict];
    const since = sinceOf(token, verdict);
    if (origins.get(origin)?.since !== since) origins.delete(origin);
    const create = () => ({ origin, since, writtenAtEpochMs: Number.NEGATIVE_INFINITY, uses: 0 });
    const seen = findOrAdd(origins, origin, originsMax, create);
    observed.last = seen;
    observed.lastRecord = token;
    observed.lastVerdict = verdict;
    return seen;
  }

  return (use) => {
    const { token, origin, verdict, nowEpochMs } = use;
    const observed = findOrAdd(tokens, token.id, tokensMax, createObservedToken);
    const seen = find(observed, use);
    seen.uses += 1;
    if (nowEpochMs - seen.writtenAtEpochMs < intervalMs || !hasBudget(observed, nowEpochMs)) return undefined;
    const { uses, since } = seen;
    seen.uses = 0;
    seen.writtenAtEpochMs = nowEpochMs;
    observed.writes += 1;
    return { tokenId: token.id, verdict, origin, since, uses, atEpochMs: nowEpochMs };
  };
}

/** What was added first goes first when there are too many. */
function findOrAdd<Key, Value>(map: Map<Key, Value>, key: Key, entriesMax: number, create: () => Value): Value {
  const known = map.get(key);
  if (known !== undefined) return known;
  const value = create();
  map.set(key, value);
  if (map.size > entriesMax) {
    const [oldest] = map.keys();
    if (oldest !== undefined) map.delete(oldest);
  }
  return value;
}

function createObservedToken(): ObservedToken {
  return {
    origins: { allowed: new Map(), trial: new Map(), previous: new Map(), refused: new Map() },
    lastRecord: undefined,
    lastVerdict: "allowed",
    last: undefined,
    intervalStartedEpochMs: Number.NEGATIVE_INFINITY,
    writes: 0,
  };
}

function sinceOf({ issuedAtEpochMs, trial }: TokenRecord, verdict: OriginVerdict): string {
  switch (verdict) {
    case "previous":
      return new Date(issuedAtEpochMs).toISOString();
    case "trial":
      return trial === undefined ? "" : new Date(trial.endsAtEpochMs).toISOString();
    default:
      return "";
  }
}
