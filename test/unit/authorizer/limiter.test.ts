import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { createLimiter, heldBackMax } from "../../../functions/authorizer/limiter.ts";
import { NO_USES, USES, type Use, type UseCounts, windowAt } from "../../../functions/domain/limits.ts";
import type { TokenLimits, TokenSubject } from "../../../functions/domain/token-record.ts";
import type { Usage } from "../../../functions/store/token-usage.ts";
import { createCredential, createSubject, NOON } from "../domain/records.ts";

const TOKEN = createCredential("public");
const { id: ID } = TOKEN;

/** The shared counters, and containers that read a token's record at most every `ageMsMax`. */
function createFleet(size: number, limits: TokenLimits, ageMsMax: number) {
  const clock = { now: NOON };
  const shared = new Map<string, UseCounts>();
  const writes: Usage[] = [];
  const writeUsage = vi.fn(async (usage: Usage) => {
    writes.push(usage);
    const before = shared.get(usage.window) ?? NO_USES;
    const after = USES.map((use) => [use, before[use] + usage.counts[use]] as const);
    const total = after.reduce((sum, [, count]) => sum + count, 0);
    shared.set(usage.window, { ...NO_USES, ...Object.fromEntries(after), total });
  });
  const read = (): TokenSubject => {
    const usage = (["minute", "day"] as const).map((kind) => {
      const window = windowAt(kind, clock.now);
      return [kind, { window, counts: shared.get(window) ?? NO_USES }];
    });
    return { ...createSubject(TOKEN, { limits }), usage: Object.fromEntries(usage) };
  };
  const onNotWritten = vi.fn();
  const containers = Array.from({ length: size }, () => {
    let cached: { readonly subject: TokenSubject; readonly at: number } | undefined;
    const limiter = createLimiter({
      writeUsage,
      onShared: () => {
        cached = undefined;
      },
      onNotWritten,
      entriesMax: 10,
    });
    /** One request; tells whether it stayed within the limits. */
    return async (use: Use): Promise<boolean> => {
      if (cached === undefined || clock.now - cached.at >= ageMsMax) cached = { subject: read(), at: clock.now };
      const verdict = limiter.admit(cached.subject, use, clock.now);
      await limiter.share(ID, clock.now);
      return verdict?.exceeded !== true;
    };
  });
  const [first = async () => false] = containers;
  return { clock, containers, first, writes, shared, writeUsage, onNotWritten };
}

describe("one container alone", () => {
  it.each([1, 2, 99, 100, 101, 1000])("lets exactly %d requests pass when that is the limit", async (limit) => {
    const { first } = createFleet(1, { requestsPerDay: limit }, 10_000);
    let passed = 0;
    for (let index = 0; index < limit + 50; index++) if (await first("load")) passed += 1;
    expect(passed).toBe(limit);
  });

  it("starts anew with the next window, and not a millisecond before", async () => {
    const { first, clock } = createFleet(1, { requestsPerMinute: 2 }, 10_000);
    expect([await first("load"), await first("load"), await first("load")]).toEqual([true, true, false]);
    clock.now = NOON + 59_999;
    expect(await first("load")).toBe(false);
    clock.now = NOON + 60_000;
    expect(await first("load")).toBe(true);
  });

  it("does not count what it stops: hammering at a limit costs no write", async () => {
    const { first, writes } = createFleet(1, { requestsPerDay: 10 }, 10_000);
    for (let index = 0; index < 10; index++) await first("load");
    const before = writes.length;
    for (let index = 0; index < 1_000; index++) expect(await first("load")).toBe(false);
    expect(writes).toHaveLength(before);
  });

  it("counts each use for its own limit", async () => {
    const { first } = createFleet(1, { savesPerDay: 1, eventsPerDay: 2, loadsPerDay: 3 }, 10_000);
    const passed = async (use: Use) => [await first(use), await first(use), await first(use), await first(use)];
    expect(await passed("save")).toEqual([true, false, false, false]);
    expect(await passed("event")).toEqual([true, true, false, false]);
    expect(await passed("load")).toEqual([true, true, true, false]);
    expect(await passed("other")).toEqual([true, true, true, true]);
  });

  it("takes over a limit that was changed, without forgetting what was used", async () => {
    const limits = { requestsPerDay: 2 };
    const { first, clock } = createFleet(1, limits, 10_000);
    expect([await first("load"), await first("load"), await first("load")]).toEqual([true, true, false]);
    limits.requestsPerDay = 3;
    clock.now += 10_000;
    expect([await first("load"), await first("load")]).toEqual([true, false]);
  });

  it("remembers a bounded number of tokens", () => {
    const limiter = createLimiter({
      writeUsage: async () => undefined,
      onShared: () => undefined,
      onNotWritten: () => undefined,
      entriesMax: 1,
    });
    const limits = { requestsPerDay: 1 };
    const [one, two] = [1, 2].map((seed) => createSubject(createCredential("public", seed), { limits }));
    if (one === undefined || two === undefined) expect.unreachable();
    expect(limiter.admit(one, "load", NOON)?.exceeded).toBe(false);
    expect(limiter.admit(one, "load", NOON)?.exceeded).toBe(true);
    expect(limiter.admit(two, "load", NOON)?.exceeded).toBe(false);
    expect(limiter.admit(one, "load", NOON)?.exceeded).toBe(false);
  });
});

describe("writes", () => {
  it("are about a hundred in a window, however many requests there are", async () => {
    const { first, writes } = createFleet(1, { requestsPerDay: 20_000 }, 10_000);
    for (let index = 0; index < 20_000; index++) await first("load");
    expect(writes.length).toBe(100);
    expect(writes.reduce((sum, { counts }) => sum + counts.load, 0)).toBe(20_000);
  });

  it("are one a minute of what is slow, and none when nothing happened", async () => {
    const { first, clock, writes } = createFleet(1, { requestsPerDay: 100_000 }, 10_000);
    for (let second = 0; second <= 600; second++) {
      clock.now = NOON + second * 1_000;
      await first("load");
    }
    expect(writes).toHaveLength(10);
    clock.now += 3_600_000;
    expect(writes).toHaveLength(10);
  });

  it("that fail are said, fail no request, and are made up for", async () => {
    const { first, writes, writeUsage, onNotWritten } = createFleet(1, { requestsPerDay: 100 }, 10_000);
    writeUsage.mockRejectedValueOnce(new Error("throttled"));
    expect(await first("save")).toBe(true);
    expect(onNotWritten).toHaveBeenCalledExactlyOnceWith(ID);
    expect(await first("save")).toBe(true);
    expect(writes).toMatchObject([{ counts: { save: 2 } }]);
  });

  it("go to the window that the uses were in", async () => {
    const { first, clock, writes } = createFleet(1, { requestsPerMinute: 1, requestsPerDay: 1 }, 0);
    clock.now = Date.parse("2026-11-22T23:59:59.999Z");
    await first("load");
    clock.now += 1;
    await first("load");
    expect(writes.map(({ window }) => window)).toEqual([
      "2026-11-22T23:59",
      "2026-11-22",
      "2026-11-23T00:00",
      "2026-11-23",
    ]);
  });
});

describe("several containers together", () => {
  /** What the documents promise. */
  const bound = (limit: number, containers: number) => limit + (containers - 1) * heldBackMax(limit);

  it.each([
    ["from memory of ten seconds", 10_000],
    ["with a fresh reading for each request", 0],
  ])("never let more pass than the bound, and never less than the limit: %s", async (_how, ageMsMax) => {
    let most = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 600 }),
        fc.constantFrom("requestsPerMinute" as const, "requestsPerDay" as const, "loadsPerDay" as const),
        fc.infiniteStream(fc.nat()),
        async (size, limit, name, chance) => {
          const { containers, clock } = createFleet(size, { [name]: limit }, ageMsMax);
          const request = async () => (await containers[chance.next().value % size]?.("load")) === true;
          let passed = 0;
          for (let index = 0; index < 3 * bound(limit, size); index++) {
            clock.now = Math.min(clock.now + (chance.next().value % 30), NOON + 59_999);
            if (await request()) passed += 1;
          }
          expect(passed).toBeLessThanOrEqual(bound(limit, size));
          expect(passed).toBeGreaterThanOrEqual(limit);
          most = Math.max(most, passed - limit);
        },
      ),
      { numRuns: 60 },
    );
    expect(most, "the histories must also be bad ones").toBeGreaterThan(0);
  });

  it("stop a token that one of them has used up, each after at most what it may hold back", async () => {
    const { containers, clock } = createFleet(5, { savesPerDay: 500 }, 10_000);
    const [first, ...others] = containers;
    for (const request of containers) await request("save");
    for (let index = 0; index < 600; index++) await first?.("save");
    for (const request of others) {
      let passed = 0;
      for (let index = 0; index < 20; index++) if (await request("save")) passed += 1;
      expect(passed).toBeLessThanOrEqual(heldBackMax(500));
    }
    clock.now += 10_000;
    for (const request of containers) expect(await request("save")).toBe(false);
  });
});
