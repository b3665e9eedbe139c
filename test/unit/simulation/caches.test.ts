import { describe, expect, it } from "vitest";
import { createRandom } from "../../../bench/event-traffic.ts";
import {
  containersFor,
  executionsAtOnce,
  expectedReads,
  simulateFullestShard,
  simulateLastUse,
  simulateReads,
} from "../../../simulation/containers.ts";
import { expectedHitRatio, expectedHitRatioOf, simulateCache } from "../../../simulation/edge-cache.ts";
import { createSampler, zipfShares } from "../../../simulation/random.ts";

describe("the edge's cache", () => {
  it.each([0.01, 0.1, 1, 10])("has the hit ratio of a renewal process at %d requests a second", (ratePerSecond) => {
    const run = simulateCache({ ratePerSecond, keptSeconds: 42, requests: 50_000 }, () => 0, createRandom(1));
    expect(run.hits / run.requests).toBeCloseTo(1 - 1 / (1 + ratePerSecond * 42), 2);
  });

  it("has the sum of its keys' ratios, when they are asked for unevenly", () => {
    const shares = zipfShares(500, 1);
    const random = createRandom(2);
    const options = { ratePerSecond: 20, keptSeconds: 42, requests: 100_000 };
    const run = simulateCache(options, createSampler(shares, random), random);
    expect(run.hits / run.requests).toBeCloseTo(expectedHitRatioOf(20, shares, 42), 2);
  });

  it("hits more often with more traffic and less often with more websites", () => {
    expect(expectedHitRatio(2, 42)).toBeGreaterThan(expectedHitRatio(1, 42));
    expect(expectedHitRatioOf(100, zipfShares(1000, 1), 42)).toBeLessThan(
      expectedHitRatioOf(100, zipfShares(10, 1), 42),
    );
    expect(expectedHitRatio(1, 0)).toBe(0);
  });
});

describe("the authorizer's containers", () => {
  it("are Little's law and room for bunching", () => {
    expect(executionsAtOnce(10_000, 10)).toBe(100);
    expect(containersFor(10_000, 10)).toBe(140);
    expect(containersFor(0.001, 10)).toBe(1);
  });

  it("read as often as worked out, all tokens and the hottest", () => {
    const shares = zipfShares(2000, 1);
    const random = createRandom(3);
    const ratePerSecond = 3000;
    const containers = 20;
    const run = simulateReads(
      { ratePerSecond, containers, keptSeconds: 10, entriesMax: 10_000, seconds: 60, requestsMax: 1e6 },
      createSampler(shares, random),
      random,
    );
    const expected = shares.reduce((sum, share) => sum + expectedReads(ratePerSecond, share, containers, 10), 0);
    expect(run.reads / expected).toBeCloseTo(1, 1);
    const hottest = expectedReads(ratePerSecond, shares[0] ?? 0, containers, 10);
    expect(run.hottestReads / hottest).toBeCloseTo(1, 1);
    expect(run.hottestReads).toBeLessThanOrEqual(containers / 10);
  });

  it("read more when they can remember fewer tokens than there are", () => {
    const shares = zipfShares(5000, 0);
    const read = (entriesMax: number) => {
      const random = createRandom(4);
      const options = {
        ratePerSecond: 2000,
        containers: 1,
        keptSeconds: 10,
        entriesMax,
        seconds: 20,
        requestsMax: 1e6,
      };
      return simulateReads(options, createSampler(shares, random), random).reads;
    };
    expect(read(100)).toBeGreaterThan(read(10_000) * 2);
  });

  it("meet in a partition like balls in bins", () => {
    expect(simulateFullestShard(1, 16, createRandom(5))).toBe(1);
    // Two containers share a partition once in sixteen times: 1 * 15/16 + 2 * 1/16.
    expect(simulateFullestShard(2, 16, createRandom(5), 20_000)).toBeCloseTo(1 + 1 / 16, 2);
    expect(simulateFullestShard(16_000, 16, createRandom(5)) / 16_000).toBeCloseTo(1 / 16, 2);
  });

  it("try to note a last use together, and one container tries once", () => {
    const options = { keptSeconds: 10, intervalSeconds: 60, writeMs: 15 };
    expect(simulateLastUse({ ...options, ratePerSecond: 10, containers: 1 }, createRandom(6)).tries).toBe(1);
    const many = simulateLastUse({ ...options, ratePerSecond: 10_000, containers: 1000 }, createRandom(6));
    expect(many.tries).toBeGreaterThan(900);
    expect(many.tries).toBeLessThanOrEqual(1000);
    expect(many.triesInOneSecond).toBeGreaterThan(many.tries * 0.9);
    // Seldom used: most containers have read anew by then.
    const seldom = simulateLastUse({ ...options, ratePerSecond: 10, containers: 1000 }, createRandom(6));
    expect(seldom.tries).toBeLessThan(200);
  });
});
