import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser } from "../../support/browser.ts";
import { type ConsoleTab, signIn } from "../../support/console.ts";
import { feature } from "../../support/features.ts";
import { startTestPlatform, type TestPlatform } from "../../support/test-platform.ts";
import { type BillingStage, stageBilling } from "./support/billing-stage.ts";
import { dayOf, firstOfMonth, nameOfDay } from "./support/days.ts";

let test: TestPlatform;
let browser: Browser;
let stage: BillingStage;
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

const region = (name: string) => page.getByRole("region", { name, exact: true });
const rowOf = (name: string) => page.locator("tbody tr[data-row]").filter({ hasText: name });

/** Goes on by the keyboard until the focus is there. */
async function tabTo(target: Locator): Promise<void> {
  for (let steps = 0; steps < 60; steps += 1) {
    await page.keyboard.press("Tab");
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error("the keyboard does not reach it");
}

describe(feature(62), () => {
  it("takes a rate card that is written by keyboard alone, and says of a tier what is wrong with it", async () => {
    await tab.open("billing");
    const link = page.getByRole("link", { name: "New rate card" });
    await link.waitFor();
    await tabTo(link);
    await page.keyboard.press("Enter");
    const first = page.getByLabel("First day");
    await first.waitFor();
    const none = page.getByRole("link", { name: "Begin without prices" });
    await tabTo(none);
    await page.keyboard.press("Enter");
    await none.waitFor({ state: "detached" });
    expect(await page.getByRole("checkbox", { checked: true }).count()).toBe(0);
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
    await rate.getByText("Units behind the tier before").waitFor();
    await rate.getByText("EUR has 2 digits behind the point. Write 0.05 for each 10 units.").waitFor();
    await expect.poll(() => bound.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(await bound.getAttribute("aria-invalid")).toBe("true");
    await page.keyboard.press("End");
    await page.keyboard.type("0");
    await rate.getByText("Units 1,001 to 10,000 of the month").waitFor();
    await rate.getByText("From unit 10,001 of the month on").waitFor();
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
    // What has been corrected is not said any more, and what has not been is.
    await expect.poll(() => described(currency)).toBeUndefined();
    expect(await described(first)).toBe(`Let the card begin on ${dayOf(0)} or later.`);
    await first.fill(dayOf(50));
    await expect.poll(() => described(first)).toBeUndefined();
    await save.click();
    await expect.poll(() => described(first)).toBe("There is a rate card for this day.");
    expect(await page.getByRole("alert").count()).toBe(0);
    await first.fill(dayOf(51));
    await expect.poll(() => described(first)).toBeUndefined();
    await test.owner.billing.rateCards.delete(dayOf(50));
    await page.getByRole("button", { name: "Cancel" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Discard" }).click();
    await rowOf(nameOfDay(`${stage.past}-01`)).waitFor();
    // The browser writes a line for each refusal, and nothing else went wrong.
    expect(tab.problems.splice(0)).toEqual([expect.stringMatching(/\b422\b/), expect.stringMatching(/\b409\b/)]);
  });

  it("begins a new card with the prices that hold, on a day that is free, and asks before everything is free", async () => {
    const taken = firstOfMonth(1);
    await test.owner.billing.rateCards.create({ effectiveFrom: taken, currency: "EUR", fee: 1234 });
    await tab.open("billing/rate-cards/new");
    const first = page.getByLabel("First day");
    await first.waitFor();
    expect(await first.inputValue()).toBe(firstOfMonth(2));
    expect(await page.getByLabel("Monthly fee").first().inputValue()).toBe("12.34");
    await page.getByText(`With the prices of ${nameOfDay(taken)} to begin with`).waitFor();
    await test.owner.billing.rateCards.delete(taken);
    await page.reload();
    await page.getByText(`With the prices of ${nameOfDay(`${stage.past}-01`)} to begin with`).waitFor();
    expect(await first.inputValue()).toBe(taken);
    expect(await page.getByLabel("Included units").first().inputValue()).toBe("1000");

    await page.getByRole("link", { name: "Begin without prices" }).click();
    await expect.poll(() => page.getByRole("checkbox", { checked: true }).count()).toBe(0);
    await page.getByRole("button", { name: "Save the rate card" }).click();
    const question = page.getByRole("alertdialog", { name: `Everything is free from ${nameOfDay(taken)} on?` });
    await question.getByRole("button", { name: "Cancel" }).click();
    await question.waitFor({ state: "detached" });
    expect((await test.owner.billing.rateCards.list()).items).toHaveLength(1);
    await page.getByRole("button", { name: "Save the rate card" }).click();
    await question.getByRole("button", { name: "Make everything free" }).click();
    await page.getByText(`Saved the rate card of ${nameOfDay(taken)}.`).waitFor();
    expect(await test.owner.billing.rateCards.get(taken)).toMatchObject({ fee: null, rates: {}, services: {} });
    await rowOf(nameOfDay(taken)).getByText("All usage is free").waitFor();
    await test.owner.billing.rateCards.delete(taken);
    expect(tab.problems).toEqual([]);
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
    expect(await region("Usage").innerText()).toContain("Units 1,001 to 5,000 of the month: €0.35 for each 100");
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
});
