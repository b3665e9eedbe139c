import { readFileSync } from "node:fs";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser } from "../../support/browser.ts";
import { makeFirstToken } from "../../support/first-token.ts";
import { startTestPlatform, type TestPlatform } from "../../support/test-platform.ts";

const GUIDE = readFileSync(new URL("../../../docs/guides/first-token.md", import.meta.url), "utf8");

describe("the first token", () => {
  let test: TestPlatform;
  let browser: Browser;

  beforeAll(async () => {
    [test, browser] = await Promise.all([startTestPlatform(), launchBrowser()]);
  });
  afterAll(async () => {
    await browser.close();
    await test.close();
  });

  it("is made in the console as the guide says, works on the demo shop, and not under the shop's other name", async () => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "en-US" });
    const page = await context.newPage();
    const steps: string[] = [];
    const value = await makeFirstToken(page, test.demo, async ({ name }) => void steps.push(name));
    for (const step of steps) expect.soft(GUIDE).toContain(`../images/${step}.png`);
    expect((await test.owner.tokens.list({ text: "My first token" })).items).toMatchObject([
      { kind: "public", token: value, domains: [test.demo.shopUrl], owner: { type: "service_account", id: "my-shop" } },
    ]);

    await page.goto(`${test.demo.shopUrl.replace("shop.", "evil.")}/own/`);
    await page.getByLabel("Public token or embed id").fill(value);
    await page.getByRole("button", { name: "Load" }).click();
    await page.getByRole("alert").filter({ hasText: /\S/ }).first().waitFor();
    expect(await page.getByRole("radio").count()).toBe(0);
    await context.close();
  });
});
