import { expect } from "vitest";
import type { RateCard } from "../../../../functions/domain/billing/rate-card.ts";
import { usageSeries } from "../../../../functions/domain/series.ts";
import { COUNTING_KEY } from "../../../../functions/store/keys.ts";
import { putRateCard } from "../../../../functions/store/rate-cards.ts";
import { addToSeries } from "../../../../functions/store/rollups.ts";
import { put } from "../../../../functions/store/table.ts";
import { transact } from "../../../../functions/store/transact.ts";
import { openTables } from "../../../support/stored-tables.ts";
import type { TestPlatform } from "../../../support/test-platform.ts";

export interface BillingStage {
  /** The month of the first card, frozen. */
  readonly past: string;
  readonly thisMonth: string;
  /** Whose statement corrects it: the running one, or that of the month before on the day after its end. */
  readonly corrected: string;
  readonly service: { readonly id: string; readonly name: string };
  readonly application: { readonly id: string; readonly name: string };
}

/** A workspace with two months behind it: a card of the past, use on both sides of its tiers, a frozen statement, and a correction of it. */
export async function stageBilling(test: TestPlatform): Promise<BillingStage> {
  const { workspaceId } = test.platform;
  const today = new Date().toISOString().slice(0, 10);
  const [past, thisMonth] = [monthBefore(monthBefore(today)), today.slice(0, 7)];
  const tables = openTables(test);
  const { id: serviceId, name: serviceName } = await test.owner.services.create({ name: "Parcel API" });
  const application = await test.owner.applications.create({ serviceId, name: "Shop <b>front</b>" });

  const use = async (day: string, series: ReturnType<typeof usageSeries>, count: number): Promise<void> => {
    const added = addToSeries(tables.telemetry, { workspaceId, series }, day, new Map([[40, count]]));
    await transact(tables.telemetry.client, [added]);
  };
  const bill = async (): Promise<void> => {
    const counting = { completeUntil: new Date().toISOString(), ...COUNTING_KEY };
    await transact(tables.telemetry.client, [put(tables.telemetry, counting)]);
    await test.platform.runSchedule("Billing");
  };
  const card: RateCard = {
    effectiveFrom: `${past}-01`,
    currency: "EUR",
    fee: 4900,
    budget: 9000,
    rates: {
      load: {
        included: 1000,
        tiers: [
          { upTo: 5000, price: 35, per: 100 },
          { upTo: null, price: 20, per: 100 },
        ],
      },
      save: { included: 0, tiers: [{ upTo: null, price: 1, per: 3 }] },
    },
    services: {
      [serviceId]: { name: serviceName, fee: 1000, hit: { included: 0, tiers: [{ upTo: null, price: 2, per: 1 }] } },
    },
    applications: {},
  };
  const at = `${past}-01T00:00:00.000Z`;
  const stored = { ...card, createdAt: at, createdBy: "test", updatedAt: at };
  const written = await transact(
    tables.directory.client,
    putRateCard(tables.directory, workspaceId, stored, undefined),
  );
  expect(written).toEqual({ written: true });
  const loads = usageSeries("workspace", workspaceId, "load");
  await use(`${past}-03`, loads, 6_789);
  await use(`${past}-04`, usageSeries("workspace", workspaceId, "save"), 200);
  for (const series of [usageSeries("workspace", workspaceId, "hit"), usageSeries("service", serviceId, "hit")]) {
    await use(`${past}-05`, series, 321);
  }
  await bill();
  await use(`${past}-06`, loads, 1000);
  await use(`${thisMonth}-01`, loads, 850);
  await bill();
  tables.close();
  const { items } = await test.owner.billing.statements.list();
  const corrected = items.filter(({ status }) => status !== "frozen").at(-1)?.month ?? thisMonth;
  return { past, thisMonth, corrected, service: { id: serviceId, name: serviceName }, application };
}

/** @param day or a month */
function monthBefore(day: string): string {
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))];
  return new Date(Date.UTC(year, month - 2, 1)).toISOString().slice(0, 7);
}
