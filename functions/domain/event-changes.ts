import { CLOCK_CORRECTED, countedKey, type Dimension } from "./breakdown.ts";
import type { CountChange } from "./count-change.ts";
import { ALL_CONFIGURATORS, eventSeries, firstOf, quarterOf, type SeriesName, usageSeries } from "./series.ts";

/** An event that is to be counted. */
export interface CountedEvent {
  readonly name: string;
  readonly configuratorId: string;
  /** The time that counts: see `clampedTime`. */
  readonly atEpochMs: number;
  readonly isClockCorrected: boolean;
  readonly properties: Readonly<Record<string, string | number | boolean>>;
  readonly tokenId: string;
  readonly origin?: string | undefined;
}

/** A page may have been without a network for so long before it sent what it kept. */
export const LATENESS_MS_MAX = 72 * 60 * 60 * 1000;
/** Clocks are not the same everywhere. */
const FAST_MS_MAX = 60 * 1000;

/** The nearest time to what the sender's clock said that can be right. */
export function clampedTime(
  occurredAtEpochMs: number,
  receivedAtEpochMs: number,
): { readonly atEpochMs: number; readonly isClockCorrected: boolean } {
  const atEpochMs = Math.min(Math.max(occurredAtEpochMs, receivedAtEpochMs - LATENESS_MS_MAX), receivedAtEpochMs);
  const isFast = occurredAtEpochMs > receivedAtEpochMs + FAST_MS_MAX;
  return { atEpochMs, isClockCorrected: isFast || occurredAtEpochMs < atEpochMs };
}

/** What a batch of events adds to the rollups of its workspace, each counter once. */
export function changesOfEvents(workspaceId: string, events: readonly CountedEvent[]): readonly CountChange[] {
  const sums = new Map<string, CountChange>();
  for (const event of events) {
    for (const change of changesOf(workspaceId, event)) {
      const { amount, ...what } = change;
      const id = Object.values(what).join("\n");
      sums.set(id, { ...change, amount: (sums.get(id)?.amount ?? 0) + amount });
    }
  }
  return [...sums.values()];
}

function changesOf(workspaceId: string, event: CountedEvent): readonly CountChange[] {
  const { name, configuratorId, properties, tokenId, origin } = event;
  const quarter = quarterOf(event.atEpochMs);
  const series = (ofSeries: SeriesName): CountChange => ({ type: "series", series: ofSeries, quarter, amount: 1 });
  const counter = (ofConfigurator: string, dimension: Dimension, key: string): CountChange => ({
    type: "breakdown",
    configuratorId: ofConfigurator,
    dimension,
    event: name,
    key: countedKey(key),
    quarter,
    amount: 1,
  });
  const ofBoth = [configuratorId, ALL_CONFIGURATORS].flatMap((of) => [
    series(eventSeries(of, name)),
    ...(properties.first === true ? [series(eventSeries(of, firstOf(name)))] : []),
    counter(of, "event", ""),
    counter(of, "token", tokenId),
    ...(origin === undefined ? [] : [counter(of, "origin", origin)]),
    ...(event.isClockCorrected ? [counter(of, "mark", CLOCK_CORRECTED)] : []),
  ]);
  const byConfigurator = counter(ALL_CONFIGURATORS, "configurator", configuratorId);
  const details = detailsOf(name, properties).map(([dimension, key]) => counter(configuratorId, dimension, key));
  const usage = [usageSeries("workspace", workspaceId, "event"), usageSeries("token", tokenId, "event")].map(series);
  return [...ofBoth, byConfigurator, ...details, ...usage];
}

/** What the events of the embed say besides that they happened. */
function detailsOf(
  name: string,
  { attribute, value, combination, code }: CountedEvent["properties"],
): readonly (readonly [Dimension, string])[] {
  if (name === "option_chosen" && attribute !== undefined && value !== undefined)
    return [["option", `${attribute}=${value}`]];
  if ((name === "save" || name === "add_to_cart") && combination !== undefined)
    return [["combination", String(combination)]];
  if (name === "error" && code !== undefined) return [["error", String(code)]];
  return [];
}
