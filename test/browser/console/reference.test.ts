import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser } from "../../support/browser.ts";
import { violationsOf } from "../../support/console.ts";
import { feature } from "../../support/features.ts";
import { startTestPlatform, type TestPlatform } from "../../support/test-platform.ts";

describe(feature(52), () => {
  let test: TestPlatform;
  let browser: Browser;

  beforeAll(async () => {
    [test, browser] = await Promise.all([startTestPlatform(), launchBrowser()]);
  });
  afterAll(async () => {
    await browser.close();
    await test.close();
  });

  async function open(
    hash: string,
  ): Promise<{ readonly page: Page; readonly requested: string[]; readonly problems: string[] }> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    const page = await context.newPage();
    const requested: string[] = [];
    const problems: string[] = [];
    page.on("request", (request) => requested.push(request.url()));
    page.on("pageerror", ({ message }) => problems.push(message));
    page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
    await page.goto(`${test.platform.baseUrl}/docs${hash}`);
    await page.getByRole("heading", { level: 1 }).waitFor();
    return { page, requested, problems };
  }

  it("calls an operation with a pasted token, which is in no address and no storage", async () => {
    const { page, requested, problems } = await open("#/listTokens");
    await page.getByRole("button", { name: "Send" }).click();
    await page.getByText("Paste a token first.").waitFor();
    await page.getByRole("textbox", { name: "Token" }).fill(test.demo.ownerToken);
    await page.getByLabel("limit (optional)").fill("1");
    await page.getByRole("button", { name: "Send" }).click();
    await page.getByText(`"label": "Demo shop"`).waitFor();
    expect(requested.filter((url) => url.includes("/v1/tokens"))).toEqual([
      `${test.platform.baseUrl}/v1/tokens?limit=1`,
    ]);
    expect(new Set(requested.map((url) => new URL(url).origin))).toEqual(new Set([test.platform.baseUrl]));
    const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, location.href]));
    expect(kept).not.toContain(test.demo.ownerToken.slice(16));
    // It stays for the next operation, and is gone after a reload.
    await page.getByRole("link", { name: "getWorkspace", exact: true }).click();
    await page.getByRole("button", { name: "Send" }).click();
    await page.getByText(`"id": "${test.demo.workspaceId}"`).waitFor();
    await page.reload();
    expect(await page.getByRole("textbox", { name: "Token" }).inputValue()).toBe("");
    expect(problems).toEqual([]);
    await page.context().close();
  });

  it("shows a refusal as it came, and needs no token for what is open", async () => {
    const { page } = await open("#/createToken");
    await page.getByRole("textbox", { name: "Token" }).fill(test.demo.ownerToken);
    await page.getByRole("textbox", { name: "Body" }).fill('{ "kind": "private" }');
    await page.getByRole("button", { name: "Send" }).click();
    await page.getByText('"code": "invalid_body"').waitFor();
    await page.goto(`${test.platform.baseUrl}/docs#/getHealth`);
    await page.getByRole("button", { name: "Send" }).click();
    await page.getByText('"status": "ok"').waitFor();
    await page.context().close();
  });

  it("finds operations by keyboard, and says when there is none", async () => {
    const { page } = await open("");
    await page.getByRole("searchbox", { name: "Find an operation" }).fill("rotate webhook secret");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: /secret/ }).waitFor();
    expect(new URL(page.url()).hash).toBe("#/rotateWebhookSecret");
    await page.goto(`${test.platform.baseUrl}/docs#/%`);
    await page.getByText("There is no such operation.").waitFor();
    await page.context().close();
  });

  it("has no violation of accessibility", async () => {
    for (const hash of ["", "#/createToken", "#/createWorkspace"]) {
      const { page } = await open(hash);
      expect([hash, await violationsOf(page)]).toEqual([hash, []]);
      await page.context().close();
    }
  });
});
