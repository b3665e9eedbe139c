import { readFile } from "node:fs/promises";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser } from "../../support/browser.ts";
import { type ConsoleTab, expectAccessible, signIn } from "../../support/console.ts";
import { startTestPlatform, type TestPlatform } from "../../support/test-platform.ts";
import { answerUsage } from "./support/usage-answers.ts";

const card = (page: Page, name: string) => page.getByRole("region", { name, exact: true });
const chart = (page: Page, name: string) => page.getByRole("slider", { name: `Read ${name}` });

describe("what has been used, in Chromium", () => {
  let test: TestPlatform;
  let browser: Browser;
  let tab: ConsoleTab;

  beforeAll(async () => {
    [test, browser] = await Promise.all([startTestPlatform(), launchBrowser()]);
    tab = await signIn(browser, test, "administrator");
  });
  afterAll(async () => {
    await browser.close();
    await test.close();
  });

  it("is shown of the workspace, each total with its chart and its table, and kept in the address", async () => {
    const { page } = tab;
    const asked = await answerUsage(page);
    await tab.open("usage");
    await chart(page, "Loads over time").waitFor();
    await page.getByRole("button", { name: "3,600 Loads", exact: true }).waitFor();
    await page.getByText(/^2026-03-02 to 2026-03-31, days of UTC\. Everything that had been received before/).waitFor();
    await page.getByRole("button", { name: "900 Saves", exact: true }).press("Enter");
    await chart(page, "Saves over time").waitFor();
    await page.getByLabel("Period", { exact: true }).selectOption("February 2026");
    await page.getByLabel("A point stands for").selectOption("By month");
    await page.getByRole("button", { name: "840 Saves", exact: true }).waitFor();
    await card(page, "Saves over time").getByRole("button", { name: "Table" }).click();
    const rows = card(page, "Saves over time").getByRole("row");
    await expect.poll(() => rows.allInnerTexts()).toEqual(["Month\tSaves", "February 2026\t840"]);
    expect(Object.fromEntries(new URL(page.url()).searchParams)).toEqual({
      period: "2026-02",
      granularity: "month",
      metric: "save",
    });
    expect(asked.at(-1)).toEqual({
      subject: "workspace",
      from: "2026-02-01",
      to: "2026-02-28",
      granularity: "month",
    });
  });

  it("takes own dates when both are right, and is downloaded as it is shown", async () => {
    const { page } = tab;
    const asked = await answerUsage(page);
    await tab.open("usage?period=own&from=2026-03-01&to=2026-03-07");
    await page.getByRole("button", { name: "840 Loads", exact: true }).waitFor();
    await page.getByLabel("Last day").fill("2026-02-28");
    await page.getByText("The first day is after the last.").waitFor();
    expect(new URL(page.url()).searchParams.get("to")).toBe("2026-03-07");
    const downloading = page.waitForEvent("download");
    await page.getByRole("button", { name: "Download CSV" }).click();
    const download = await downloading;
    expect(download.suggestedFilename()).toBe("usage-workspace-2026-03-01-2026-03-07.csv");
    expect(await readFile(await download.path(), "utf8")).toBe("date,load\r\n");
    expect(asked.at(-1)).toEqual({ subject: "workspace", from: "2026-03-01", to: "2026-03-07", granularity: "day" });
  });

  it("is shown of a token that is chosen by keyboard, and on the token's own page", async () => {
    const { page } = tab;
    const asked = await answerUsage(page);
    await tab.open("usage");
    await page.getByLabel("Usage of").selectOption("One token");
    await page.getByText("Choose whose usage you want to see.").waitFor();
    await page.getByRole("combobox", { name: "Token", exact: true }).focus();
    await page.keyboard.type("Demo shop");
    await page
      .getByRole("option", { name: /^Demo shop/ })
      .first()
      .waitFor();
    await page.keyboard.press("Enter");
    await chart(page, "Loads over time").waitFor();
    expect(await page.getByRole("button", { name: /Hits$/ }).count()).toBe(0);
    expect(new URL(page.url()).searchParams.get("id")).toBe(test.demo.publicTokenId);
    await tab.open(`access-tokens/${test.demo.publicTokenId}`);
    const parts = page.getByRole("navigation", { name: "Parts of the token" });
    await parts.getByRole("link", { name: "Usage" }).click();
    await page.getByRole("button", { name: "210 Other calls", exact: true }).waitFor();
    expect(asked.at(-1)).toMatchObject({ subject: "token", id: test.demo.publicTokenId, granularity: "day" });
    expect(tab.problems).toEqual([]);
  });

  it("is shown on a service's page with each of its applications", async () => {
    const { page } = tab;
    const asked = await answerUsage(page);
    const service = await test.owner.services.create({ name: "Metered" });
    const application = await test.owner.applications.create({ serviceId: service.id, name: "Caller" });
    await tab.open(`services/${service.id}?tab=usage`);
    await chart(page, "Hits over time").waitFor();
    const row = card(page, "Applications").getByRole("row").filter({ hasText: "Caller" });
    expect(await row.innerText()).toMatch(/^Caller\s+1,500$/);
    await row.getByRole("link").click();
    await page.getByRole("heading", { level: 1, name: "Usage" }).waitFor();
    await chart(page, "Hits over time").waitFor();
    expect(asked.at(-1)).toMatchObject({ subject: "application", id: application.id });
  });

  it("says how use comes here while there is none, and tries again when it cannot be read", async () => {
    const { page } = tab;
    await answerUsage(page, { scale: 0 });
    await tab.open("usage");
    await page.getByRole("heading", { name: "Nothing was used in this period" }).waitFor();
    await answerUsage(page, { isFailing: true });
    await tab.open("usage?subject=service&id=svc_6Tq1XbN8wEyH");
    await page.getByText("The query is not right.").waitFor();
    await answerUsage(page);
    await page.getByRole("button", { name: "Try again" }).click();
    await chart(page, "Hits over time").waitFor();
  });

  it("breaks no rule of axe, in light and dark, wide and at 360 pixels, where nothing is wider than the screen", async () => {
    const { page } = tab;
    await answerUsage(page);
    await tab.open(`usage?subject=token&id=${test.demo.publicTokenId}`);
    await chart(page, "Loads over time").waitFor();
    await expectAccessible(page, "usage");
    await card(page, "Loads over time").getByRole("button", { name: "Table" }).click();
    await page.setViewportSize({ width: 360, height: 740 });
    await expectAccessible(page, "usage at 360 pixels, with the table");
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  });

  it("is what the API says, and neither offered nor shown to who may not read it", async () => {
    const { id } = (await test.owner.members.list({ text: "viewer@demo" })).items[0] ?? { id: "" };
    const reader = await signIn(browser, test, "viewer");
    await reader.open("usage");
    await reader.page.locator("#navigation").getByRole("link", { name: "Usage" }).waitFor();
    await reader.page.getByText(/days of UTC/).waitFor();
    await reader.context.close();
    await test.owner.members.update(id, { scopes: ["configurator:read"] });
    const other = await signIn(browser, test, "viewer");
    await other.open("usage");
    await other.page.getByRole("alert").waitFor();
    expect(await other.page.locator("#navigation").getByRole("link", { name: "Usage" }).count()).toBe(0);
    await other.context.close();
  });
});
