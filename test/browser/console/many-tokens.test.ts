import { randomBytes } from "node:crypto";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser } from "../../support/browser.ts";
import { type ConsoleTab, signIn } from "../../support/console.ts";
import { fillWithTokens } from "../../support/fill-with-tokens.ts";
import { startTestPlatform, type TestPlatform } from "../../support/test-platform.ts";

const COUNT = 10_000;

/** A workspace that has grown: the console reads what it shows and no more. */
describe(`the access tokens page with ${COUNT} tokens`, () => {
  let test: TestPlatform;
  let browser: Browser;
  let tab: ConsoleTab;
  let lists: string[];

  beforeAll(async () => {
    [test, browser] = await Promise.all([startTestPlatform(), launchBrowser()]);
    await fillWithTokens(test, { count: COUNT, serviceAccounts: [test.demo.serviceAccount], randomBytes });
    tab = await signIn(browser, test, "owner");
    await tab.page.getByRole("rowheader", { name: "token 0, group 0" }).waitFor();
    lists = [];
    tab.page.on("request", (request) => {
      const { pathname, search } = new URL(request.url());
      if (pathname === "/v1/tokens") lists.push(search);
    });
  });
  afterAll(async () => {
    await browser.close();
    await test.close();
  });

  const rows = () => tab.page.getByRole("row").count();

  it("has its first rows on screen after one request for a list", async () => {
    await tab.open("access-tokens");
    await tab.page.getByRole("rowheader", { name: "token 0, group 0" }).waitFor();
    expect(lists).toHaveLength(1);
    expect(await rows()).toBeLessThanOrEqual(101);
  });

  it("scrolls and goes on page by page, each by one request of its size", async () => {
    lists.length = 0;
    const first = await tab.page.getByRole("rowheader").first().innerText();
    await tab.page.mouse.wheel(0, 20_000);
    await tab.page.getByRole("button", { name: "Next page" }).click();
    await expect.poll(() => tab.page.getByRole("rowheader").first().innerText()).not.toBe(first);
    await tab.page.getByRole("button", { name: "Next page" }).click();
    await expect.poll(() => lists.length).toBe(2);
    expect(await rows()).toBeLessThanOrEqual(101);
    await tab.page.goBack();
    await tab.page.goBack();
    await expect.poll(() => tab.page.getByRole("rowheader").first().innerText()).toBe(first);
  });

  it("filters on the server: a few requests, never the whole list", async () => {
    lists.length = 0;
    await tab.open("access-tokens?status=disabled");
    await tab.page.getByRole("rowheader").first().waitFor();
    const states = await tab.page
      .getByRole("row")
      .filter({ hasText: /token \d+, group/ })
      .allInnerTexts();
    expect(states.length).toBeGreaterThan(0);
    for (const text of states) expect(text.toLowerCase()).toContain("disabled");
    expect(lists.length).toBeLessThanOrEqual(2);
    for (const search of lists) expect(search).toContain("status=disabled");
  });
});
