import { readFile } from "node:fs/promises";
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Statement } from "../../../sdk/src/index.ts";
import { launchBrowser } from "../../support/browser.ts";
import { type ConsoleTab, expectAccessible, signIn } from "../../support/console.ts";
import { feature } from "../../support/features.ts";
import { startTestPlatform, type TestPlatform } from "../../support/test-platform.ts";
import { type BillingStage, stageBilling } from "./support/billing-stage.ts";

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
const rowOf = (name: string) => page.locator("tbody tr[data-row]").filter({ hasText: name });
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
function dayOf(days: number): string {
  return new Date(Date.now() + days * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
}
const shareOfBudget = (cents: number) => `${Math.round(cents / 9) / 10}%`;
const nameOfDay = (day: string) =>
  new Intl.DateTimeFormat("en-US", { dateStyle: "medium", timeZone: "UTC" }).format(Date.parse(day));
const nameOfMonth = (month: string) =>
  new Intl.DateTimeFormat("en-US", { month: "long", year: "numeric", timeZone: "UTC" }).format(
    Date.parse(`${month}-01`),
  );

/** Goes on by the keyboard until the focus is there. */
async function tabTo(target: Locator): Promise<void> {
  for (let steps = 0; steps < 60; steps += 1) {
    await page.keyboard.press("Tab");
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error("the keyboard does not reach it");
}

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

  it("takes a rate card that is written by keyboard alone, and says of a tier what is wrong with it", async () => {
    await tab.open("billing");
    const link = page.getByRole("link", { name: "New rate card" });
    await link.waitFor();
    await tabTo(link);
    await page.keyboard.press("Enter");
    const first = page.getByLabel("First day");
    await first.waitFor();
    const day = dayOf(40);
    await tabTo(first);
    const [year = "", month = "", date = ""] = day.split("-");
    await page.keyboard.type(`${month}${date}${year}`);
    await tabTo(page.getByLabel("Monthly fee"));
    await page.keyboard.type("29,90");
    const loads = page.getByRole("checkbox", { name: "Loads" });
    await tabTo(loads);
    await page.keyboard.press("Space");
    const rate = page.getByRole("group", { name: "Price of Loads" });
    await tabTo(rate.getByLabel("Included units"));
    await page.keyboard.type("1 000");
    await tabTo(rate.getByLabel("Price in EUR"));
    await page.keyboard.type("0.40");
    await page.keyboard.press("Tab");
    await page.keyboard.type("1000");
    await tabTo(rate.getByRole("button", { name: "Add a tier" }));
    await page.keyboard.press("Enter");
    // What was added makes the tier before it end somewhere: that is asked for next.
    const bound = rate.getByLabel("Up to unit");
    await expect.poll(() => bound.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.type("1000");
    await tabTo(rate.getByLabel("Price in EUR").nth(1));
    await page.keyboard.type("0.005");
    await page.keyboard.press("Enter");
    await rate.getByText("Let it end behind 1,000, where the units before it end.").waitFor();
    await rate.getByText("EUR has 2 digits behind the point.").waitFor();
    await expect.poll(() => bound.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(await bound.getAttribute("aria-invalid")).toBe("true");
    await page.keyboard.press("End");
    await page.keyboard.type("0");
    await rate.getByText("From unit 10,001 on").waitFor();
    await tabTo(rate.getByLabel("Price in EUR").nth(1));
    await page.keyboard.type("0.25");
    await page.keyboard.press("Enter");
    await page.getByText(`Saved the rate card of ${nameOfDay(day)}.`).waitFor();
    await rowOf(nameOfDay(day)).getByText("Scheduled").waitFor();
    expect(await test.owner.billing.rateCards.get(day)).toMatchObject({
      currency: "EUR",
      fee: 2990,
      budget: null,
      rates: {
        load: {
          included: 1000,
          tiers: [
            { upTo: 10_000, price: 40, per: 1000 },
            { upTo: null, price: 25, per: 1 },
          ],
        },
      },
    });
    await test.owner.billing.rateCards.delete(day);
    expect(tab.problems).toEqual([]);
  });

  it("puts what the API refuses at the field that it belongs to", async () => {
    await tab.open(`billing/rate-cards/new?from=${stage.past}-01`);
    const first = page.getByLabel("First day");
    const save = page.getByRole("button", { name: "Save the rate card" });
    const described = async (field: Locator) => {
      const ids = ((await field.getAttribute("aria-describedby")) ?? "").split(" ");
      const error = ids.find((id) => id.endsWith("-error"));
      return error === undefined ? undefined : await page.locator(`[id="${error}"]`).textContent();
    };
    await first.fill(dayOf(-1));
    const currency = page.getByLabel("Currency");
    await currency.selectOption("USD");
    await save.click();
    await expect.poll(() => described(first)).toBe(`Let the card begin on ${dayOf(0)} or later.`);
    expect(await described(currency)).toBe(`The rate card of ${stage.past}-01 is in EUR: take the same.`);
    expect(await first.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(await page.getByRole("alert").count()).toBe(0);
    // A refusal changes nothing in what was written.
    expect(await page.getByLabel("Included units").first().inputValue()).toBe("1000");
    await test.owner.billing.rateCards.create({ effectiveFrom: dayOf(50), currency: "EUR" });
    await currency.selectOption("EUR");
    await first.fill(dayOf(50));
    await save.click();
    await expect.poll(() => described(first)).toBe("There is a rate card for this day.");
    await test.owner.billing.rateCards.delete(dayOf(50));
    await page.getByRole("button", { name: "Cancel" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Discard" }).click();
    await rowOf(nameOfDay(`${stage.past}-01`)).waitFor();
    // The browser writes a line for each refusal, and nothing else went wrong.
    expect(tab.problems.splice(0)).toEqual([expect.stringMatching(/\b422\b/), expect.stringMatching(/\b409\b/)]);
  });

  it("changes and deletes a card until its first day is over, and only then", async () => {
    const day = dayOf(30);
    const [name, old] = [nameOfDay(day), nameOfDay(`${stage.past}-01`)];
    await test.owner.billing.rateCards.create({
      effectiveFrom: day,
      currency: "EUR",
      fee: 100,
      rates: { save: { tiers: [{ upTo: null, price: 5 }] } },
    });
    await tab.open("billing");
    await page.getByRole("button", { name: `Actions for ${name}` }).click();
    await page.getByRole("menuitem", { name: "Edit" }).click();
    const save = page.getByRole("button", { name: "Save the rate card" });
    await save.waitFor();
    expect(await save.isDisabled()).toBe(true);
    expect(await page.getByLabel("First day").isDisabled()).toBe(true);
    await page.getByLabel("Monthly fee").fill("");
    await page.getByRole("checkbox", { name: "Saves" }).uncheck();
    const services = region("Services");
    await services.getByLabel("Service", { exact: true }).selectOption(stage.service.name);
    await services.getByRole("button", { name: "Add prices" }).click();
    const applications = region("Applications");
    // A name is a text, whatever stands in it.
    await applications.getByLabel("Application", { exact: true }).selectOption(stage.application.name);
    await applications.getByRole("button", { name: "Add prices" }).click();
    await applications.getByRole("checkbox", { name: `Hits of ${stage.application.name}` }).check();
    await applications.getByLabel("Price in EUR").fill("0.07");
    await save.click();
    await services.getByText("Give it a fee or a price for hits, or remove it.").waitFor();
    await services.getByLabel("Monthly fee").fill("12");
    await save.click();
    await page.getByText(`Saved the rate card of ${name}.`).waitFor();
    expect(await test.owner.billing.rateCards.get(day)).toMatchObject({
      fee: null,
      rates: {},
      services: { [stage.service.id]: { fee: 1200 } },
      applications: { [stage.application.id]: { hit: { included: 0, tiers: [{ upTo: null, price: 7, per: 1 }] } } },
    });

    await page.getByRole("button", { name: `Actions for ${old}` }).click();
    const items = page.getByRole("menuitem");
    await items.first().waitFor();
    expect(await items.allTextContents()).toEqual([
      "Open",
      "New card with these prices",
      "Changes to it",
      "DeleteStatements are made by it.",
    ]);
    await items.first().click();
    await page.getByText("It has begun, and statements are made by it").waitFor();
    await region("Services").getByText("Parcel API").waitFor();
    expect(await region("Usage").innerText()).toContain("Units 1,001 to 5,000: €0.35 for each 100");
    expect(await page.locator("main").getByRole("textbox").count()).toBe(0);

    await tab.open(`billing/rate-cards/${day}`);
    await page.getByRole("button", { name: `Actions for Rate card of ${name}` }).click();
    await page.getByRole("menuitem", { name: "Delete" }).click();
    const question = page.getByRole("alertdialog");
    await question.getByRole("button", { name: "Cancel" }).click();
    expect((await test.owner.billing.rateCards.list()).items).toHaveLength(2);
    await page.getByRole("button", { name: `Actions for Rate card of ${name}` }).click();
    await page.getByRole("menuitem", { name: "Delete" }).click();
    await question.getByRole("button", { name: "Delete" }).click();
    await page.getByText(`Deleted the rate card of ${name}.`).waitFor();
    await rowOf(old).waitFor();
    expect((await test.owner.billing.rateCards.list()).items).toHaveLength(1);
    expect(tab.problems).toEqual([]);
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
      await page.setViewportSize({ width: 1280, height: 900 });
    }
    expect(tab.problems).toEqual([]);
  });
});
