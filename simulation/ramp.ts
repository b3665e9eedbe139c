import { LIMITS } from "./limits.ts";

export interface Ramp {
  /** From nothing to this many requests a second. */
  readonly rps: number;
  /** Evenly over this time; 0: at once. */
  readonly rampSeconds: number;
  readonly authorizerMs: number;
  readonly coldStartMs: number;
  readonly lambdaConcurrency: number;
  readonly stageRate: number;
  readonly stageBurst: number;
}

export interface RampRun {
  /** Parts of all requests of the first two minutes. */
  readonly refusedByStage: number;
  readonly refusedByLambda: number;
  readonly containers: number;
}

const STEP_SECONDS = 0.05;
const SECONDS = 120;
const SCALING_SECONDS = 10;

/**
 * Plays a cold start: the stage's token bucket, and then the authorizer's containers, of which Lambda adds so many in ten seconds and no more than the
 * account has. A new container is busy with its start first. Each execution of the account's concurrency stands for ten requests a second, too.
 */
export function simulateRamp(ramp: Ramp): RampRun {
  const { rps, rampSeconds, authorizerMs, coldStartMs, lambdaConcurrency, stageRate, stageBurst } = ramp;
  const addedPerStep = (LIMITS.lambdaScaling.value / SCALING_SECONDS) * STEP_SECONDS;
  let bucket = stageBurst;
  let containers = 0;
  /** What Lambda may add now. */
  let allowance: number = LIMITS.lambdaScaling.value;
  const perExecution = LIMITS.lambdaRequestsPerExecution.value;
  /** Half of what the account may be asked for: the other half is the function behind the authorizer. */
  const rateMax = (lambdaConcurrency * perExecution) / 2;
  const starting: { readonly count: number; readonly untilSeconds: number }[] = [];
  let asked = 0;
  let refusedByStage = 0;
  let refusedByLambda = 0;
  for (let now = 0; now < SECONDS; now += STEP_SECONDS) {
    const rate = rampSeconds === 0 ? rps : rps * Math.min(1, now / rampSeconds);
    const requests = rate * STEP_SECONDS;
    asked += requests;
    bucket = Math.min(stageBurst, bucket + stageRate * STEP_SECONDS);
    const passed = Math.min(requests, bucket);
    bucket -= passed;
    refusedByStage += requests - passed;
    allowance = Math.min(LIMITS.lambdaScaling.value, allowance + addedPerStep);
    while (starting[0] !== undefined && starting[0].untilSeconds <= now) starting.shift();
    const busyWithStart = starting.reduce((sum, { count }) => sum + count, 0);
    const rateNow = Math.min(
      rateMax,
      (LIMITS.lambdaScaling.value + addedPerStep * (now / STEP_SECONDS)) * perExecution,
    );
    const served = Math.min(passed, rateNow * STEP_SECONDS);
    refusedByLambda += passed - served;
    const capacity = (Math.max(0, containers - busyWithStart) * STEP_SECONDS * 1000) / authorizerMs;
    const beyond = Math.max(0, served - capacity);
    // A request that finds no free container begins one, and is served by it.
    const added = Math.min(beyond, allowance, lambdaConcurrency - containers);
    allowance -= added;
    containers += added;
    if (added > 0) starting.push({ count: added, untilSeconds: now + coldStartMs / 1000 });
    refusedByLambda += beyond - added;
  }
  return {
    refusedByStage: refusedByStage / asked,
    refusedByLambda: refusedByLambda / asked,
    containers: Math.ceil(containers),
  };
}
