import type { SeriesChange } from "../count-change.ts";
import { type Metric, quarterOf, type SeriesName, usageSeries } from "../series.ts";

/** One use that is to be counted, of a token and so of its workspace. */
export interface TokenUse {
  readonly workspaceId: string;
  readonly tokenId: string;
  readonly metric: Metric;
  readonly atEpochMs: number;
}

/** Hits of an application, which are hits of its service and of the workspace too. */
export interface Hits {
  readonly workspaceId: string;
  readonly serviceId: string;
  readonly applicationId: string;
  readonly hits: number;
  readonly atEpochMs: number;
}

/** What uses of one workspace's tokens add: one change for each series and quarter, the same for the same uses in any order. */
export function changesOfUses(uses: readonly TokenUse[]): readonly SeriesChange[] {
  return sum(
    uses.flatMap(({ workspaceId, tokenId, metric, atEpochMs }) => {
      const quarter = quarterOf(atEpochMs);
      return [
        { series: usageSeries("token", tokenId, metric), quarter, amount: 1 },
        { series: usageSeries("workspace", workspaceId, metric), quarter, amount: 1 },
      ];
    }),
  );
}

export function changesOfHits(reported: readonly Hits[]): readonly SeriesChange[] {
  return sum(
    reported.flatMap(({ workspaceId, serviceId, applicationId, hits, atEpochMs }) => {
      const quarter = quarterOf(atEpochMs);
      return [
        { series: usageSeries("application", applicationId, "hit"), quarter, amount: hits },
        { series: usageSeries("service", serviceId, "hit"), quarter, amount: hits },
        { series: usageSeries("workspace", workspaceId, "hit"), quarter, amount: hits },
      ];
    }),
  );
}

interface Amount {
  readonly series: SeriesName;
  readonly quarter: number;
  readonly amount: number;
}

function sum(amounts: readonly Amount[]): readonly SeriesChange[] {
  const sums = new Map<string, { series: SeriesName; quarter: number; amount: number }>();
  for (const { series, quarter, amount } of amounts) {
    const name = `${series} ${quarter}`;
    const known = sums.get(name);
    if (known === undefined) sums.set(name, { series, quarter, amount });
    else known.amount += amount;
  }
  return [...sums]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([, change]) => ({ type: "series", ...change }));
}
