import { beforeAll, describe, expect, it } from "vitest";
import { type Accesses, measureAccesses } from "../../../simulation/accesses.ts";
import { findBreaks, type Given, judge, LOADS, type LoadId } from "../../../simulation/judge.ts";
import { LIMITS } from "../../../simulation/limits.ts";
import { SCENARIO, type Scenario } from "../../../simulation/scenario.ts";
import { readSettings, type Settings } from "../../../simulation/settings.ts";
import { synthesizeApp } from "../infra/template.ts";

let settings: Settings;
let accesses: Accesses;
let given: Given;
beforeAll(async () => {
  settings = readSettings();
  accesses = await measureAccesses(settings);
  given = { settings, accesses, chainsCapacity: 400 };
});

function used(id: LoadId, changes: Partial<Scenario> = {}): number {
  const load = judge({ ...SCENARIO, ...changes }, given).find((candidate) => candidate.id === id);
  if (load === undefined) throw new Error(id);
  return load.use / load.max;
}

describe("settings", () => {
  it("are those of the template that is deployed", () => {
    const template = synthesizeApp();
    const [stage] = Object.values(template.Resources).filter(({ Type }) => Type === "AWS::ApiGatewayV2::Stage");
    if (stage === undefined) throw new Error("no stage");
    const changed = {
      ...stage,
      Properties: { DefaultRouteSettings: { ThrottlingRateLimit: 7, ThrottlingBurstLimit: 3 } },
    };
    const others = Object.entries(template.Resources).filter(([, resource]) => resource !== stage);
    const read = readSettings({ ...template, Resources: { ...Object.fromEntries(others), Stage: changed } });
    expect(read).toMatchObject({ stageRate: 7, stageBurst: 3, edgeSeconds: settings.edgeSeconds });
    expect(() => readSettings({ ...template, Resources: Object.fromEntries(others) })).toThrow("Stage");
  });

  it("leave of the edge's minute what record and answer do not need", () => {
    expect(settings.edgeSeconds).toBe(42);
    expect(settings.recordSeconds).toBe(10);
  });
});

describe("accesses", () => {
  it("are those that the code asks for", () => {
    // Token, owner, workspace and, with limits, the counts of minute and day: 4 KB each.
    expect(accesses.publicRead).toEqual({ token: 1, workspace: 2, total: 5 });
    expect(accesses.privateRead).toEqual({ token: 1, workspace: 2, total: 3 });
    expect(accesses.tokenIndexes).toBe(settings.indexes.directory?.length);
    const { item, byIdle, otherIndex, total } = accesses.lastUse;
    expect(byIdle).toBe(2 * item);
    expect(total).toBe(item + byIdle + (accesses.tokenIndexes - 1) * otherIndex);
  });

  it("are no write for what was noted, and one transaction for a batch", () => {
    expect(accesses.batch.total).toBeGreaterThan(2 * 8);
    expect(accesses.batch.pending).toBeGreaterThan(0);
    expect(accesses.batchesPerCount).toBeGreaterThan(20);
    expect(accesses.batchesPerCount).toBeLessThan(100);
  });
});

describe("limits", () => {
  it("are all judged, and each has its words", () => {
    const ids = judge(SCENARIO, given).map(({ id }) => id);
    expect(new Set(ids)).toEqual(new Set(Object.keys(LOADS)));
  });

  it("are used more by more traffic, each of them", () => {
    const little = judge({ ...SCENARIO, rps: 100 }, given);
    for (const { id, use } of judge({ ...SCENARIO, rps: 10_000 }, given)) {
      const before = little.find((load) => load.id === id)?.use ?? 0;
      if (id === "notices") expect.soft(use, id).toBe(before);
      else expect.soft(use, id).toBeGreaterThan(before);
    }
  });

  it("of the stage are reached at its rate, past the edge", () => {
    const past = { hitRatio: 0, shares: { ...SCENARIO.shares } };
    expect(used("stage", { ...past, rps: settings.stageRate - 1 })).toBeLessThan(1);
    expect(used("stage", { ...past, rps: settings.stageRate })).toBeCloseTo(1, 6);
    expect(used("stage", { ...past, rps: settings.stageRate, hitRatio: 1 })).toBeCloseTo(1 - SCENARIO.shares.load, 6);
  });

  it("of Lambda are its concurrency by Little's law and ten requests for each", () => {
    const scenario = { rps: 1000, hitRatio: 0, authorizerMs: 40, functionMs: 60 };
    expect(used("concurrency", scenario)).toBeCloseTo((1000 * 0.1) / 1000, 6);
    expect(used("invocations", scenario)).toBeCloseTo(2000 / 10_000, 6);
    expect(used("invocations", { ...scenario, lambdaConcurrency: 2000 })).toBeCloseTo(0.1, 6);
  });

  it("of a private token are one read for each request, however many containers there are", () => {
    const shares = { load: 0, events: 0, save: 0, private: 1, quote: 0, change: 0 };
    const one = { shares, sites: 1, rps: LIMITS.partitionReads.value };
    expect(used("privateTokenReads", one)).toBeCloseTo(1, 6);
    expect(used("workspaceReads", one)).toBeCloseTo(2, 6);
    expect(used("publicTokenReads", one)).toBe(0);
  });

  it("of a public token do not grow beyond what its containers read in ten seconds", () => {
    const shares = { load: 1, events: 0, save: 0, private: 0, quote: 0, change: 0 };
    const hot = { shares, sites: 1, hitRatio: 0, rps: 100_000 };
    const containers = 1000 + 4 * Math.sqrt(1000);
    expect(used("publicTokenReads", hot) * LIMITS.partitionReads.value).toBeLessThan(containers / 10 + 1);
  });

  it("of a workspace are divided by workspaces of even traffic, and those of the stage are not", () => {
    const even = { rps: 5000, skew: 0, sites: 10_000 };
    expect(used("workspaceReads", { ...even, workspaces: 10 }) * 10).toBeCloseTo(used("workspaceReads", even), 6);
    expect(used("byIdle", { ...even, workspaces: 10 }) * 10).toBeCloseTo(used("byIdle", even), 6);
    expect(used("stage", { ...even, workspaces: 10 })).toBe(used("stage", even));
  });

  it("of the list by last use count each token in use once a minute", () => {
    const busy = {
      rps: 1e6,
      hitRatio: 0,
      sites: 600,
      skew: 0,
      shares: { ...SCENARIO.shares, private: 0, quote: 0, change: 0 },
    };
    const writes = (600 / settings.lastUsedSeconds) * accesses.lastUse.byIdle;
    expect(used("byIdle", busy) * LIMITS.partitionWrites.value).toBeCloseTo(writes, 1);
  });

  it("of the hourly run go by stored tokens alone", () => {
    expect(used("notices", { tokens: 20_000_000 })).toBeCloseTo(2 * used("notices", { tokens: 10_000_000 }), 6);
  });

  it("break where they are said to, and not one percent before", () => {
    for (const [id, rps] of findBreaks(SCENARIO, given)) {
      if (rps === undefined) continue;
      expect.soft(used(id, { rps }), id).toBeGreaterThanOrEqual(1);
      expect.soft(used(id, { rps: rps * 0.96 }), id).toBeLessThan(1);
    }
  });
});
