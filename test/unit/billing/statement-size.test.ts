import { randomBytes } from "node:crypto";
import { expect, it } from "vitest";
import { randomBase62 } from "../../../functions/domain/base62.ts";
import { composeStatement } from "../../../functions/domain/billing/compose-statement.ts";
import {
  CARDS_PER_MONTH_MAX,
  PRICE_MAX,
  PRICED_APPLICATIONS_MAX,
  PRICED_SERVICES_MAX,
  type RateCard,
  TIERS_MAX,
} from "../../../functions/domain/billing/rate-card.ts";
import { usageSeries } from "../../../functions/domain/series.ts";
import { monthSpan } from "../../../functions/domain/time-zone.ts";
import { freezeStatement, readLastFrozenStatement } from "../../../functions/store/statements.ts";
import { startDirectory } from "../store/directory-table.ts";
import { WORKSPACE } from "./stage.ts";

const NAME_LENGTH = 120;

it("the longest statement that there can be, with names and prices by chance, fits into the store and comes back as it was", async () => {
  const directory = await startDirectory();
  const ids = (prefix: string, count: number) =>
    Array.from({ length: count }, () => ({
      id: prefix + randomBase62(12, randomBytes),
      name: randomBase62(NAME_LENGTH, randomBytes),
    }));
  const services = ids("svc_", PRICED_SERVICES_MAX);
  const applications = ids("app_", PRICED_APPLICATIONS_MAX);
  const cards = ["2026-09-30", "2026-10-02", "2026-10-09", "2026-10-16", "2026-10-23"].map(
    (effectiveFrom): RateCard => ({
      effectiveFrom,
      currency: "EUR",
      fee: any(),
      rates: { load: rate(), hit: rate() },
      services: Object.fromEntries(services.map(({ id, name }) => [id, { name, fee: any(), hit: rate() }])),
      applications: Object.fromEntries(
        applications.map(({ id, name }) => [id, { name, serviceId: services[0]?.id ?? "", fee: any(), hit: rate() }]),
      ),
    }),
  );
  expect(cards).toHaveLength(CARDS_PER_MONTH_MAX + 1);
  const days = () =>
    new Map(cards.map((_, index) => [`2026-10-${String(1 + 7 * index).padStart(2, "0")}`, new Map([[90, any()]])]));
  const usage = new Map([
    ...services.map(({ id }) => [usageSeries("service", id, "hit"), days()] as const),
    ...applications.map(({ id }) => [usageSeries("application", id, "hit"), days()] as const),
  ]);
  const period = { month: "2026-10", timeZone: "UTC", ...monthSpan("2026-10", "UTC") };
  const statement = composeStatement(period, { workspaceId: WORKSPACE, cards, usage, frozen: [], nowEpochMs: 0 });
  if (statement === undefined) throw new Error("no card is in force");
  expect(statement.lines.length).toBeGreaterThan(1200);
  const frozen = { ...statement, frozenAt: "2026-11-02T00:00:00.000Z" };
  expect(await freezeStatement(directory, WORKSPACE, frozen)).toBe(true);
  expect(await readLastFrozenStatement(directory, WORKSPACE)).toEqual(frozen);
  await directory.stop();
});

function any(): number {
  return 1 + Math.floor(Math.random() * PRICE_MAX);
}

function rate() {
  const tiers = Array.from({ length: TIERS_MAX }, (_, index) => ({
    upTo: index === TIERS_MAX - 1 ? null : 1000 + 100_000 * index,
    price: any(),
    per: 1000,
  }));
  return { included: 500, tiers };
}
