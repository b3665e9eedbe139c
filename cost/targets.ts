import { type Bill, sum } from "./bill.ts";

/** What a million authorized loads may cost. */
export interface Target {
  readonly name: string;
  readonly usdMax: number;
  readonly usd: number;
}

export function targetsOf(bill: Bill): readonly Target[] {
  return [
    {
      name: "all of them answered by the API, CloudFront within its always-free part",
      usdMax: 1.9,
      usd: sum(bill.perMillion.load),
    },
    {
      name: "90 % answered at the edge, everything at list price",
      usdMax: 1.4,
      usd: bill.loadsByHits(0.9).list,
    },
  ];
}

export function isMet({ usd, usdMax }: Target): boolean {
  return usd <= usdMax;
}
