import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  countedWindowsAt,
  findExceeded,
  limitedPeriods,
  limitStates,
  PERIODS,
  type PlanLimits,
  windowOf,
} from "../../../functions/domain/plan.ts";

const NOON = Date.parse("2026-11-22T12:34:56.789Z");
const instants = fc.integer({ min: Date.parse("2020-01-01"), max: Date.parse("2040-01-01") });
const limits = fc.record(
  {
    perMinute: fc.integer({ min: 1, max: 1000 }),
    perHour: fc.integer({ min: 1, max: 1000 }),
    perDay: fc.integer({ min: 1, max: 1000 }),
    perMonth: fc.integer({ min: 1, max: 1000 }),
  },
  { requiredKeys: [] },
) satisfies fc.Arbitrary<PlanLimits>;

describe("a window", () => {
  it.each([
    ["minute", "2026-11-22T12:34", "2026-11-22T12:35:00.000Z"],
    ["hour", "2026-11-22T12", "2026-11-22T13:00:00.000Z"],
    ["day", "2026-11-22", "2026-11-23T00:00:00.000Z"],
    ["month", "2026-11", "2026-12-01T00:00:00.000Z"],
  ] as const)("of a %s is named %s and ends at %s", (period, name, end) => {
    const window = windowOf(period, NOON);
    expect(window.name).toBe(name);
    expect(new Date(window.endsAtEpochMs).toISOString()).toBe(end);
  });

  it("of February ends with its last day, in leap years too", () => {
    const lengthDays = (text: string) => {
      const { startsAtEpochMs, endsAtEpochMs } = windowOf("month", Date.parse(text));
      return (endsAtEpochMs - startsAtEpochMs) / 86_400_000;
    };
    expect([lengthDays("2026-02-11"), lengthDays("2028-02-11")]).toEqual([28, 29]);
  });

  it("holds its instant, begins where the one before ends, and has a name of its own", () => {
    fc.assert(
      fc.property(fc.constantFrom(...PERIODS), instants, (period, epochMs) => {
        const window = windowOf(period, epochMs);
        expect(window.startsAtEpochMs).toBeLessThanOrEqual(epochMs);
        expect(window.endsAtEpochMs).toBeGreaterThan(epochMs);
        const before = windowOf(period, window.startsAtEpochMs - 1);
        expect(before.endsAtEpochMs).toBe(window.startsAtEpochMs);
        expect(before.name).not.toBe(window.name);
        expect(windowOf(period, window.endsAtEpochMs - 1)).toEqual(window);
      }),
    );
  });
});

describe("limits", () => {
  it("leave room for exactly what fits into every window", () => {
    fc.assert(
      fc.property(limits, fc.integer({ min: 0, max: 1200 }), fc.integer({ min: 1, max: 1200 }), (plan, used, hits) => {
        const states = limitStates(plan, () => used, NOON);
        const fits = Object.values(plan).every((limit) => used + hits <= limit);
        expect(findExceeded(states, hits).length === 0).toBe(fits);
        expect(states.map(({ window }) => window.period)).toEqual(limitedPeriods(plan));
        for (const { limit, remaining } of states) expect(remaining).toBe(Math.max(0, limit - used));
      }),
    );
  });

  it("without any, let everything through", () => {
    expect(
      findExceeded(
        limitStates({}, () => 1_000_000, NOON),
        1_000_000,
      ),
    ).toEqual([]);
  });
});

describe("what is counted", () => {
  const periods = (plan: PlanLimits, occurred: number) =>
    countedWindowsAt(plan, occurred, NOON).map(({ period }) => period);

  it("is days and months for everybody, and shorter windows where a limit asks and they still run", () => {
    expect(periods({}, NOON)).toEqual(["day", "month"]);
    expect(periods({ perMinute: 1, perHour: 1 }, NOON)).toEqual(["minute", "hour", "day", "month"]);
    expect(periods({ perMinute: 1, perHour: 1 }, NOON - 60_000)).toEqual(["hour", "day", "month"]);
    expect(periods({ perMinute: 1, perHour: 1 }, NOON - 3_600_000)).toEqual(["day", "month"]);
  });

  it("lies in the windows of its own time, and a fast clock in those of now", () => {
    const [day] = countedWindowsAt({}, Date.parse("2026-11-21T23:59:59.999Z"), NOON);
    expect(day?.name).toBe("2026-11-21");
    expect(countedWindowsAt({ perMinute: 1 }, NOON + 240_000, NOON)).toEqual(
      countedWindowsAt({ perMinute: 1 }, NOON, NOON),
    );
  });
});
