import { containersFor, expectedReads } from "./containers.ts";
import { expectedHitRatioOf } from "./edge-cache.ts";
import { zipfShares } from "./random.ts";
import type { Scenario } from "./scenario.ts";
import type { Settings } from "./settings.ts";

/** Where requests go, a second. */
export interface Traffic {
  readonly hitRatio: number;
  /** What gets past the edge, and with it to the authorizer. */
  readonly origin: number;
  readonly ofPrivateTokens: number;
  /** Containers of the authorizer. */
  readonly containers: number;
  /** Requests of each site's public token that get past the edge. */
  readonly ofSites: Float64Array;
  readonly siteShares: Float64Array;
  readonly workspaceShare: number;
  /** Records of public tokens that are read. */
  readonly publicReads: number;
  /** Last uses that are noted, of all tokens. */
  readonly lastUses: number;
}

export function trafficOf(scenario: Scenario, settings: Settings): Traffic {
  const { rps, shares, sites, skew, edgeCaches, workspaces, authorizerMs } = scenario;
  const siteShares = zipfShares(sites, skew);
  const loads = rps * shares.load;
  const hitRatio = scenario.hitRatio ?? expectedHitRatioOf(loads / edgeCaches, siteShares, settings.edgeSeconds);
  const others = rps * (shares.events + shares.save);
  const ofPrivateTokens = rps * (shares.private + shares.quote + shares.change);
  const ofSites = siteShares.map((share) => {
    const ratePerCache = (loads * share) / edgeCaches;
    const misses =
      scenario.hitRatio === undefined
        ? (edgeCaches * ratePerCache) / (1 + ratePerCache * settings.edgeSeconds)
        : loads * share * (1 - scenario.hitRatio);
    return misses + others * share;
  });
  const origin = loads * (1 - hitRatio) + others + ofPrivateTokens;
  const containers = containersFor(origin, authorizerMs);
  let publicReads = 0;
  let lastUses = 0;
  const usesOf = (rate: number) => rate / (1 + rate * settings.lastUsedSeconds);
  for (const [site, rate] of ofSites.entries()) {
    publicReads += expectedReads(rate, 1, containers, settings.recordSeconds);
    lastUses += usesOf(rate) + usesOf(ofPrivateTokens * (siteShares[site] ?? 0));
  }
  const workspaceShare = zipfShares(workspaces, skew)[0] ?? 1;
  return { hitRatio, origin, ofPrivateTokens, containers, ofSites, siteShares, workspaceShare, publicReads, lastUses };
}
