import fc from "fast-check";
import { expect, it } from "vitest";
import { composeStatement } from "../../../../functions/domain/billing/compose-statement.ts";
import type { UsageReadings } from "../../../../functions/domain/billing/pools.ts";
import {
  type ApplicationPrice,
  PRICED_METRICS,
  type Rate,
  type RateCard,
} from "../../../../functions/domain/billing/rate-card.ts";
import { placeOfQuarter, quarterOf, type SeriesName, usageSeries } from "../../../../functions/domain/series.ts";
import { monthSpan } from "../../../../functions/domain/time-zone.ts";
import { type RawUse, recompute } from "./unit-by-unit.ts";

const WORKSPACE_ID = "ws_4fK2mZq81LpA";
const APPLICATIONS = { app_1: "svc_1", app_2: "svc_1", app_3: "svc_2" } as const;
const SERVICES = ["svc_1", "svc_2"];
/** Clocks are changed in each, by an hour or by half an hour; or the offset is no whole hour; or a day is far from UTC's. */
const PLACES = [
  { timeZone: "Europe/Berlin", month: "2026-03" },
  { timeZone: "Europe/Berlin", month: "2026-10" },
  { timeZone: "America/New_York", month: "2026-11" },
  { timeZone: "Australia/Lord_Howe", month: "2026-04" },
  { timeZone: "Asia/Kathmandu", month: "2026-02" },
  { timeZone: "Pacific/Kiritimati", month: "2028-02" },
  { timeZone: "America/Santiago", month: "2026-09" },
  { timeZone: "UTC", month: "2026-06" },
];
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

const rate: fc.Arbitrary<Rate> = fc
  .record({
    included: fc.constantFrom(0, 0, 1, 7, 40),
    steps: fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 3 }),
    prices: fc.array(fc.record({ price: fc.nat(500), per: fc.constantFrom(1, 2, 8, 10, 64, 1000) }), {
      minLength: 4,
      maxLength: 4,
    }),
  })
  .map(({ included, steps, prices }) => {
    let end = included;
    const ends = steps.map((step) => {
      end += step;
      return end;
    });
    return {
      included,
      tiers: [...ends, null].map((upTo, index) => ({ upTo, ...(prices[index] ?? { price: 1, per: 1 }) })),
    };
  });
const fee = fc.option(fc.nat(100_000), { nil: undefined });
const maybeRate = fc.option(rate, { nil: undefined });

const cardOf = (month: string): fc.Arbitrary<RateCard> =>
  fc.record({
    effectiveFrom: fc.oneof(
      fc.constant("2025-12-31"),
      fc.integer({ min: 1, max: 28 }).map((day) => `${month}-${String(day).padStart(2, "0")}`),
    ),
    currency: fc.constant("EUR"),
    fee,
    rates: fc.record(Object.fromEntries(PRICED_METRICS.map((metric) => [metric, maybeRate]))),
    services: fc
      .subarray(SERVICES)
      .chain((ids) =>
        fc
          .tuple(...ids.map((id) => fc.record({ name: fc.constant(id), fee, hit: maybeRate })))
          .map((prices) => named(ids, prices)),
      ),
    applications: fc
      .subarray(["app_1", "app_2", "app_3"] as const)
      .chain((ids) =>
        fc
          .tuple(
            ...ids.map((id) =>
              fc.record({ name: fc.constant(id), serviceId: fc.constant(APPLICATIONS[id]), fee, hit: maybeRate }),
            ),
          )
          .map((prices) => named<ApplicationPrice>(ids, prices)),
      ),
  });

const useOf = (month: string, timeZone: string): fc.Arbitrary<RawUse> => {
  const { startsAtEpochMs, endsAtEpochMs } = monthSpan(month, timeZone);
  const around = (epochMs: number) => fc.integer({ min: epochMs - DAY_MS, max: epochMs + DAY_MS });
  const epochMs = fc.oneof(
    fc.integer({ min: startsAtEpochMs - DAY_MS, max: endsAtEpochMs + DAY_MS }),
    around(startsAtEpochMs),
    around(endsAtEpochMs),
  );
  const hit = fc
    .constantFrom(...Object.entries(APPLICATIONS), ["app_4", "svc_2"], ["app_5", "svc_3"])
    .map(([applicationId, serviceId]) => ({ metric: "hit" as const, applicationId, serviceId }));
  const other = fc.constantFrom(...PRICED_METRICS.filter((metric) => metric !== "hit")).map((metric) => ({ metric }));
  return fc.tuple(epochMs, fc.oneof(hit, other)).map(([at, what]) => ({ epochMs: at, ...what }));
};

const month = fc.constantFrom(...PLACES).chain((place) =>
  fc.record({
    place: fc.constant(place),
    cards: fc.uniqueArray(cardOf(place.month), {
      minLength: 1,
      maxLength: 4,
      selector: ({ effectiveFrom }) => effectiveFrom,
    }),
    uses: fc.array(useOf(place.month, place.timeZone), { maxLength: 400, size: "max" }),
  }),
);

it("a statement is, line by line and to the cent, what the raw uses cost one by one: tiers, plan changes, zones whose clocks change", () => {
  fc.assert(
    fc.property(month, ({ place, cards, uses }) => {
      const period = { ...place, ...monthSpan(place.month, place.timeZone) };
      const statement = composeStatement(period, {
        workspaceId: WORKSPACE_ID,
        cards,
        usage: count(uses),
        frozen: [],
        nowEpochMs: period.endsAtEpochMs,
      });
      const expected = recompute(place.month, place.timeZone, cards, uses);
      const amounts = new Map<string, number>();
      for (const line of statement?.lines ?? []) {
        if (line.type === "correction") throw new Error("nothing was frozen");
        const subject = line.subject.type === "workspace" ? "workspace" : line.subject.id;
        const key = `${line.rateCard}|${subject}|${line.type === "fee" ? "fee" : line.metric}`;
        expect(amounts.has(key)).toBe(false);
        if (line.amount !== 0) amounts.set(key, line.amount);
      }
      expect(Object.fromEntries(amounts)).toEqual(Object.fromEntries(expected));
      expect(statement?.total).toBe([...expected.values()].reduce((sum, amount) => sum + amount, 0));
    }),
    { numRuns: 300 },
  );
});

/** As usage is counted: by series and quarter of an hour, a day of UTC apart. */
function count(uses: readonly RawUse[]): UsageReadings {
  const readings = new Map<SeriesName, Map<string, Map<number, number>>>();
  const add = (series: SeriesName, epochMs: number) => {
    const { day, index } = placeOfQuarter(quarterOf(epochMs));
    const days = readings.get(series) ?? new Map<string, Map<number, number>>();
    const counts = days.get(day) ?? new Map<number, number>();
    readings.set(series, days.set(day, counts.set(index, (counts.get(index) ?? 0) + 1)));
  };
  for (const { epochMs, metric, serviceId, applicationId } of uses) {
    add(usageSeries("workspace", WORKSPACE_ID, metric), epochMs);
    if (serviceId !== undefined) add(usageSeries("service", serviceId, "hit"), epochMs);
    if (applicationId !== undefined) add(usageSeries("application", applicationId, "hit"), epochMs);
  }
  return readings;
}

function named<Price>(ids: readonly string[], prices: readonly Price[]): Record<string, Price> {
  return Object.fromEntries(ids.flatMap((id, index) => (prices[index] === undefined ? [] : [[id, prices[index]]])));
}
