import { describe, expect, it } from "vitest";
import { type Alert, nameOfAlert, reachedAlerts } from "../../../../functions/domain/billing/alert.ts";
import { composeStatement } from "../../../../functions/domain/billing/compose-statement.ts";
import type { UsageReadings } from "../../../../functions/domain/billing/pools.ts";
import type { RateCard } from "../../../../functions/domain/billing/rate-card.ts";
import type { BillingPeriod, Statement } from "../../../../functions/domain/billing/statement.ts";
import { type Metric, usageSeries } from "../../../../functions/domain/series.ts";
import { monthSpan } from "../../../../functions/domain/time-zone.ts";

const WORKSPACE_ID = "ws_4fK2mZq81LpA";
const SUBJECT = { type: "workspace", id: WORKSPACE_ID } as const;
const CARD: RateCard = {
  effectiveFrom: "2026-01-01",
  currency: "EUR",
  rates: { load: { included: 100, tiers: [{ upTo: null, price: 2, per: 1 }] } },
  services: {},
  applications: {},
  budget: 1000,
};

describe("a frozen month that more was counted for", () => {
  const october = stated("2026-10", used({ "2026-10-31": 150 }), []);
  const late = { "2026-10-31": 160, "2026-11-05": 100 };

  it("is corrected in the next statement, with the price of the places that the late units take", () => {
    expect(stated("2026-11", used(late), [october]).lines).toContainEqual({
      type: "correction",
      subject: SUBJECT,
      metric: "load",
      month: "2026-10",
      units: 10,
      amount: 20,
    });
    expect(stated("2026-11", used(late), [october]).total).toBe(20);
  });

  it("is corrected once: the one after that sees what was stated already", () => {
    const november = stated("2026-11", used(late), [october]);
    expect(corrections(stated("2026-12", used(late), [october, november]))).toEqual([]);
    const later = used({ ...late, "2026-10-30": 1, "2026-11-30": 1 });
    expect(corrections(stated("2026-12", later, [october, november]))).toEqual([
      expect.objectContaining({ month: "2026-10", units: 1, amount: 2 }),
      expect.objectContaining({ month: "2026-11", units: 1, amount: 2 }),
    ]);
  });

  it("is corrected downwards as well, and not at all by what is still included", () => {
    expect(corrections(stated("2026-11", used({ "2026-10-31": 120 }), [october]))).toEqual([
      expect.objectContaining({ units: -30, amount: -60 }),
    ]);
    const quiet = stated("2026-10", used({ "2026-10-31": 10 }), []);
    expect(corrections(stated("2026-11", used({ "2026-10-31": 90 }), [quiet]))).toEqual([]);
  });

  it("has its own zone for ever: what is counted of it later lies between the same instants", () => {
    const usage = used({ "2026-10-31": 150, "2026-10-01": 7 });
    const elsewhere = { ...october.period, timeZone: "Asia/Tokyo", ...monthSpan("2026-10", "Asia/Tokyo") };
    const frozen = compose(elsewhere, usage, []);
    expect(corrections(stated("2026-11", usage, [frozen]))).toEqual([]);
  });
});

describe("limits count as the card says that is in force", () => {
  const cards = [CARD, { ...CARD, effectiveFrom: "2026-11-20", budget: 5000, rates: {} }];
  const at = (nowEpochMs: number) => compose(period("2026-11"), used({ "2026-11-02": 90 }), [], { cards, nowEpochMs });

  it("not as one says that begins later in the month", () => {
    const statement = at(Date.parse("2026-11-19T23:59:59Z"));
    expect(statement).toMatchObject({ budget: 1000, volumes: [{ metric: "load", included: 100, used: 90 }] });
    expect(at(Date.parse("2026-11-20T00:00:00Z"))).toMatchObject({ budget: 5000, volumes: [] });
  });

  it("and a month before the first card has no statement", () => {
    expect(composeStatement(period("2025-12"), inputs(new Map(), [], {}))).toBeUndefined();
  });
});

describe("alerts", () => {
  const shares = (alerts: readonly Alert[]) => alerts.map(({ kind, threshold }) => `${kind} ${threshold}`);
  const at = (total: number, used = 0) =>
    shares(
      reachedAlerts({
        ...stated("2026-11", new Map(), []),
        total,
        volumes: [{ subject: SUBJECT, metric: "load", included: 10, used }],
      }),
    );

  it.each([
    [499, 4, []],
    [500, 5, ["budget 50", "included_volume 50"]],
    [799, 7, ["budget 50", "included_volume 50"]],
    [800, 8, ["budget 50", "budget 80", "included_volume 50", "included_volume 80"]],
    [1500, 0, ["budget 50", "budget 80", "budget 100", "budget 150"]],
    [1499, 9, ["budget 50", "budget 80", "budget 100", "included_volume 50", "included_volume 80"]],
  ])("%i of a budget of 1000, and %i of 10 units", (total, units, expected) => {
    expect(at(total, units)).toEqual(expected);
  });

  it("are told apart by what they are about", () => {
    const alert: Alert = {
      kind: "included_volume",
      threshold: 50,
      limit: 10,
      used: 5,
      subject: SUBJECT,
      metric: "load",
    };
    const service = { type: "service", id: "svc_1" } as const;
    const others: Alert[] = [
      { ...alert, threshold: 80 },
      { ...alert, metric: "save" },
      { ...alert, subject: service },
    ];
    expect(new Set([alert, ...others].map(nameOfAlert)).size).toBe(4);
    expect(nameOfAlert({ ...alert, limit: 20, used: 11 })).toBe(nameOfAlert(alert));
  });
});

function stated(month: string, usage: UsageReadings, frozen: readonly Statement[]): Statement {
  return compose(period(month), usage, frozen);
}

function compose(
  billed: BillingPeriod,
  usage: UsageReadings,
  frozen: readonly Statement[],
  more: { readonly cards?: readonly RateCard[]; readonly nowEpochMs?: number } = {},
): Statement {
  const statement = composeStatement(billed, inputs(usage, frozen, more));
  if (statement === undefined) throw new Error("no card is in force");
  return statement;
}

function inputs(usage: UsageReadings, frozen: readonly Statement[], more: object) {
  return { workspaceId: WORKSPACE_ID, cards: [CARD], usage, frozen, nowEpochMs: Date.parse("2027-01-01"), ...more };
}

function period(month: string): BillingPeriod {
  return { month, timeZone: "UTC", ...monthSpan(month, "UTC") };
}

/** Loads by day, all of them at noon. */
function used(loads: Readonly<Record<string, number>>, metric: Metric = "load"): UsageReadings {
  const days = new Map(Object.entries(loads).map(([day, count]) => [day, new Map([[48, count]])]));
  return new Map([[usageSeries("workspace", WORKSPACE_ID, metric), days]]);
}

function corrections({ lines }: Statement) {
  return lines.filter(({ type }) => type === "correction");
}
