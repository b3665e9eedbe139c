import type { ObservedOrigin, Token } from "../../../../../sdk/src/generated/types.ts";

/** Where a trial of a list of domains stands. */
export type TrialState = "none" | "running" | "ended";

export function trialStateOf(trial: Token["trial"], nowEpochMs: number): TrialState {
  if (trial === null) return "none";
  return Date.parse(trial.endsAt) > nowEpochMs ? "running" : "ended";
}

/** What the list on trial would change. */
export interface TrialResult {
  /** Pages that are allowed now and would be refused, those with the most refusals first. */
  readonly missing: readonly ObservedOrigin[];
  /** Requests that it would have refused since it began; sampled. */
  readonly refused: number;
  /** Pages that are refused now and would be allowed. */
  readonly gained: readonly ObservedOrigin[];
  /** Pages that are allowed now and would stay so. */
  readonly kept: number;
}

export function summarizeTrial(origins: readonly ObservedOrigin[]): TrialResult {
  const judged = origins.flatMap((origin) => (origin.trial === null ? [] : [{ origin, trial: origin.trial }]));
  const missing = judged
    .filter(({ origin, trial }) => origin.isListed && trial.wouldRefuse)
    .sort((left, right) => right.trial.refused - left.trial.refused);
  return {
    missing: missing.map(({ origin }) => origin),
    refused: missing.reduce((sum, { trial }) => sum + trial.refused, 0),
    gained: judged.filter(({ origin, trial }) => !origin.isListed && !trial.wouldRefuse).map(({ origin }) => origin),
    kept: judged.filter(({ origin, trial }) => origin.isListed && !trial.wouldRefuse).length,
  };
}
