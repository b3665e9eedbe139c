import { describe, expect, it } from "vitest";
import { createRandom } from "../../../bench/event-traffic.ts";
import { findChainsCapacity, simulateChains } from "../../../simulation/audit-chains.ts";
import { LIMITS } from "../../../simulation/limits.ts";
import { simulateRamp } from "../../../simulation/ramp.ts";

const CHAINS = { chains: 16, readMs: 5, transactionMs: 15, seconds: 20 };

describe("audit chains", () => {
  it("take one try and no longer than its two calls when writers are alone", () => {
    const run = simulateChains({ ...CHAINS, changesPerSecond: 0.2, seconds: 500 }, createRandom(1));
    expect(run).toMatchObject({ tries: 1, medianMs: 20, givenUp: 0 });
  });

  it("meet as often as chance says: one of sixteen, in the time of a try", () => {
    const changesPerSecond = 20;
    const run = simulateChains({ ...CHAINS, changesPerSecond, seconds: 500 }, createRandom(2));
    // Somebody else's write of the same chain ends within the twenty milliseconds: 1 - e^(-20/s * 0.02 s / 16).
    expect(run.tries - 1).toBeCloseTo(1 - Math.exp((-changesPerSecond * 0.02) / 16), 2);
  });

  it("need more tries with more writers and fewer with more chains", () => {
    const tries = (changesPerSecond: number, chains: number) =>
      simulateChains({ ...CHAINS, changesPerSecond, chains }, createRandom(3)).tries;
    expect(tries(400, 16)).toBeGreaterThan(tries(100, 16));
    expect(tries(400, 64)).toBeLessThan(tries(400, 16));
  });

  it("never write more than each chain can, one after the other, and then some writers give up", () => {
    expect(simulateChains({ ...CHAINS, changesPerSecond: 1500, seconds: 10 }, createRandom(4)).givenUp).toBeGreaterThan(
      0.1,
    );
    const capacity = findChainsCapacity(CHAINS, () => createRandom(4));
    expect(capacity).toBeGreaterThan(100);
    expect(capacity).toBeLessThan(16 / 0.02);
  });
});

const OPEN = { stageRate: 1e9, stageBurst: 1e9 };
const RAMP = { authorizerMs: 10, coldStartMs: 400, lambdaConcurrency: 1000 };

describe("a cold start", () => {
  it("refuses nothing that the stage and Lambda can take", () => {
    const run = simulateRamp({ ...RAMP, rps: 900, rampSeconds: 60, stageRate: 1000, stageBurst: 500 });
    expect(run).toMatchObject({ refusedByStage: 0, refusedByLambda: 0 });
  });

  it("lets the stage's rate through and no more", () => {
    const run = simulateRamp({ ...RAMP, rps: 4000, rampSeconds: 0, stageRate: 1000, stageBurst: 500 });
    expect(run.refusedByStage).toBeCloseTo(1 - 1000 / 4000, 1);
  });

  it("lets ten requests a second through for each execution, half of them the authorizer's", () => {
    const run = simulateRamp({ ...RAMP, ...OPEN, rps: 10_000, rampSeconds: 0 });
    expect(run.refusedByLambda).toBeCloseTo(0.5, 1);
    const raised = simulateRamp({ ...RAMP, ...OPEN, rps: 10_000, rampSeconds: 0, lambdaConcurrency: 10_000 });
    expect(raised.refusedByLambda).toBeLessThan(0.01);
  });

  it("has no more containers than Lambda adds in its time, nor than the account has", () => {
    const at = (lambdaConcurrency: number) =>
      simulateRamp({ ...OPEN, authorizerMs: 5000, coldStartMs: 400, lambdaConcurrency, rps: 100_000, rampSeconds: 0 });
    expect(at(2000).containers).toBe(2000);
    expect(at(1_000_000).containers).toBeLessThanOrEqual(LIMITS.lambdaScaling.value * (1 + 120 / 10) + 1);
  });
});
