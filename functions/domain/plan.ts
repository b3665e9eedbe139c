/** How often an application may call its service: limits over windows of UTC time. */
export const PERIODS = ["minute", "hour", "day", "month"] as const;
export type Period = (typeof PERIODS)[number];

/** Most hits in one window of each period. Absent: no limit. */
export interface PlanLimits {
  readonly perMinute?: number | undefined;
  readonly perHour?: number | undefined;
  readonly perDay?: number | undefined;
  readonly perMonth?: number | undefined;
}

/** Refuses limits that nobody means, and keeps every sum of hits a safe integer. */
export const LIMIT_MAX = 1_000_000_000;
export const HITS_MAX = 1_000_000;

/** One window of a period, such as one minute. */
export interface Window {
  readonly period: Period;
  /** How RFC 3339 writes the window's beginning, as far as the period goes: `2026-11-22T12` for an hour. */
  readonly name: string;
  readonly startsAtEpochMs: number;
  /** The first instant that is not in it. */
  readonly endsAtEpochMs: number;
}

const NAME_LENGTHS = { minute: 16, hour: 13, day: 10, month: 7 } as const satisfies Record<Period, number>;

/** The window of a period that an instant lies in. */
export function windowOf(period: Period, epochMs: number): Window {
  const date = new Date(epochMs);
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
  const [hour, minute] = [date.getUTCHours(), date.getUTCMinutes()];
  const name = date.toISOString().slice(0, NAME_LENGTHS[period]);
  switch (period) {
    case "minute":
      return {
        period,
        name,
        ...span(Date.UTC(year, month, day, hour, minute), Date.UTC(year, month, day, hour, minute + 1)),
      };
    case "hour":
      return { period, name, ...span(Date.UTC(year, month, day, hour), Date.UTC(year, month, day, hour + 1)) };
    case "day":
      return { period, name, ...span(Date.UTC(year, month, day), Date.UTC(year, month, day + 1)) };
    case "month":
      return { period, name, ...span(Date.UTC(year, month), Date.UTC(year, month + 1)) };
  }
}

function span(startsAtEpochMs: number, endsAtEpochMs: number) {
  return { startsAtEpochMs, endsAtEpochMs };
}

export function limitOf(limits: PlanLimits, period: Period): number | undefined {
  switch (period) {
    case "minute":
      return limits.perMinute;
    case "hour":
      return limits.perHour;
    case "day":
      return limits.perDay;
    case "month":
      return limits.perMonth;
  }
}

/** The periods that a plan limits, shortest first. */
export function limitedPeriods(limits: PlanLimits): readonly Period[] {
  return PERIODS.filter((period) => limitOf(limits, period) !== undefined);
}

/** How a limit stands in the window that is running. */
export interface LimitState {
  readonly window: Window;
  readonly limit: number;
  readonly used: number;
  readonly remaining: number;
}

/** @param usedIn hits that have been counted in a window */
export function limitStates(
  limits: PlanLimits,
  usedIn: (window: Window) => number,
  nowEpochMs: number,
): readonly LimitState[] {
  return PERIODS.flatMap((period) => {
    const limit = limitOf(limits, period);
    if (limit === undefined) return [];
    const window = windowOf(period, nowEpochMs);
    const used = usedIn(window);
    return [{ window, limit, used, remaining: Math.max(0, limit - used) }];
  });
}

/** The limits that leave no room for so many hits more. */
export function findExceeded(states: readonly LimitState[], hits: number): readonly LimitState[] {
  return states.filter(({ limit, used }) => used + hits > limit);
}

/**
 * The windows that count what happened at an instant. Days and months are counted for everybody; shorter windows only where a limit asks for
 * them, and only while they run, because afterwards nobody asks any more. What a fast clock says is counted as now.
 */
export function countedWindowsAt(limits: PlanLimits, occurredAtEpochMs: number, nowEpochMs: number): readonly Window[] {
  const atEpochMs = Math.min(occurredAtEpochMs, nowEpochMs);
  return PERIODS.filter((period) => isCounted(limits, period, atEpochMs, nowEpochMs)).map((period) =>
    windowOf(period, atEpochMs),
  );
}

function isCounted(limits: PlanLimits, period: Period, atEpochMs: number, nowEpochMs: number): boolean {
  if (period === "day" || period === "month") return true;
  return limitOf(limits, period) !== undefined && nowEpochMs < windowOf(period, atEpochMs).endsAtEpochMs;
}
