import { readFile } from "node:fs/promises";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser } from "../../support/browser.ts";
import { type ConsoleTab, expectAccessible, signIn } from "../../support/console.ts";
import { feature } from "../../support/features.ts";
import { startTestPlatform, type TestPlatform } from "../../support/test-platform.ts";
import { answerAnalytics } from "./support/analytics-answers.ts";

let test: TestPlatform;
let browser: Browser;
let tab: ConsoleTab;

beforeAll(async () => {
  [test, browser] = await Promise.all([startTestPlatform(), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await test.close();
});
afterEach(() => tab.context.close());

type Answers = Partial<Parameters<typeof answerAnalytics>[1]>;

async function open(
  target: string,
  answers: Answers = {},
  options: Parameters<typeof signIn>[3] = {},
): Promise<{ page: Page; asked: Awaited<ReturnType<typeof answerAnalytics>> }> {
  tab = await signIn(browser, test, "administrator", options);
  const asked = await answerAnalytics(tab.page, { tokenId: test.demo.publicTokenId, ...answers });
  await tab.open(target);
  return { page: tab.page, asked };
}

const card = (page: Page, name: string) => page.getByRole("region", { name, exact: true });
const chart = (page: Page, name = "Loads over time") => page.getByRole("slider", { name: `Read ${name}` });

describe(feature(61), () => {
  it("shows totals and what has changed, and each total chooses what the chart counts", async () => {
    const { page, asked } = await open("analytics");
    await page.getByRole("button", { name: "4,200 Loads +25%, before 3,360", exact: true }).waitFor();
    await chart(page).waitFor();
    await page.getByRole("button", { name: /^610 Saves/ }).click();
    await chart(page, "Saves over time").waitFor();
    expect(new URL(page.url()).search).toBe("?event=save");
    expect(asked).toContainEqual({
      path: "events",
      query: { from: "2026-03-02", to: "2026-03-31", event: "save", granularity: "day", compare: "previous" },
    });
    expect(await page.getByText("17 requests of your tokens were refused").count()).toBe(1);
    expect(await page.getByText(/days of Europe\/Berlin.*3 events came from devices with a wrong clock/).count()).toBe(
      1,
    );
    expect(tab.problems).toEqual([]);
  });

  it("has a table behind the chart, and is read point by point with the arrow keys", async () => {
    const { page } = await open("analytics");
    await chart(page).focus();
    await page.keyboard.press("Home");
    const read = () => chart(page).getAttribute("aria-valuetext");
    await expect.poll(read).toBe("Monday, March 2, 2026: Loads 120, Period before, in full 96");
    await page.keyboard.press("ArrowRight");
    await page.getByText("Tuesday, March 3, 2026", { exact: true }).first().waitFor();
    const table = card(page, "Loads over time").getByRole("table");
    // Screen readers have it before anybody asks for it.
    expect(await table.getByRole("row").count()).toBe(31);
    await card(page, "Loads over time").getByRole("button", { name: "Table" }).click();
    expect(await chart(page).count()).toBe(0);
    expect(await table.getByRole("row").nth(1).innerText()).toMatch(/^Monday, March 2, 2026\s+120\s+96$/);
  });

  it("compares whole days with whole days, and draws of today what has been", async () => {
    const { page, asked } = await open("analytics?period=today");
    const read = () => chart(page).getAttribute("aria-valuetext");
    await chart(page).waitFor();
    // 11:40 by the clock of the answers.
    expect(await read()).toMatch(/1[12]:00.*, so far: Loads \d+, Period before, in full \d+$/);
    await chart(page).focus();
    await page.keyboard.press("End");
    await expect.poll(read).toMatch(/: Loads –, Period before, in full \d+$/);
    const table = card(page, "Loads over time").getByRole("table");
    expect(await table.getByRole("row").filter({ hasText: "–" }).count()).toBe(11);
    await page.getByRole("button", { name: "4,200 Loads Before, in full: 3,360", exact: true }).waitFor();
    await card(page, "Funnel").getByRole("columnheader", { name: "Before, in full" }).waitFor();

    await page.getByLabel("Period", { exact: true }).selectOption("Last 7 days");
    await page.getByText(/Loads are those that the embed reported; those of Usage/).waitFor();
    await page.getByText(/Changes are those of whole days, without today\./).waitFor();
    await page.getByRole("button", { name: "4,200 Loads +25%, before 3,360", exact: true }).waitFor();
    expect(asked).toContainEqual({
      path: "summary",
      query: { from: "2026-03-25", to: "2026-03-30", compare: "previous" },
    });
    await page.getByLabel("Period", { exact: true }).selectOption("Last month");
    await page.getByRole("button", { name: "4,200 Loads +25%, before 3,360", exact: true }).waitFor();
    expect(await page.getByText("without today").count()).toBe(0);
    await expect.poll(read).toMatch(/February 28, 2026: Loads \d+, Period before \d+$/);
  });

  it("draws the chart, and in other colors when the scheme changes", async () => {
    const { page } = await open("analytics");
    const canvas = chart(page).locator("canvas");
    const colors = async () =>
      await canvas.evaluate((element) => {
        if (!(element instanceof HTMLCanvasElement)) throw new Error("no canvas");
        const { data } = element.getContext("2d")?.getImageData(0, 0, element.width, element.height) ?? { data: [] };
        const seen = new Set<string>();
        for (let at = 0; at < data.length; at += 4) if (data[at + 3] === 255) seen.add(data.slice(at, at + 3).join());
        return [...seen];
      });
    await canvas.waitFor();
    await expect.poll(colors).toContain("52,81,199");
    await page.emulateMedia({ colorScheme: "dark" });
    await expect.poll(colors).toContain("147,168,255");
    expect(await colors()).not.toContain("52,81,199");
  });

  it("keeps period, configurator, group and granularity in the address", async () => {
    const { page, asked } = await open(
      "analytics?period=own&from=2026-03-01&to=2026-03-07&group=origin&granularity=hour",
    );
    await page.getByText("https://m.shop.example").first().waitFor();
    expect(await page.getByLabel("First day").inputValue()).toBe("2026-03-01");
    expect(asked).toContainEqual({
      path: "events",
      query: {
        from: "2026-03-01",
        to: "2026-03-07",
        event: "load",
        granularity: "hour",
        groupBy: "origin",
        limit: "6",
      },
    });
    await page.getByLabel("Last day").fill("2026-02-28");
    await page.getByText("The first day is after the last.").waitFor();
    expect(new URL(page.url()).searchParams.get("to")).toBe("2026-03-07");
    await page.getByLabel("Period", { exact: true }).selectOption("Last 7 days");
    await page.getByLabel("What a line stands for").selectOption("In total");
    await page.getByLabel("Compare with the period before").uncheck();
    await page.waitForURL(/compare=no/);
    expect(Object.fromEntries(new URL(page.url()).searchParams)).toEqual({
      period: "7d",
      granularity: "hour",
      compare: "no",
    });
    await expect.poll(() => page.getByRole("columnheader", { name: /Period before/ }).count()).toBe(0);
  });

  it("shows the funnel, tokens by their labels, websites, options and combinations", async () => {
    const { page } = await open(`analytics?configurator=${test.demo.configuratorId}`);
    const row = (name: string, key: string) => card(page, name).getByRole("row").filter({ hasText: key });
    await row("Funnel", "Saved").waitFor();
    expect(await row("Funnel", "Saved").innerText()).toMatch(/Saved\s+520\s+12\.4%\s+27\.4%\s+468/);
    expect(await row("Websites", "https://m.shop.example").count()).toBe(1);
    await row("Tokens", "Demo shop").waitFor();
    expect(await row("Tokens", "All others").count()).toBe(1);
    expect(await row("Top options", "walnut").innerText()).toMatch(/walnut\s+220\s+33\.3%/);
    expect(await row("Top combinations", "color: oak, width: 120").innerText()).toMatch(/width: 120\s+120\s+61$/);
    expect(await row("Errors", "version_not_published").count()).toBe(1);
  });

  it("gives what it shows as CSV", async () => {
    const { page, asked } = await open("analytics?period=7d");
    await page.getByRole("button", { name: "Export" }).click();
    const downloading = page.waitForEvent("download");
    await page.getByRole("menuitem", { name: "By website, as CSV" }).click();
    const download = await downloading;
    expect(download.suggestedFilename()).toBe("events-2026-03-25-2026-03-31.csv");
    expect(await readFile(await download.path(), "utf8")).toBe("startsAt,key,count\r\n");
    expect(asked.at(-1)).toEqual({
      path: "events/export",
      query: { from: "2026-03-25", to: "2026-03-31", event: "load", groupBy: "origin", limit: "20" },
    });
  });

  it("says how events come here while there are none", async () => {
    const { page } = await open("analytics", { scale: 0 });
    await page.getByRole("heading", { name: "No events in this period" }).waitFor();
    await page.getByRole("link", { name: "Look at your tokens" }).click();
    await page.waitForURL(/access-tokens$/);
  });

  it("fails part by part, and tries again", async () => {
    const { page } = await open("analytics", { failing: "funnel" });
    await card(page, "Funnel").getByText("The query is not right.").waitFor();
    await chart(page).waitFor();
    await page.unroute("**/v1/analytics/**");
    await answerAnalytics(page, { tokenId: test.demo.publicTokenId });
    await card(page, "Funnel").getByRole("button", { name: "Try again" }).click();
    await card(page, "Funnel").getByRole("row").filter({ hasText: "Saved" }).waitFor();
  });

  it("breaks no rule of axe, in light and dark, wide and at 360 pixels, where nothing is wider than the screen", async () => {
    const { page } = await open(`analytics?configurator=${test.demo.configuratorId}`);
    await chart(page).waitFor();
    await chart(page, "Last hour").waitFor();
    await expectAccessible(page, "analytics");
    await card(page, "Loads over time").getByRole("button", { name: "Table" }).click();
    await page.setViewportSize({ width: 360, height: 740 });
    await expectAccessible(page, "analytics at 360 pixels, with the table");
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    // The funnel has five columns.
    expect(await card(page, "Funnel").getByText("Scroll the table sideways").count()).toBe(1);
    expect(tab.problems).toEqual([]);
  });
});

describe("the analytics page on what the platform counts", () => {
  it("opens for everybody who may read, with the answers of the API", async () => {
    tab = await signIn(browser, test, "viewer");
    await tab.open("analytics");
    await tab.page.getByRole("group", { name: "Totals of the period" }).waitFor();
    await tab.page.getByText(/days of UTC/).waitFor();
    expect(tab.problems).toEqual([]);
  });
});
