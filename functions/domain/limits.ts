import type { TokenLimits } from "./token-record.ts";

/** What a request of a token counts as. Resuming a configuration is a load; everything that is not the embed's is `other`. */
export const USES = ["load", "save", "event", "other"] as const;
export type Use = (typeof USES)[number];

/** Uses of a token in one window, by what they were, and all together. */
export type UseCounts = Readonly<Record<Use | "total", number>>;

/** Windows are those of the UTC clock: the minute and the day that it is. */
export const LIMIT_WINDOWS = ["minute", "day"] as const;
export type LimitWindow = (typeof LIMIT_WINDOWS)[number];

/** Every limit that a token can have. */
export const LIMIT_NAMES = [
  "requestsPerMinute",
  "requestsPerDay",
  "savesPerDay",
  "eventsPerDay",
  "loadsPerDay",
] as const satisfies readonly (keyof TokenLimits)[];
export type LimitName = (typeof LIMIT_NAMES)[number];

interface LimitKind {
  readonly window: LimitWindow;
  /** Which uses it counts. */
  readonly counts: Use | "total";
}

/** What each of them counts. */
export const LIMITS: Readonly<Record<LimitName, LimitKind>> = {
  requestsPerMinute: { window: "minute", counts: "total" },
  requestsPerDay: { window: "day", counts: "total" },
  savesPerDay: { window: "day", counts: "save" },
  eventsPerDay: { window: "day", counts: "event" },
  loadsPerDay: { window: "day", counts: "load" },
};

/**
 * How much of a budget that all uses share each of them may use up: when it runs low, saves stop first, then events, and loads last. A page
 * that can load but not save still shows its product.
 */
const SHARES: Readonly<Record<Use, number>> = { save: 0.8, event: 0.9, load: 1, other: 1 };

export const WINDOW_SECONDS: Readonly<Record<LimitWindow, number>> = { minute: 60, day: 24 * 60 * 60 };

/** One limit, as it holds for one use. */
export interface LimitRule extends LimitKind {
  readonly name: LimitName;
  readonly limit: number;
  /** The use stops when so much of the limit is used up. */
  readonly allowance: number;
}

/** The limit that a request is closest to, before or beyond it. */
export interface LimitVerdict {
  readonly name: LimitName;
  readonly limit: number;
  /** How many more of the same kind are possible until the window ends. */
  readonly remaining: number;
  readonly resetSeconds: number;
  readonly exceeded: boolean;
}

/** What the operations table says, as far as it decides what a request counts as. */
export function useOf({ capability }: { readonly capability?: string }): Use {
  switch (capability) {
    case "embed:load":
    case "embed:resume":
      return "load";
    case "embed:save":
      return "save";
    case "embed:track":
      return "event";
    default:
      return "other";
  }
}

/** The rules for each use. Made when a token is read. */
export function rulesOf(limits: TokenLimits): Readonly<Record<Use, readonly LimitRule[]>> {
  const rulesFor = (use: Use) =>
    LIMIT_NAMES.flatMap((name): LimitRule[] => {
      const limit = limits[name];
      const { window, counts } = LIMITS[name];
      if (limit === undefined || (counts !== "total" && counts !== use)) return [];
      return [{ name, window, counts, limit, allowance: counts === "total" ? Math.ceil(limit * SHARES[use]) : limit }];
    });
  return { load: rulesFor("load"), save: rulesFor("save"), event: rulesFor("event"), other: rulesFor("other") };
}

/** The windows in which a token's uses must be counted. */
export function windowsOf(limits: TokenLimits | undefined): readonly LimitWindow[] {
  if (limits === undefined) return [];
  return LIMIT_WINDOWS.filter((window) =>
    LIMIT_NAMES.some((name) => LIMITS[name].window === window && limits[name] !== undefined),
  );
}

/** The name of the window that an instant is in, such as `2026-11-22` or `2026-11-22T12:00`. */
export function windowAt(window: LimitWindow, epochMs: number): string {
  return new Date(epochMs).toISOString().slice(0, window === "day" ? 10 : 16);
}

/** The instant at which the window ends that an instant is in. */
export function windowEndAfter(window: LimitWindow, epochMs: number): number {
  const lengthMs = WINDOW_SECONDS[window] * 1000;
  return (Math.floor(epochMs / lengthMs) + 1) * lengthMs;
}

export const NO_USES: UseCounts = { load: 0, save: 0, event: 0, other: 0, total: 0 };

/**
 * Whether one more use stays within every rule. Of several rules the one that is nearest to its end is reported; of several that are
 * exceeded, the one that takes longest to pass. Undefined where there is no rule.
 */
export function judgeLimits(
  rules: readonly LimitRule[],
  used: Readonly<Record<LimitWindow, UseCounts>>,
  nowEpochMs: number,
): LimitVerdict | undefined {
  let found: LimitRule | undefined;
  let left = 0;
  for (const rule of rules) {
    const leftOfRule = rule.allowance - used[rule.window][rule.counts];
    if (found === undefined || isNearer(rule, leftOfRule, found, left)) {
      found = rule;
      left = leftOfRule;
    }
  }
  if (found === undefined) return undefined;
  const { name, limit, window } = found;
  const exceeded = left <= 0;
  return {
    name,
    limit,
    remaining: exceeded ? 0 : left - 1,
    resetSeconds: Math.ceil((windowEndAfter(window, nowEpochMs) - nowEpochMs) / 1000),
    exceeded,
  };
}

function isNearer(rule: LimitRule, left: number, other: LimitRule, leftOfOther: number): boolean {
  if (left > 0 && leftOfOther > 0) return left * other.limit < leftOfOther * rule.limit;
  // A day never ends before the minute that it is.
  return left <= 0 && (leftOfOther > 0 || WINDOW_SECONDS[rule.window] > WINDOW_SECONDS[other.window]);
}
