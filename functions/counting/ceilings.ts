import { COUNTERS_MAX, formatBreakdownKey, parseBreakdownKey } from "../domain/breakdown.ts";
import { eventOfFirst, eventSeries, firstOf, OTHER, parseEventSeries, QUARTER_MS } from "../domain/series.ts";
import { dateAt } from "../domain/time-zone.ts";
import { readBreakdownCounters } from "../store/rollups.ts";
import type { Table } from "../store/table.ts";
import type { Tally, Target } from "./tally.ts";

type BreakdownTarget = Extract<Target, { type: "breakdown" }>;
type SeriesTarget = Extract<Target, { type: "series" }>;

/**
 * Keeps what anybody can fill within bounds: a public token is not secret, and whoever has it can make up names and values. An item of a
 * breakdown takes new counters up to its ceiling, and a series is begun for an event that the day's breakdown lists or has a place for; the
 * rest is counted as `OTHER`. Two runs at once may both be let through at the ceiling, so it may be passed by what one transaction adds.
 */
export function createCeilings(
  telemetry: Table,
  { workspaceId, timeZone }: { readonly workspaceId: string; readonly timeZone: string },
): (targets: Tally) => Promise<readonly Target[]> {
  /** By item, for as long as a run works on the workspace. */
  const countersOf = new Map<string, Promise<Set<string>>>();

  function knownCounters(item: Omit<BreakdownTarget, "counts">): Promise<Set<string>> {
    const id = `${item.configuratorId} ${item.dimension} ${item.period} ${item.name}`;
    const known = countersOf.get(id) ?? read(item);
    countersOf.set(id, known);
    return known;
  }
  async function read(item: Omit<BreakdownTarget, "counts">): Promise<Set<string>> {
    const counters = await readBreakdownCounters(telemetry, { workspaceId, ...item }, item.period, item.name);
    return new Set(counters.keys());
  }
  async function boundBreakdown(target: BreakdownTarget): Promise<Target> {
    const known = await knownCounters(target);
    const counts = new Map<string, number>();
    for (const [counter, count] of target.counts) {
      const name = admit(counter, known, COUNTERS_MAX[target.dimension]);
      known.add(name);
      counts.set(name, (counts.get(name) ?? 0) + count);
    }
    return { ...target, counts };
  }
  /** The breakdown may be in another transaction: what an event of a batch adds may be too much for one. */
  async function boundSeries(target: SeriesTarget): Promise<SeriesTarget> {
    const parts = parseEventSeries(target.series);
    if (parts === undefined) return target;
    const { configuratorId, event } = parts;
    const named = eventOfFirst(event);
    const counter = formatBreakdownKey({ event: named ?? event, key: "" });
    for (const name of daysOf(target, timeZone)) {
      const known = await knownCounters({ type: "breakdown", configuratorId, dimension: "event", period: "day", name });
      if (admit(counter, known, COUNTERS_MAX.event) !== counter) continue;
      known.add(counter);
      return target;
    }
    return { ...target, series: eventSeries(configuratorId, named === undefined ? OTHER : firstOf(OTHER)) };
  }

  return async (targets) => {
    // Side by side, and not one after the other below: there may be a hundred of them, and a run has little time.
    await Promise.all([...targets.values()].map((target) => target.type === "breakdown" && knownCounters(target)));
    const kept: Target[] = [];
    for (const target of targets.values()) if (target.type === "breakdown") kept.push(await boundBreakdown(target));
    const series = new Map<string, SeriesTarget>();
    for (const target of targets.values()) {
      if (target.type !== "series") continue;
      const bounded = await boundSeries(target);
      const id = `${bounded.series} ${bounded.day}`;
      const counts = new Map(series.get(id)?.counts);
      for (const [index, count] of bounded.counts) counts.set(index, (counts.get(index) ?? 0) + count);
      series.set(id, { ...bounded, counts });
    }
    return [...kept, ...series.values()];
  };
}

/** The days of the time zone that the quarters lie in which a target adds to. */
function daysOf({ day, counts }: SeriesTarget, timeZone: string): ReadonlySet<string> {
  const startsAt = Date.parse(`${day}T00:00:00Z`);
  return new Set([...counts.keys()].map((index) => dateAt(startsAt + index * QUARTER_MS, timeZone)));
}

function admit(counter: string, known: ReadonlySet<string>, max: number): string {
  if (known.has(counter) || known.size < max) return counter;
  const { event } = parseBreakdownKey(counter);
  const ofEvent = formatBreakdownKey({ event, key: OTHER });
  return known.has(ofEvent) ? ofEvent : formatBreakdownKey({ event: OTHER, key: OTHER });
}
