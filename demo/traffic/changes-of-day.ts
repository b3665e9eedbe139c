import type { ConfiguratorDocument } from "../../functions/domain/configurator/document.ts";
import type { CountChange } from "../../functions/domain/count-change.ts";
import { type CountedEvent, changesOfEvents } from "../../functions/domain/event-changes.ts";
import type { Metric } from "../../functions/domain/series.ts";
import { addDays, daysBetween } from "../../functions/domain/time-zone.ts";
import { changesOfHits, changesOfUses, type Hits, type TokenUse } from "../../functions/domain/usage/sum-changes.ts";
import { APPLICATIONS, HOUR_WEIGHTS, loadsOf, refusedOf, SHARES, siteWeights, TRAFFIC_DAYS } from "./habits.ts";
import { createRandom, type Random } from "./random.ts";
import { visit } from "./visit.ts";

/** Whose traffic it is. */
export interface TrafficScene {
  readonly workspaceId: string;
  readonly configuratorId: string;
  /** The shop itself, and three partners on a token of their own. */
  readonly sites: readonly { readonly tokenId: string; readonly origin: string }[];
  /** The private token of the shop's backend. */
  readonly backendTokenId: string;
  readonly serviceId: string;
  /** In the order of `APPLICATIONS`. */
  readonly applicationIds: readonly string[];
}

/** From the first day of UTC until an instant of the last one. */
export interface TrafficTime {
  readonly from: string;
  readonly untilEpochMs: number;
}

export interface DayOfTraffic {
  readonly changes: readonly CountChange[];
  readonly hits: readonly Hits[];
}

const HOUR_MS = 60 * 60 * 1000;
const QUARTER_MS = HOUR_MS / 4;

/** 90 days that end at an instant. */
export function trafficTime(untilEpochMs: number): TrafficTime {
  const today = new Date(untilEpochMs).toISOString().slice(0, 10);
  return { from: addDays(today, 1 - TRAFFIC_DAYS), untilEpochMs };
}

/**
 * What one day of UTC adds to what is counted, by the very rules that count it: so analytics, usage and bills agree. The same for the same day of the same
 * time.
 */
export function changesOfDay(
  document: ConfiguratorDocument,
  scene: TrafficScene,
  { from, untilEpochMs }: TrafficTime,
  day: string,
): DayOfTraffic {
  const random = createRandom(day);
  const startsAtEpochMs = Date.parse(`${day}T00:00:00Z`);
  const events = visitsOf(document, scene, { day: daysBetween(from, day), startsAtEpochMs }, random);
  const uses = usesOf(scene, events, { day: daysBetween(from, day), startsAtEpochMs }, random);
  const isOver = ({ atEpochMs }: { readonly atEpochMs: number }) => atEpochMs < untilEpochMs;
  const hits = hitsOf(scene, startsAtEpochMs, random).filter(isOver);
  return {
    changes: [
      ...changesOfEvents(scene.workspaceId, events.filter(isOver)),
      ...changesOfUses(uses.filter(isOver)),
      ...changesOfHits(hits),
    ],
    hits,
  };
}

interface Day {
  /** From 0. */
  readonly day: number;
  readonly startsAtEpochMs: number;
}

function visitsOf(
  document: ConfiguratorDocument,
  { configuratorId, sites }: TrafficScene,
  { day, startsAtEpochMs }: Day,
  random: Random,
): readonly CountedEvent[] {
  const loads = random.around(loadsOf(day, new Date(startsAtEpochMs).getUTCDay()));
  return Array.from({ length: loads }, () => {
    const { tokenId = "", origin = "" } = sites[random.pick(siteWeights(day))] ?? {};
    const atEpochMs = startsAtEpochMs + momentOf(random);
    return visit(document, { configuratorId, tokenId, origin, atEpochMs }, random);
  }).flat();
}

/** A time of day, as shoppers come. */
function momentOf(random: Random): number {
  return Math.floor((random.pick(HOUR_WEIGHTS) + random.next()) * HOUR_MS);
}

/** The requests that the events came with, those of the shop's backend, and some that were refused. */
function usesOf(
  { workspaceId, sites, backendTokenId }: TrafficScene,
  events: readonly CountedEvent[],
  { day, startsAtEpochMs }: Day,
  random: Random,
): readonly TokenUse[] {
  const use = (metric: Metric, tokenId: string, atEpochMs: number): TokenUse => ({
    workspaceId,
    tokenId,
    metric,
    atEpochMs,
  });
  const ofEvents = events.flatMap(({ name, tokenId, atEpochMs }) => {
    if (name === "load") return random.chance(SHARES.meteredLoad) ? [use("load", tokenId, atEpochMs)] : [];
    if (name === "save") return [use("save", tokenId, atEpochMs)];
    if (name === "resume") return [use("call", tokenId, atEpochMs)];
    // The signed quote, and what the shop's backend asks when it comes into the cart.
    if (name !== "add_to_cart") return [];
    return [
      use("call", tokenId, atEpochMs),
      use("verification", backendTokenId, atEpochMs),
      use("call", backendTokenId, atEpochMs),
    ];
  });
  const refused = Array.from({ length: random.around(refusedOf(day)) }, () =>
    use("refused", sites[1]?.tokenId ?? backendTokenId, startsAtEpochMs + momentOf(random)),
  );
  return [...ofEvents, ...refused];
}

/** Applications work by the quarter of an hour, most of them day and night. */
function hitsOf(
  { workspaceId, serviceId, applicationIds }: TrafficScene,
  startsAtEpochMs: number,
  random: Random,
): readonly Hits[] {
  const weekday = new Date(startsAtEpochMs).getUTCDay();
  const isWorkday = weekday > 0 && weekday < 6;
  return APPLICATIONS.flatMap(({ hitsPerHour, isOfficeHoursOnly }, application) =>
    Array.from({ length: 96 }, (_, quarter) => {
      const isOfficeHour = isWorkday && quarter >= 7 * 4 && quarter < 17 * 4;
      const activity = isOfficeHour ? 1 : isOfficeHoursOnly ? 0 : 0.35;
      return {
        workspaceId,
        serviceId,
        applicationId: applicationIds[application] ?? "",
        hits: random.around((hitsPerHour / 4) * activity),
        atEpochMs: startsAtEpochMs + quarter * QUARTER_MS,
      };
    }).filter(({ hits }) => hits > 0),
  );
}
