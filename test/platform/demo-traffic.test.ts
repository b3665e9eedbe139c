import { existsSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addDays } from "../../functions/domain/time-zone.ts";
import { feature } from "../support/features.ts";
import { startTestPlatform, type TestPlatform } from "../support/test-platform.ts";

let test: TestPlatform;
const dataDirectory = mkdtempSync(join(tmpdir(), "latchkey-traffic-"));
const trafficFile = join(dataDirectory, "traffic.json");

beforeAll(async () => {
  // Interrupted at once, as by Ctrl-C.
  const interrupted = await startTestPlatform({ dataDirectory });
  const adding = interrupted.platform.addTraffic();
  const outcome = expect(adding).rejects.toMatchObject({ name: "AbortError" });
  while (!existsSync(trafficFile)) await new Promise((resolve) => setImmediate(resolve));
  await interrupted.platform.stop();
  await outcome;
  test = await startTestPlatform({ dataDirectory, traffic: true });
  // Two starts, and twelve thousand counters to write.
}, 300_000);
afterAll(() => test.close());

const today = () => new Date().toISOString().slice(0, 10);
const sum = (counts: readonly { readonly count: number }[]) => counts.reduce((total, { count }) => total + count, 0);

describe(feature(62), () => {
  it("has 90 days of shoppers in the demo, all of whose counts agree", async () => {
    const { owner, demo } = test;
    const from = addDays(today(), -89);
    const one = { from, to: today(), configuratorId: demo.configuratorId };
    const counted = async (query: Parameters<typeof owner.analytics.events>[0]) =>
      (await owner.analytics.events({ ...one, ...query })).series.map(({ key, total }) => ({ key, count: total }));
    const loads = await counted({ event: "load" });
    expect(sum(loads)).toBeGreaterThan(5_000);
    expect(sum(await counted({ groupBy: "token" }))).toBe(sum(loads));
    expect(sum(await counted({ groupBy: "origin" }))).toBe(sum(loads));
    const { series } = await owner.analytics.events({ ...one, event: "load" });
    expect(series[0]?.points.every(({ count }) => count > 0)).toBe(true);
    const { steps } = await owner.analytics.funnel(one);
    const [opened = 0, interacted = 0, saved = 0, added = 0] = steps.map(({ count }) => count);
    expect([opened > interacted, interacted > saved, saved > added, added > 100]).toEqual([true, true, true, true]);

    const used = async (query: Parameters<typeof owner.usage.query>[0]) => {
      const { metrics } = await owner.usage.query({ from, to: today(), ...query });
      return Object.fromEntries(metrics.map(({ metric, total }) => [metric, total]));
    };
    const ofWorkspace = await used({});
    const events = await owner.analytics.events({ ...one, groupBy: "event", limit: 20 });
    expect(ofWorkspace.event).toBe(events.series.reduce((total, { total: one }) => total + one, 0));
    expect(ofWorkspace.load).toBeLessThan(sum(loads));
    const tokens = [];
    for await (const { id } of owner.tokens.list()) tokens.push(await used({ subject: "token", id }));
    for (const metric of ["load", "save", "event", "verification", "call", "refused"])
      expect(tokens.reduce((total, ofToken) => total + (ofToken[metric] ?? 0), 0)).toBe(ofWorkspace[metric]);
    const applications = [];
    for await (const { id } of owner.applications.list()) applications.push(await used({ subject: "application", id }));
    expect(applications.length).toBe(3);
    expect(applications.reduce((total, { hit = 0 }) => total + hit, 0)).toBe(ofWorkspace.hit);
  });

  it("has statements that the billing run has frozen, and the running month", async () => {
    const { owner } = test;
    const months = [];
    for await (const { month, status, total } of owner.billing.statements.list()) months.push({ month, status, total });
    expect(months.length).toBeGreaterThan(1);
    expect(months.at(0)).toMatchObject({ month: today().slice(0, 7), status: "running" });
    expect(months.at(-1)?.status).toBe("frozen");
    const { lines, total } = await owner.billing.statements.get(months.at(-1)?.month ?? "");
    expect(lines.reduce((amounts, { amount }) => amounts + amount, 0)).toBe(total);
    expect(total).toBeGreaterThan(10_000);
    const cards = [];
    for await (const card of owner.billing.rateCards.list()) cards.push(card.effectiveFrom);
    expect(cards).toEqual([...new Set([`${today().slice(0, 8)}01`, cards.at(-1)])]);
  });

  it("comes once, however often the platform is started", async () => {
    const before = await stored();
    await test.platform.stop();
    test = await startTestPlatform({ dataDirectory });
    expect(await test.platform.addTraffic()).toBe("there");
    expect(JSON.parse(readFileSync(trafficFile, "utf8"))).toMatchObject({ isDone: true });
    expect(await stored()).toEqual(before);
  });
});

/** What the workspace has used, and who made it. */
async function stored() {
  const { metrics } = await test.owner.usage.query({ from: addDays(today(), -89), to: addDays(today(), -1) });
  const tokens = [];
  for await (const { id } of test.owner.tokens.list()) tokens.push(id);
  return { metrics, tokens };
}
