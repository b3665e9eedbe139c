import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { usageSeries } from "../../../functions/domain/series.ts";
import { COUNTING_KEY } from "../../../functions/store/keys.ts";
import { putRateCard, type StoredRateCard } from "../../../functions/store/rate-cards.ts";
import { addToSeries } from "../../../functions/store/rollups.ts";
import { put } from "../../../functions/store/table.ts";
import { transact } from "../../../functions/store/transact.ts";
import { isLatchkeyError, verifyWebhook } from "../../../sdk/src/index.ts";
import { feature } from "../../support/features.ts";
import { startReceiver, type TestReceiver } from "../../support/receiver.ts";
import { type OpenTables, openTables } from "../../support/stored-tables.ts";
import { startTestPlatform, type TestPlatform } from "../../support/test-platform.ts";

const today = new Date().toISOString().slice(0, 10);
const thisMonth = today.slice(0, 7);
/** So long ago that it is frozen by the first run. */
const past = monthsAgo(2);

let test: TestPlatform;
let tables: OpenTables;
let receiver: TestReceiver;
beforeAll(async () => {
  receiver = await startReceiver();
  test = await startTestPlatform();
  tables = openTables(test);
});
afterAll(async () => {
  tables?.close();
  await test?.close();
  await receiver?.close();
});

/** A card of the past, which the API takes from nobody. */
async function writeOldCard(card: Partial<StoredRateCard>) {
  const { workspaceId } = test.platform;
  const at = `${past}-01T00:00:00.000Z`;
  const rates = {
    load: {
      included: 100,
      tiers: [
        { upTo: 1000, price: 2, per: 1 },
        { upTo: null, price: 1, per: 1 },
      ],
    },
  };
  const common = {
    currency: "EUR",
    rates,
    services: {},
    applications: {},
    createdAt: at,
    createdBy: "test",
    updatedAt: at,
  };
  const writes = putRateCard(
    tables.directory,
    workspaceId,
    { effectiveFrom: `${past}-01`, ...common, ...card },
    undefined,
  );
  expect(await transact(tables.directory.client, writes)).toEqual({ written: true });
}

async function use(day: string, count: number) {
  const { workspaceId } = test.platform;
  const address = { workspaceId, series: usageSeries("workspace", workspaceId, "load") };
  await transact(tables.telemetry.client, [addToSeries(tables.telemetry, address, day, new Map([[40, count]]))]);
}

async function run() {
  const counting = { completeUntil: new Date().toISOString(), ...COUNTING_KEY };
  await transact(tables.telemetry.client, [put(tables.telemetry, counting)]);
  await test.platform.runSchedule("Billing");
}

describe(feature(62), () => {
  it("bills each month by the card that was in force, freezes it, and corrects it in the running one", async () => {
    await writeOldCard({ fee: 2900 });
    await use(`${past}-03`, 1500);
    await run();
    const frozen = await test.owner.billing.statements.get(past);
    expect(frozen).toMatchObject({ status: "frozen", currency: "EUR", timeZone: "UTC", total: 2900 + 900 * 2 + 500 });

    await use(`${past}-03`, 10);
    await run();
    expect(await test.owner.billing.statements.get(past)).toEqual(frozen);
    const { items } = await test.owner.billing.statements.list();
    expect(items.map(({ month, status }) => [month, status])).toEqual([
      [thisMonth, "running"],
      [monthsAgo(1), expect.stringMatching(/frozen|closing/)],
      [past, "frozen"],
    ]);
    const text = await test.owner.billing.statements.export(past);
    expect(text.split("\r\n")).toContain(`${past},frozen,total,,,,,,,,,,,,,,,5200,EUR`);
  });

  it("tells a webhook of the budget, signed, once", async () => {
    const webhook = await test.owner.webhooks.create({
      url: `${receiver.url}/budget`,
      events: ["billing.threshold_reached"],
    });
    await test.owner.billing.rateCards.create({ effectiveFrom: today, currency: "EUR", fee: 1_000_000, budget: 1 });
    await run();
    await test.platform.runSchedule("ExpiryNotices");
    const messages = receiver.messages.filter(({ path }) => path === "/budget");
    const told = await Promise.all(
      messages.map(async ({ body, headers }) => (await verifyWebhook(body, headers, webhook.secret ?? "")).message),
    );
    const thresholds = told.map((message) => message.type === "billing.threshold_reached" && message.data.threshold);
    expect(thresholds.sort()).toEqual([100, 150, 50, 80]);
    await run();
    await test.platform.runSchedule("ExpiryNotices");
    expect(receiver.messages.filter(({ path }) => path === "/budget")).toHaveLength(4);
    const { alerts } = await test.owner.billing.statements.get(thisMonth);
    expect(alerts.map(({ kind, threshold }) => `${kind} ${threshold}`).sort()).toEqual(
      ["budget 100", "budget 150", "budget 50", "budget 80"].sort(),
    );
  });

  it("takes the scope billing: who does not hold it creates no token for it, and who reads it writes no card", async () => {
    const issue = (
      role: "viewer" | "administrator",
      scope: "billing:read" | "billing:write" | "account_management:write",
    ) => test.owner.tokens.create({ kind: "private", label: scope, role, scopes: [scope] });
    const manager = await issue("administrator", "account_management:write");
    const refused = test.client(manager.token ?? "").tokens.create({
      kind: "private",
      label: "more than I have",
      role: "viewer",
      scopes: ["billing:read"],
    });
    expect(await codeOf(refused)).toBe("right_not_held");
    const reader = test.client((await issue("viewer", "billing:read")).token ?? "").billing;
    expect((await reader.statements.get(thisMonth)).status).toBe("running");
    const card = { effectiveFrom: today, currency: "EUR" };
    expect(await codeOf(reader.rateCards.create(card))).toBe("refused");
    const low = test.client((await issue("viewer", "billing:write")).token ?? "").billing;
    expect(await codeOf(low.rateCards.create(card))).toBe("refused");
    const writer = test.client((await issue("administrator", "billing:write")).token ?? "").billing;
    expect(await codeOf(writer.rateCards.create(card))).toBe("rate_card_exists");
  });
});

async function codeOf(answer: Promise<unknown>): Promise<string> {
  return answer.then(
    () => "",
    (error: unknown) => (isLatchkeyError(error) ? error.code : "no error of ours"),
  );
}

function monthsAgo(count: number): string {
  const [year, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))];
  return new Date(Date.UTC(year, month - 1 - count, 1)).toISOString().slice(0, 7);
}
