import {
  judgeLimits,
  LIMIT_WINDOWS,
  type LimitRule,
  type LimitVerdict,
  type LimitWindow,
  NO_USES,
  rulesOf,
  USES,
  type Use,
  type UseCounts,
  windowAt,
  windowEndAfter,
} from "../domain/limits.ts";
import type { TokenId } from "../domain/token.ts";
import type { TokenSubject } from "../domain/token-record.ts";
import type { WriteUsage } from "../store/token-usage.ts";

export interface LimiterOptions {
  readonly writeUsage: WriteUsage;
  /** Told when the shared counters of a token have grown: what was read of them before is too old to go by. */
  readonly onShared: (id: TokenId) => void;
  readonly onNotWritten: (id: TokenId) => void;
  readonly entriesMax: number;
}

export interface Limiter {
  /** Judges one use of a token that has limits, and counts it if it stays within them. Undefined when no limit is about it. */
  admit(subject: TokenSubject, use: Use, nowEpochMs: number): LimitVerdict | undefined;
  /** Writes what the other containers must know by now; undefined when there is nothing. Never rejects. */
  share(id: TokenId, nowEpochMs: number): Promise<void> | undefined;
}

/** What one container may keep to itself: this part of a limit, and uses of a day for no longer than this. */
const HELD_BACK_PART = 0.01;
export const HELD_BACK_MS_MAX = 60_000;

export function heldBackMax(limit: number): number {
  return Math.max(1, Math.floor(limit * HELD_BACK_PART));
}

interface WindowCount {
  /** As `windowAt` names it. */
  name: string;
  endsEpochMs: number;
  /** All uses that this container knows of: what it read, and what it has counted since. */
  readonly known: { -readonly [Name in keyof UseCounts]: number };
  /** What no other container can know of. */
  readonly pending: { -readonly [Name in keyof UseCounts]: number };
  /** When so much is pending it must be shared. */
  dueAt: readonly { readonly counts: keyof UseCounts; readonly uses: number }[];
}

interface Entry {
  /** The reading that `known` starts from. */
  subject: TokenSubject;
  rules: Readonly<Record<Use, readonly LimitRule[]>>;
  readonly minute: WindowCount;
  readonly day: WindowCount;
  /** When the day's uses were shared last. */
  sharedAtEpochMs: number;
}

/**
 * Counts the uses of tokens that have limits, in memory, and shares the counts with the other containers in few writes: about a hundred
 * in a limit's window, however many requests there are, and one a minute and container. Together the containers let at most
 * `limit + (containers - 1) * heldBackMax(limit)` uses pass in a window, so one alone never more than the limit.
 *
 * It holds because a container lets a use pass only while what it has read and what it has counted since are below the limit, and because
 * it writes, and reads anew, whenever it has counted a hundredth of the limit: of each other container it misses no more than that.
 */
export function createLimiter({ writeUsage, onShared, onNotWritten, entriesMax }: LimiterOptions): Limiter {
  const entries = new Map<TokenId, Entry>();

  function entryOf(subject: TokenSubject, nowEpochMs: number): Entry {
    const { id } = subject.token;
    let entry = entries.get(id);
    if (entry === undefined) {
      entry = { subject, rules: NO_RULES, minute: createCount(), day: createCount(), sharedAtEpochMs: nowEpochMs };
      entries.set(id, entry);
      if (entries.size > entriesMax) {
        const [oldest] = entries.keys();
        if (oldest !== undefined) entries.delete(oldest);
      }
    }
    if (entry.rules === NO_RULES || entry.subject !== subject) takeOver(entry, subject);
    for (const window of LIMIT_WINDOWS) {
      // An unequal end is also that of a clock that was set back.
      if (entry[window].endsEpochMs !== windowEndAfter(window, nowEpochMs)) startWindow(entry, window, nowEpochMs);
    }
    return entry;
  }

  async function write(id: TokenId, count: WindowCount, nowEpochMs: number): Promise<void> {
    const { name, pending } = count;
    const counts = { ...pending };
    Object.assign(pending, NO_USES);
    try {
      await writeUsage({ tokenId: id, window: name, counts, atEpochMs: nowEpochMs });
    } catch {
      if (count.name === name) addCounts(pending, pending, counts);
      onNotWritten(id);
    }
  }

  async function writeAll(id: TokenId, due: readonly WindowCount[], nowEpochMs: number): Promise<void> {
    await Promise.all(due.map((count) => write(id, count, nowEpochMs)));
    onShared(id);
  }

  return {
    admit(subject, use, nowEpochMs) {
      const entry = entryOf(subject, nowEpochMs);
      const { minute, day } = entry;
      const verdict = judgeLimits(entry.rules[use], { minute: minute.known, day: day.known }, nowEpochMs);
      if (verdict === undefined || verdict.exceeded) return verdict;
      countUse(minute, use);
      countUse(day, use);
      return verdict;
    },

    share(id, nowEpochMs) {
      const entry = entries.get(id);
      if (entry === undefined) return undefined;
      const { minute, day } = entry;
      const isLate = day.dueAt.length > 0 && nowEpochMs - entry.sharedAtEpochMs >= HELD_BACK_MS_MAX;
      const isDayDue = isDue(day) || (isLate && day.pending.total > 0);
      const isMinuteDue = isDue(minute);
      if (!isDayDue && !isMinuteDue) return undefined;
      if (isDayDue) entry.sharedAtEpochMs = nowEpochMs;
      return writeAll(id, [...(isMinuteDue ? [minute] : []), ...(isDayDue ? [day] : [])], nowEpochMs);
    },
  };
}

const NO_RULES: Entry["rules"] = { load: [], save: [], event: [], other: [] };

function createCount(): WindowCount {
  return { name: "", endsEpochMs: 0, known: { ...NO_USES }, pending: { ...NO_USES }, dueAt: [] };
}

/** A newer reading of the token: its limits, and its uses as all containers had written them. */
function takeOver(entry: Entry, subject: TokenSubject): void {
  entry.subject = subject;
  entry.rules = rulesOf(subject.token.limits ?? {});
  const rules = Object.values(entry.rules).flat();
  for (const window of LIMIT_WINDOWS) {
    const uses = new Map(rules.filter((rule) => rule.window === window).map(({ counts, limit }) => [counts, limit]));
    entry[window].dueAt = [...uses].map(([counts, limit]) => ({ counts, uses: heldBackMax(limit) }));
    adopt(entry, window);
  }
}

/** What was not shared of the window before stays uncounted: no more than a container may hold back. */
function startWindow(entry: Entry, window: LimitWindow, nowEpochMs: number): void {
  const count = entry[window];
  count.name = windowAt(window, nowEpochMs);
  count.endsEpochMs = windowEndAfter(window, nowEpochMs);
  Object.assign(count.pending, NO_USES);
  adopt(entry, window);
}

/** A reading says nothing about a window that began after it. */
function adopt(entry: Entry, window: LimitWindow): void {
  const count = entry[window];
  const read = entry.subject.usage?.[window];
  addCounts(count.known, read?.window === count.name ? read.counts : NO_USES, count.pending);
}

function addCounts(sum: WindowCount["known"], one: UseCounts, other: UseCounts): void {
  for (const use of USES) sum[use] = one[use] + other[use];
  sum.total = one.total + other.total;
}

function countUse({ known, pending }: WindowCount, use: Use): void {
  known[use] += 1;
  known.total += 1;
  pending[use] += 1;
  pending.total += 1;
}

function isDue({ pending, dueAt }: WindowCount): boolean {
  for (const { counts, uses } of dueAt) if (pending[counts] >= uses) return true;
  return false;
}
