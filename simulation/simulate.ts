import { createRandom } from "../bench/event-traffic.ts";
import { type Accesses, measureAccesses } from "./accesses.ts";
import { findChainsCapacity } from "./audit-chains.ts";
import type { ReadsRun } from "./containers.ts";
import { simulateReads } from "./containers.ts";
import { type CacheRun, simulateCache } from "./edge-cache.ts";
import type { Given } from "./judge.ts";
import { createSampler } from "./random.ts";
import type { Scenario } from "./scenario.ts";
import { readSettings, type Settings } from "./settings.ts";
import { trafficOf } from "./traffic.ts";

/** Everything that does not depend on the traffic. */
export async function createGiven(
  scenario: Scenario,
  settings: Settings = readSettings(),
  measured?: Accesses,
): Promise<Given> {
  const accesses = measured ?? (await measureAccesses(settings));
  const { readMs, transactionMs, seed } = scenario;
  const chains = { chains: settings.auditChains, readMs, transactionMs };
  return { settings, accesses, chainsCapacity: findChainsCapacity(chains, () => createRandom(seed)) };
}

/** Requests that a cache is asked for: more make a run longer, and its numbers hardly better. */
const REQUESTS = 100_000;

/** One of the edge's caches. */
export function playEdge(scenario: Scenario, settings: Settings): CacheRun {
  const { siteShares } = trafficOf(scenario, settings);
  const random = createRandom(scenario.seed);
  const ratePerSecond = (scenario.rps * scenario.shares.load) / scenario.edgeCaches;
  const options = { ratePerSecond, keptSeconds: settings.edgeSeconds, requests: REQUESTS };
  return simulateCache(options, createSampler(siteShares, random), random);
}

/** The authorizer's containers, asked by public tokens alone. */
export function playAuthorizer(scenario: Scenario, settings: Settings): ReadsRun {
  const { ofSites, containers } = trafficOf(scenario, settings);
  const random = createRandom(scenario.seed);
  const options = {
    ratePerSecond: ofSites.reduce((sum, rate) => sum + rate, 0),
    containers,
    keptSeconds: settings.recordSeconds,
    entriesMax: settings.recordsMax,
    seconds: 60,
    requestsMax: REQUESTS * 4,
  };
  return simulateReads(options, createSampler(ofSites, random), random);
}
