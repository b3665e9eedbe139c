import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser } from "../../support/browser.ts";
import { signIn } from "../../support/console.ts";
import { feature } from "../../support/features.ts";
import { startTestPlatform, type TestPlatform } from "../../support/test-platform.ts";

let test: TestPlatform;
let browser: Browser;

beforeAll(async () => {
  [test, browser] = await Promise.all([startTestPlatform(), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await test.close();
});

describe(feature(61), () => {
  it("shows the shop owner what a shopper has chosen and put into the cart", async () => {
    const shopper = await browser.newContext({ locale: "en-US" });
    const shop = await shopper.newPage();
    await shop.goto(`${test.demo.shopUrl}/`);
    await shop.getByRole("radio", { name: /^Drum/ }).check({ force: true });
    await shop.getByRole("radio", { name: /^Walnut/ }).check({ force: true });
    await shop.getByRole("button", { name: "Add to cart" }).click();
    await shop.locator("#cart li").waitFor();
    await expect
      .poll(
        async () => {
          await test.platform.runSchedule("Counting");
          const { steps } = await test.owner.analytics.funnel();
          return steps.map(({ count }) => count);
        },
        { timeout: 30_000, interval: 500 },
      )
      .toEqual([1, 1, 1, 1]);
    await shopper.close();

    const tab = await signIn(browser, test, "viewer");
    await tab.open(`analytics?configurator=${test.demo.configuratorId}`);
    const card = (name: string) => tab.page.getByRole("region", { name, exact: true });
    const row = (name: string, key: string) => card(name).getByRole("row").filter({ hasText: key });
    await tab.page.getByRole("button", { name: /^1 Add/ }).waitFor();
    await row("Funnel", "cart").waitFor();
    expect(await row("Funnel", "cart").innerText()).toMatch(/\s1\s+100%/);
    // In the words of the configurator, as shoppers see them.
    await row("Top options", "Walnut").waitFor();
    expect(await row("Top options", "Walnut").innerText()).toMatch(/Walnut\s+1\s+100%/);
    await row("Top combinations", "Shade: Drum").filter({ hasText: "Foot: Walnut" }).waitFor();
    await row("Websites", test.demo.shopUrl).waitFor();
    await row("Tokens", "Demo shop").waitFor();
    expect(tab.problems).toEqual([]);
    await tab.context.close();
  });
});
