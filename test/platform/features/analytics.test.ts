import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ANALYTICS_SHAPES } from "../../../contract/api/analytics.ts";
import { addDays } from "../../../functions/domain/time-zone.ts";
import type { QueryEventsQuery } from "../../../sdk/src/index.ts";
import { BOX } from "../../support/box-product.ts";
import { writeYear } from "../../support/counted-year.ts";
import { feature } from "../../support/features.ts";
import { startTestPlatform, type TestPlatform } from "../../support/test-platform.ts";

const TODAY = new Date().toISOString().slice(0, 10);
const YESTERDAY = addDays(TODAY, -1);
const DAY_BEFORE = addDays(TODAY, -2);
const BOTH_DAYS = { from: DAY_BEFORE, to: YESTERDAY };
const OTHER_SHOP = "https://two.example";

interface Sent {
  readonly name: string;
  readonly configuratorId: string;
  /** @default noon of yesterday */
  readonly occurredAt?: string;
  readonly properties?: Readonly<Record<string, string | number | boolean>>;
  /** @default 1 */
  readonly times?: number;
}
interface Sender {
  readonly token: string;
  readonly origin: string;
}

describe(feature(61), () => {
  let test: TestPlatform;
  let shop: Sender;
  beforeAll(async () => {
    test = await startTestPlatform();
    shop = { token: test.demo.publicToken, origin: test.demo.shopUrl };
  });
  afterAll(() => test.close());

  const createConfigurator = async () => (await test.owner.configurators.create({ name: "Box", draft: BOX })).id;

  /** Events of shoppers, which a run has counted. */
  async function count(sent: readonly Sent[], { token, origin }: Sender = shop): Promise<void> {
    const events = sent.flatMap(({ times = 1, occurredAt = `${YESTERDAY}T12:00:00Z`, ...event }) =>
      Array.from({ length: times }, () => ({ id: randomUUID(), occurredAt, ...event })),
    );
    const path = `/embed/v1/events?access_token=${token}`;
    const { json } = await test.request(path, { method: "POST", origin, body: { events } });
    expect(json).toEqual({ accepted: events.length, duplicates: 0, rejected: [] });
    await test.platform.runSchedule("Counting");
  }

  async function query(wanted: QueryEventsQuery) {
    const counts = await test.owner.analytics.events(wanted);
    ANALYTICS_SHAPES.queryEvents.response.parse(counts);
    return counts;
  }
  /** Totals by key, in the order of the answer. */
  async function totalsOf(wanted: QueryEventsQuery): Promise<readonly (readonly [string, number])[]> {
    const { series } = await query({ ...BOTH_DAYS, ...wanted });
    for (const { total, points } of series) expect(points.reduce((sum, { count }) => sum + count, 0)).toBe(total);
    return series.map(({ key, total }) => [key, total]);
  }
  const countsOf = async (wanted: QueryEventsQuery) =>
    (await query(wanted)).series[0]?.points.map(({ count }) => count);

  it("events are counted over time, by quarter, hour, day, week and month", async () => {
    const configuratorId = await createConfigurator();
    await count([
      { name: "load", configuratorId, times: 3, occurredAt: `${DAY_BEFORE}T12:50:00Z` },
      { name: "load", configuratorId, times: 2 },
      { name: "save", configuratorId },
    ]);
    const { series, ...answer } = await query({ ...BOTH_DAYS, configuratorId });
    expect(answer).toMatchObject({ ...BOTH_DAYS, timeZone: "UTC", granularity: "day", groupBy: "event" });
    const point = (date: string, times: number) => ({
      startsAt: `${date}T00:00:00.000Z`,
      count: times,
      previousCount: null,
    });
    expect(series).toEqual([
      { key: "load", total: 5, previousTotal: null, points: [point(DAY_BEFORE, 3), point(YESTERDAY, 2)] },
      { key: "save", total: 1, previousTotal: null, points: [point(DAY_BEFORE, 0), point(YESTERDAY, 1)] },
    ]);
    const load = { ...BOTH_DAYS, configuratorId, event: "load" };
    const at = (length: number, counts: Readonly<Record<number, number>>) =>
      Array.from({ length }, (_, index) => counts[index] ?? 0);
    expect(await countsOf({ ...load, granularity: "hour" })).toEqual(at(48, { 12: 3, 36: 2 }));
    expect(await countsOf({ ...load, granularity: "15min" })).toEqual(at(192, { 51: 3, 144: 2 }));
    for (const granularity of ["week", "month"] as const)
      expect(await totalsOf({ ...load, granularity })).toEqual([["load", 5]]);
    expect(await totalsOf({ ...load, from: YESTERDAY })).toEqual([["load", 2]]);
    expect(await totalsOf({ configuratorId, event: "never_sent" })).toEqual([["never_sent", 0]]);
  });

  it("an event that is sent again is counted once, and a run that begins again adds nothing", async () => {
    const configuratorId = await createConfigurator();
    const event = { id: randomUUID(), name: "load", configuratorId, occurredAt: `${YESTERDAY}T12:00:00Z` };
    for (let times = 0; times < 3; times += 1) {
      const path = `/embed/v1/events?access_token=${shop.token}`;
      await test.request(path, { method: "POST", origin: shop.origin, body: { events: [event, event] } });
      await test.platform.runSchedule("Counting");
    }
    for (const groupBy of ["event", "token"] as const)
      expect((await totalsOf({ configuratorId, groupBy })).map(([, total]) => total)).toEqual([1]);
  });

  it("they are grouped by configurator, token, website, option, combination and error, the largest first", async () => {
    const [one, two] = [await createConfigurator(), await createConfigurator()];
    const created = await test.owner.tokens.create({
      kind: "public",
      label: "Second shop",
      owner: { type: "service_account", id: test.demo.serviceAccount },
      domains: [OTHER_SHOP],
    });
    const name = "look_around";
    const chosen = (value: string | boolean, times: number) => ({
      name: "option_chosen",
      configuratorId: one,
      properties: { attribute: "wood", value },
      times,
    });
    await count([
      { name, configuratorId: one, times: 2 },
      { name, configuratorId: two, times: 3 },
      chosen("oak", 1),
      chosen("ash", 4),
      chosen(true, 2),
      { name: "save", configuratorId: one, properties: { combination: "wood=ash&lid=flat" }, times: 2 },
      { name: "error", configuratorId: one, properties: { code: "rate_limited" } },
    ]);
    const second = { token: created.token ?? "", origin: OTHER_SHOP };
    await count([{ name, configuratorId: one, times: 5 }], second);

    const byConfigurator = await totalsOf({ event: name, groupBy: "configurator" });
    expect(byConfigurator).toEqual([
      [one, 7],
      [two, 3],
    ]);
    expect(await totalsOf({ event: name })).toEqual([[name, 10]]);
    expect(await totalsOf({ event: name, groupBy: "token" })).toEqual(
      [
        [test.demo.publicTokenId, 5],
        [created.id, 5],
      ].sort(([left], [right]) => (String(left) < String(right) ? -1 : 1)),
    );
    const ofOne = { configuratorId: one, event: name };
    expect(await totalsOf({ ...ofOne, groupBy: "token" })).toEqual([
      [created.id, 5],
      [test.demo.publicTokenId, 2],
    ]);
    expect(await totalsOf({ ...ofOne, groupBy: "origin" })).toEqual([
      [OTHER_SHOP, 5],
      [test.demo.shopUrl, 2],
    ]);
    expect(await totalsOf({ ...ofOne, groupBy: "origin", limit: 1 })).toEqual([[OTHER_SHOP, 5]]);
    const details = (groupBy: "option" | "combination" | "error") => totalsOf({ configuratorId: one, groupBy });
    expect(await details("option")).toEqual([
      ["wood=ash", 4],
      ["wood=true", 2],
      ["wood=oak", 1],
    ]);
    expect(await details("combination")).toEqual([["wood=ash&lid=flat", 2]]);
    expect(await details("error")).toEqual([["rate_limited", 1]]);
    expect(await totalsOf({ ...ofOne, groupBy: "origin", granularity: "hour" })).toEqual(
      await totalsOf({ ...ofOne, groupBy: "origin" }),
    );
  });

  it("the funnel counts the first of each step, with its share of the loads and of the step before", async () => {
    const configuratorId = await createConfigurator();
    const step = (name: string, times: number, first = true) => ({
      name,
      configuratorId,
      times,
      properties: { attribute: "wood", value: "oak", ...(first && { first }) },
    });
    await count([
      step("load", 8, false),
      step("option_chosen", 4),
      step("option_chosen", 9, false),
      step("save", 2),
      step("save", 1, false),
      step("add_to_cart", 1),
    ]);
    const wanted = { ...BOTH_DAYS, configuratorId };
    const { steps } = ANALYTICS_SHAPES.queryFunnel.response.parse(await test.owner.analytics.funnel(wanted));
    expect(steps).toEqual([
      { step: "load", count: 8, shareOfFirst: 1, shareOfPrevious: 1, previousCount: null },
      { step: "interaction", count: 4, shareOfFirst: 0.5, shareOfPrevious: 0.5, previousCount: null },
      { step: "save", count: 2, shareOfFirst: 0.25, shareOfPrevious: 0.5, previousCount: null },
      { step: "add_to_cart", count: 1, shareOfFirst: 0.125, shareOfPrevious: 0.5, previousCount: null },
    ]);
    const after = await test.owner.analytics.funnel({ ...wanted, from: TODAY, to: TODAY, compare: "previous" });
    expect(after.steps.map(({ count, shareOfFirst }) => [count, shareOfFirst])).toEqual(Array(4).fill([0, null]));
    expect(after.steps.map(({ previousCount }) => previousCount)).toEqual([8, 4, 2, 1]);
  });

  it("options say which values are chosen most, and combinations what is saved and put into the cart", async () => {
    const configuratorId = await createConfigurator();
    const chosen = (attribute: string, value: string, times: number) => ({
      name: "option_chosen",
      configuratorId,
      properties: { attribute, value },
      times,
    });
    const kept = (name: string, combination: string, times: number) => ({
      name,
      configuratorId,
      properties: { combination },
      times,
    });
    await count([
      chosen("wood", "oak", 1),
      chosen("wood", "ash", 3),
      chosen("lid", "=1+1", 1),
      kept("save", "wood=ash", 2),
      kept("add_to_cart", "wood=ash", 1),
      kept("add_to_cart", "wood=oak", 1),
    ]);
    const wanted = { ...BOTH_DAYS, configuratorId };
    const options = ANALYTICS_SHAPES.queryOptions.response.parse(await test.owner.analytics.options(wanted));
    const value = (name: string, times: number, share: number) => ({ value: name, count: times, share });
    expect(options.attributes).toEqual([
      { attribute: "wood", total: 4, values: [value("ash", 3, 0.75), value("oak", 1, 0.25)] },
      { attribute: "lid", total: 1, values: [value("=1+1", 1, 1)] },
    ]);
    expect(options.combinations).toEqual([
      { combination: "wood=ash", saves: 2, addToCarts: 1 },
      { combination: "wood=oak", saves: 0, addToCarts: 1 },
    ]);
    const fewer = await test.owner.analytics.options({ ...wanted, limit: 1 });
    expect([fewer.attributes.map(({ values }) => values.length), fewer.combinations.length]).toEqual([[1, 1], 1]);
    // No cell begins a formula.
    const lines = ["attribute,value,count", "wood,ash,3", "wood,oak,1", "lid,'=1+1,1", ""];
    expect(await test.owner.analytics.exportOptions(wanted)).toBe(lines.join("\r\n"));
  });

  it("the summary has the totals and those of as many days before, what a clock got wrong, and what was refused", async () => {
    const configuratorId = await createConfigurator();
    const wanted = { from: YESTERDAY, to: TODAY, configuratorId, compare: "previous" } as const;
    const { refused } = await test.owner.analytics.summary(wanted);
    await count([
      { name: "load", configuratorId, occurredAt: `${YESTERDAY}T00:00:00Z` },
      { name: "load", configuratorId, occurredAt: `${TODAY}T00:00:00Z` },
      { name: "load", configuratorId, occurredAt: `${DAY_BEFORE}T23:59:59Z` },
      { name: "save", configuratorId, occurredAt: new Date(Date.now() + 3_600_000).toISOString() },
    ]);
    const path = `/embed/v1/configurators/${configuratorId}?access_token=${shop.token}`;
    for (let times = 0; times < 2; times += 1)
      expect((await test.request(path, { origin: "https://elsewhere.example" })).status).toBe(403);
    await test.platform.deliverLogs();
    await test.platform.runSchedule("Counting");
    const summary = ANALYTICS_SHAPES.summarizeAnalytics.response.parse(await test.owner.analytics.summary(wanted));
    const counts = Object.fromEntries(summary.events.map(({ event, ...totals }) => [event, Object.values(totals)]));
    const none = [0, 0];
    expect(counts).toEqual({
      ...{ load: [2, 1], option_chosen: none, save: [1, 0], resume: none },
      ...{ share: none, add_to_cart: none, error: none },
    });
    expect([summary.clockCorrected, summary.refused - refused]).toEqual([1, 2]);
    expect(Date.parse(summary.completeUntil ?? "")).toBeGreaterThan(Date.now() - 120_000);
    const { events } = await test.owner.analytics.summary({ from: YESTERDAY, to: YESTERDAY, configuratorId });
    expect(events[0]).toEqual({ event: "load", count: 1, previousCount: null });
    expect(events.map(({ previousCount }) => previousCount)).toEqual(Array(7).fill(null));
  });

  it("days are those of the time zone that is asked for", async () => {
    const configuratorId = await createConfigurator();
    const load = { name: "load", configuratorId };
    const midnight = `${YESTERDAY}T18:30:00Z`;
    await count([
      { ...load, occurredAt: midnight },
      { ...load, occurredAt: `${YESTERDAY}T23:30:00Z` },
    ]);
    const days = { from: YESTERDAY, to: TODAY, configuratorId, event: "load" };
    expect(await countsOf(days)).toEqual([2, 0]);
    const timeZone = "Asia/Kolkata";
    const { series, ...answer } = await query({ ...days, timeZone });
    expect(answer.timeZone).toBe(timeZone);
    for (const [day, loads] of [
      [YESTERDAY, 0],
      [TODAY, 2],
    ] as const) {
      const { events } = await test.owner.analytics.summary({ from: day, to: day, configuratorId, timeZone });
      expect(events[0]).toMatchObject({ event: "load", count: loads });
    }
    expect(series[0]?.points).toMatchObject([
      { startsAt: `${DAY_BEFORE}T18:30:00.000Z`, count: 0 },
      { startsAt: `${YESTERDAY}T18:30:00.000Z`, count: 2 },
    ]);
  });

  it("groups have the days of the workspace's time zone, which is the default of every query", async () => {
    const configuratorId = await createConfigurator();
    const timeZone = "Asia/Kolkata";
    const day = { from: TODAY, to: TODAY, configuratorId, event: "load" };
    await expect(test.owner.workspace.update({ timeZone: "Asia/Nowhere" })).rejects.toMatchObject({
      code: "invalid_body",
    });
    try {
      expect(await test.owner.workspace.update({ timeZone })).toMatchObject({ timeZone });
      await count([{ name: "load", configuratorId, occurredAt: `${YESTERDAY}T23:30:00Z` }]);
      for (const groupBy of ["event", "token"] as const) {
        const { series, ...answer } = await query({ ...day, groupBy });
        expect(answer.timeZone).toBe(timeZone);
        expect(series[0]).toMatchObject({ total: 1, points: [{ startsAt: `${YESTERDAY}T18:30:00.000Z`, count: 1 }] });
      }
      await expect(query({ ...day, groupBy: "token", timeZone: "UTC" })).rejects.toMatchObject({
        code: "invalid_query",
      });
    } finally {
      await test.owner.workspace.update({ timeZone: "UTC" });
    }
    expect(await countsOf({ ...day, from: YESTERDAY })).toEqual([1, 0]);
  });

  describe("of what was counted long ago", () => {
    const FIRST = "2025-03-01";
    const LAST = "2026-02-28";
    let configuratorId: string;
    beforeAll(async () => {
      configuratorId = await createConfigurator();
      await writeYear(test, configuratorId, FIRST);
    });

    it("a year takes at most 400 items for each series, and one item for each day", async () => {
      const year = { from: FIRST, to: LAST, configuratorId };
      const loads = await query({ ...year, event: "load", granularity: "month" });
      expect([loads.series[0]?.total, loads.series[0]?.points.length, loads.itemsRead]).toEqual([365, 12, 365]);
      expect(loads.itemsRead).toBeLessThanOrEqual(400);
      const options = await query({ ...year, groupBy: "option", granularity: "month" });
      expect([options.series[0]?.total, options.itemsRead]).toEqual([730, 365]);
      const compared = await query({ ...year, event: "load", compare: "previous" });
      expect(compared.itemsRead).toBeLessThanOrEqual(2 * 400);
    });

    it("a day on which clocks are changed has 23 hours, and what was counted is in the right one", async () => {
      const days = { from: "2026-03-28", to: "2026-03-30", configuratorId, event: "load", timeZone: "Europe/Berlin" };
      expect(await countsOf(days)).toEqual([1, 6, 8]);
      const hours = await countsOf({ ...days, from: "2026-03-29", to: "2026-03-29", granularity: "hour" });
      expect(hours).toEqual([2, ...Array(21).fill(0), 4]);
    });

    it("as many days before are compared, point by point", async () => {
      const days = { configuratorId, event: "load", compare: "previous" } as const;
      const { series } = await query({ ...days, from: "2026-02-27", to: "2026-03-02" });
      expect(series).toMatchObject([
        { total: 2, previousTotal: 4, points: [1, 1, 0, 0].map((count) => ({ count, previousCount: 1 })) },
      ]);
      const options = await query({ ...days, event: "option_chosen", groupBy: "option", from: LAST, to: LAST });
      expect(options.series).toMatchObject([{ key: "wood=oak", total: 2, previousTotal: 2 }]);
    });
  });

  it("is there as comma-separated values, in which no name begins a formula", async () => {
    const configuratorId = await createConfigurator();
    const properties = { code: "=HYPERLINK(0)" };
    await count([{ name: "error", configuratorId, properties }]);
    const wanted = `from=${YESTERDAY}&to=${YESTERDAY}&configuratorId=${configuratorId}&groupBy=error`;
    const path = `/v1/analytics/events/export?${wanted}`;
    const { status, headers, text } = await test.request(path, { token: test.demo.ownerToken });
    expect(status).toBe(200);
    expect(headers.get("content-type")).toBe("text/csv; charset=utf-8");
    const fileName = `events-${YESTERDAY}-${YESTERDAY}.csv`;
    expect(headers.get("content-disposition")).toBe(`attachment; filename="${fileName}"`);
    expect(text).toBe(`startsAt,key,count\r\n${YESTERDAY}T00:00:00.000Z,'=HYPERLINK(0),1\r\n`);
  });
});
