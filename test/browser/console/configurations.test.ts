import { readFile } from "node:fs/promises";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Role } from "../../../functions/domain/rights.ts";
import { BOX, LATER_BOX } from "../../support/box-product.ts";
import { launchBrowser } from "../../support/browser.ts";
import { type ConsoleTab, signIn, violationsOf } from "../../support/console.ts";
import { startTestPlatform, type TestPlatform } from "../../support/test-platform.ts";
import { idOf } from "../../support/tour/guide.ts";

let test: TestPlatform;
let browser: Browser;
let tab: ConsoleTab;
let configuratorId: string;

beforeAll(async () => {
  [test, browser] = await Promise.all([startTestPlatform(), launchBrowser()]);
  configuratorId = (await test.owner.configurators.create({ name: "Box", draft: BOX })).id;
  await test.owner.configurators.publish(configuratorId);
});
afterAll(async () => {
  await browser.close();
  await test.close();
});
afterEach(() => tab.context.close());

async function open(target: string, role: Role = "owner", options: BrowserContextOptions = {}): Promise<Page> {
  tab = await signIn(browser, test, role, options);
  await tab.open(target);
  return tab.page;
}

async function save(customerReference: string, wood = "fir"): Promise<string> {
  const answer = await test.request(`/embed/v1/configurations?access_token=${test.demo.publicToken}`, {
    method: "POST",
    origin: test.demo.shopUrl,
    baseUrl: test.platform.gatewayUrl,
    body: { configuratorId, values: { wood }, customerReference, metadata: { note: "=1+1" } },
  });
  return idOf(answer, "shortId");
}

describe("saved configurations in the console", () => {
  it("are found by configurator and reference, which are in the address, and exported", async () => {
    const shortId = await save("order-1");
    await save("order-2");
    const page = await open("configurations");
    await page.getByRole("searchbox", { name: "Customer reference, exactly" }).fill("order-1");
    await page.getByRole("row").filter({ hasText: "order-2" }).waitFor({ state: "detached" });
    await page.getByLabel("Configurator", { exact: true }).selectOption({ label: "Box" });
    const row = page.getByRole("row").filter({ hasText: shortId });
    await row.getByText("€12.00").waitFor();
    expect(Object.fromEntries(new URL(page.url()).searchParams)).toEqual({
      reference: "order-1",
      configurator: configuratorId,
    });
    expect(await violationsOf(page)).toEqual([]);

    const started = page.waitForEvent("download");
    await page.getByRole("button", { name: "Export" }).click();
    await page.getByRole("menuitem", { name: "CSV, for spreadsheets" }).click();
    const csv = await readFile(await (await started).path(), "utf8");
    expect(csv.split("\r\n")).toHaveLength(3);
    expect(csv).toContain(shortId);
    expect(csv).toContain("'=1+1");
    expect(tab.problems).toEqual([]);
  });

  it("are read in the words of their version, with their price, and signed", async () => {
    const page = await open(`configurations/${await save("order-3")}`);
    await page.getByRole("definition").filter({ hasText: "fir" }).waitFor();
    const prices = page.getByRole("region", { name: "Price breakdown" });
    await prices.getByRole("row", { name: "Base price €10.00" }).waitFor();
    await prices.getByRole("row", { name: "Wood +€2.00" }).waitFor();
    await prices.getByRole("row", { name: "Total, as it was saved €12.00" }).waitFor();
    await page.getByRole("button", { name: "Make a quote" }).click();
    await page.getByText(/^It holds until/).waitFor();
    expect(await page.locator(".secret code").innerText()).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
    expect(await violationsOf(page)).toEqual([]);
    expect(tab.problems).toEqual([]);
  });

  it("say what would become of them in the version that is published now, and are deleted", async () => {
    const shortId = await save("order-4");
    await test.owner.configurators.update(configuratorId, { draft: LATER_BOX });
    await test.owner.configurators.publish(configuratorId);
    const page = await open(`configurations/${shortId}`, "workspace_manager");
    await page.getByText("This was saved with version 1, and version 2 is published.").waitFor();
    await page.getByText("Wood: fir becomes oak").waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await page.getByRole("button", { name: "Delete" }).click();
    await page.getByRole("alertdialog").waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await page.getByRole("alertdialog").getByRole("button", { name: "Delete" }).click();
    await page.getByText(`${shortId} is deleted.`).waitFor();
    await page.getByRole("heading", { level: 1, name: "Saved configurations" }).waitFor();
    await expect(test.owner.configurations.get(shortId)).rejects.toMatchObject({ code: "not_found" });
    expect(tab.problems).toEqual([]);
  });

  it("are not deleted by those who may not", async () => {
    const page = await open(`configurations/${await save("order-5", "ash")}`, "viewer");
    await page.getByText("Total, as it was saved").waitFor();
    expect(await page.getByRole("button", { name: "Delete" }).count()).toBe(0);
  });
});
