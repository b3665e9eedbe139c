import { readFile } from "node:fs/promises";
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Statement } from "../../../sdk/src/index.ts";
import { launchBrowser } from "../../support/browser.ts";
import { type ConsoleTab, expectAccessible, signIn } from "../../support/console.ts";
import { feature } from "../../support/features.ts";
import { startTestPlatform, type TestPlatform } from "../../support/test-platform.ts";
import { type BillingStage, stageBilling } from "./support/billing-stage.ts";
import { dayOf, nameOfDay } from "./support/days.ts";

let test: TestPlatform;
let browser: Browser;
let stage: BillingStage;
/** Of an administrator, for all tests but those of other roles. */
let tab: ConsoleTab;
let page: Page;

beforeAll(async () => {
  [test, browser] = await Promise.all([startTestPlatform(), launchBrowser()]);
  [stage, tab] = await Promise.all([stageBilling(test), signIn(browser, test, "administrator")]);
  page = tab.page;
});
afterAll(async () => {
  await browser?.close();
  await test?.close();
});

const region = (name: string, on = page) => on.getByRole("region", { name, exact: true });
/** The texts of cells, row by row. What stands below each other in one is divided by semicolons. */
const textsOf = (rows: Locator) =>
  rows.evaluateAll((found) =>
    found.map((row) =>
      [...row.children].map((cell) => {
        const parts = [...cell.querySelectorAll(".bill-part")].map(({ textContent }) => textContent);
        return parts.length > 0 ? parts.join("; ") : cell.textContent;
      }),
    ),
  );

/** Written by hand, and not as the page does it. */
function euros(cents: number): string {
  const [sign, text] = [cents < 0 ? "-" : "", String(Math.abs(cents)).padStart(3, "0")];
  return `${sign}€${text.slice(0, -2)}.${text.slice(-2)}`;
}
const shareOfBudget = (cents: number) => `${Math.round(cents / 9) / 10}%`;
const nameOfMonth = (month: string) =>
  new Intl.DateTimeFormat("en-US", { month: "long", year: "numeric", timeZone: "UTC" }).format(
    Date.parse(`${month}-01`),
  );

async function expectStatement(statement: Statement): Promise<void> {
  await tab.open(`billing/statements/${statement.month}`);
  const table = region("Lines of the statement");
  await table.waitFor();
  const shown = await textsOf(table.locator("tbody tr:has(td)"));
  expect(shown.map((cells) => cells.at(-1))).toEqual(
    statement.lines.map(({ type, amount }) => `${type === "correction" && amount > 0 ? "+" : ""}${euros(amount)}`),
  );
  expect(await textsOf(table.locator("tfoot tr"))).toEqual([["Total", euros(statement.total)]]);
}

describe(feature(62), () => {
  it("shows the running month, what is reached, each month's statement and the card in force", async () => {
    await tab.open("billing");
    const statements = (await test.owner.billing.statements.list()).items;
    const spent = statements[0]?.total ?? 0;
    const running = region(nameOfMonth(stage.thisMonth));
    await running.getByRole("row", { name: "Loads 850 85% 1,000" }).waitFor();
    await running.getByText(euros(spent), { exact: true }).waitFor();
    await running.getByText(`${shareOfBudget(spent)} of the budget of €90.00`).waitFor();
    const alerts = region("Alerts").getByRole("listitem");
    expect(await alerts.filter({ hasText: nameOfMonth(stage.thisMonth) }).allInnerTexts()).toEqual([
      expect.stringMatching(/^80%\s*of 1,000 included loads/),
      expect.stringMatching(/^50%\s*of the budget of €90\.00/),
    ]);
    const months = await textsOf(region("Statements").locator("tbody tr"));
    expect(months.map((cells) => cells.slice(0, 4))).toEqual(
      statements.map(({ month, status, total }) => [
        nameOfMonth(month),
        { running: "Running", closing: "Closing", frozen: "Frozen" }[status],
        euros(total),
        `${shareOfBudget(total)} of €90.00`,
      ]),
    );
    expect(months.at(-1)?.slice(0, 3)).toEqual([nameOfMonth(stage.past), "Frozen", "€83.67"]);
    const cards = await textsOf(region("Rate cards").locator("tbody tr"));
    expect(cards.map((cells) => cells.slice(0, 5))).toEqual([
      [nameOfDay(`${stage.past}-01`), "In force", "€49.00", "Loads, Saves, 1 service", "€90.00"],
    ]);
    expect(tab.problems).toEqual([]);
  });

  it("tells a statement line by line, to the cent of the API, with the tiers that units fell into", async () => {
    const frozen = await test.owner.billing.statements.get(stage.past);
    await expectStatement(frozen);
    const rows = await textsOf(region("Lines of the statement").locator("tbody tr:has(td)"));
    expect(rows.map(([name, , ...rest]) => [name, ...rest])).toEqual([
      ["Monthly fee", "1 month", "€49.00", "€49.00"],
      ["Monthly fee of Parcel API", "1 month", "€10.00", "€10.00"],
      ["Loads", "1,000; 4,000; 1,789", "Included; €0.35 for each 100; €0.20 for each 100", "€17.58"],
      ["Saves", "200", "€0.01 for each 3", "€0.67"],
      ["Hits of Parcel API", "321", "€0.02 each", "€6.42"],
    ]);
    await expectStatement(await test.owner.billing.statements.get(stage.corrected));
    const correction = page.getByRole("row").filter({ hasText: "Counted later" });
    expect(await textsOf(correction)).toEqual([
      ["Loads", nameOfMonth(stage.past), "+1,000", "Counted later", "+€2.00"],
    ]);
    await tab.open("billing/statements/2020-01");
    await page.getByRole("heading", { name: "Not found" }).waitFor();
    expect(tab.problems.splice(0)).toEqual([expect.stringMatching(/\b404\b/)]);
  });

  it("gives a statement as CSV, and prints it on one page without anything to click, in light", async () => {
    await tab.open(`billing/statements/${stage.past}`);
    const downloading = page.waitForEvent("download");
    await page.getByRole("button", { name: "Download CSV" }).click();
    const download = await downloading;
    expect(download.suggestedFilename()).toBe(`statement-${stage.past}.csv`);
    expect(await readFile(await download.path(), "utf8")).toBe(await test.owner.billing.statements.export(stage.past));
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    for (const gone of [
      page.locator("#navigation"),
      page.locator(".topbar"),
      page.getByRole("button", { name: "Print" }),
      region("Alerts"),
    ]) {
      await expect.poll(() => gone.isVisible()).toBe(false);
    }
    expect(await page.locator("main a:visible, main button:visible").count()).toBe(0);
    expect(await page.locator("h1").evaluate((title) => getComputedStyle(title).color)).toBe("rgb(23, 27, 34)");
    const pdf = await page.pdf({ format: "A4" });
    expect(pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
    await page.emulateMedia({ media: "screen", colorScheme: "light" });
  });

  it("is read by every role, and written by none below administrator", async () => {
    const viewer = await signIn(browser, test, "viewer");
    const [asked] = await Promise.all([
      viewer.page.waitForRequest((request) => new URL(request.url()).pathname.startsWith("/v1/billing/")),
      viewer.open("billing"),
    ]);
    await region("Rate cards", viewer.page).getByText("In force").waitFor();
    expect(await viewer.page.getByRole("link", { name: "New rate card" }).count()).toBe(0);
    await viewer.page.getByRole("button", { name: /^Actions for/ }).click();
    await viewer.page.getByRole("menuitem").first().waitFor();
    expect(await viewer.page.getByRole("menuitem").allTextContents()).toEqual(["Open"]);
    await viewer.open("billing/rate-cards/new");
    await viewer.page.getByText("Rate cards are written by administrators and owners").waitFor();
    expect(viewer.problems).toEqual([]);
    const forced = await asked.allHeaders().then((headers) =>
      test.request("/v1/billing/rate-cards", {
        method: "POST",
        headers: Object.fromEntries(
          Object.entries(headers).filter(([name]) => name === "authorization" || name.startsWith("latchkey-")),
        ),
        body: { effectiveFrom: dayOf(60), currency: "EUR" },
      }),
    );
    expect(forced.status).toBe(403);
    expect((await test.owner.billing.rateCards.list()).items).toHaveLength(1);
    await viewer.context.close();
  });

  it("is offered to nobody without the scope, and refused to them", async () => {
    const member = (await test.owner.members.list()).items.find(({ role }) => role === "team_member");
    await test.owner.members.update(member?.id ?? "", { scopes: ["configurator:read", "account_management:read"] });
    const other = await signIn(browser, test, "team_member");
    await other.open("configurators");
    const navigation = other.page.locator("#navigation");
    await navigation.getByRole("link", { name: "Services" }).waitFor();
    expect(await navigation.getByRole("link", { name: "Billing" }).count()).toBe(0);
    for (const target of ["billing", `billing/statements/${stage.past}`, `billing/rate-cards/${stage.past}-01`]) {
      await other.open(target);
      await other.page.getByText("You may not do this.").first().waitFor();
      expect(await other.page.getByText("€").count()).toBe(0);
    }
    await other.context.close();
  });

  it("breaks no rule of axe, and nothing is wider than a screen of 360 pixels", async () => {
    const pages = {
      billing: region("Rate cards").getByText("In force"),
      [`billing/statements/${stage.corrected}`]: page.getByText("Counted later"),
      [`billing/rate-cards/new?from=${stage.past}-01`]: region("Services").getByText("Parcel API").first(),
      [`billing/rate-cards/${stage.past}-01`]: region("Services").getByText("Parcel API"),
    };
    for (const [target, settled] of Object.entries(pages)) {
      await tab.open(target);
      await settled.waitFor();
      await expectAccessible(page, target);
      await page.setViewportSize({ width: 360, height: 740 });
      expect([target, await page.evaluate(() => document.documentElement.scrollWidth)]).toEqual([target, 360]);
      const hint = page.getByText("Scroll the table sideways for more");
      if (target.startsWith("billing/statements")) await region("Lines").filter({ has: hint }).waitFor();
      if (target === "billing") {
        for (const name of ["Statements", "Rate cards"]) await region(name).filter({ has: hint }).waitFor();
      }
      await page.setViewportSize({ width: 1280, height: 900 });
      // Where all of it is in sight, there is nothing to say.
      await expect.poll(() => hint.count()).toBe(0);
    }
    expect(tab.problems).toEqual([]);
  });
});
