import { readFile } from "node:fs/promises";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { verifyAuditTrail } from "../../../sdk/src/index.ts";
import { launchBrowser } from "../../support/browser.ts";
import { type ConsoleTab, signIn, violationsOf } from "../../support/console.ts";
import { feature } from "../../support/features.ts";
import { startTestPlatform, type TestPlatform } from "../../support/test-platform.ts";

let test: TestPlatform;
let browser: Browser;
let tab: ConsoleTab;

beforeAll(async () => {
  [test, browser] = await Promise.all([startTestPlatform(), launchBrowser()]);
  await test.owner.workspace.update({ name: "Renamed", policies: { explicitDomainsOnly: true } });
});
afterAll(async () => {
  await browser.close();
  await test.close();
});
afterEach(() => tab.context.close());

async function open(target: string, options: Parameters<typeof signIn>[3] = {}): Promise<Page> {
  tab = await signIn(browser, test, "administrator", options);
  await tab.open(target);
  return tab.page;
}

const rows = (page: Page) => page.locator("tbody tr[data-row]");
const dialogOf = (page: Page) => page.getByRole("dialog");
const verify = async (page: Page, checkpoint = "") => {
  await page.getByRole("button", { name: "Verify", exact: true }).click();
  await page.getByLabel("Checkpoint of an earlier verification").fill(checkpoint);
  await dialogOf(page).getByRole("button", { name: "Verify" }).click();
};

describe(feature(73), () => {
  it("shows who changed what, as it was and as it is", async () => {
    const page = await open("audit?operation=updateWorkspace");
    await page.getByRole("button", { name: "Update workspace", exact: true }).first().click();
    const cells = (name: string) =>
      dialogOf(page)
        .getByRole("row")
        .filter({ has: page.getByRole("rowheader", { name, exact: true }) })
        .getByRole("cell");
    await cells("name").first().waitFor();
    expect((await cells("name").allTextContents())[1]).toBe("Renamed");
    expect(await cells("policies.explicitDomainsOnly").allTextContents()).toEqual(["no", "yes"]);
    expect(await dialogOf(page).textContent()).toContain("owner@demo.example");
  });

  it("is filtered by what stands in a row, and the address says how", async () => {
    const page = await open("audit");
    await rows(page).first().waitFor();
    await page.getByRole("button", { name: /^Actions for Create service account/ }).click();
    await page.getByRole("menuitem", { name: "Only about this service account" }).click();
    await page.waitForURL(/targetType=service_account&targetId=demo-shop/);
    await page.getByRole("button", { name: "Publish configurator", exact: true }).waitFor({ state: "detached" });
    expect(await rows(page).count()).toBe(1);
    expect(await page.getByLabel("Id of the target").inputValue()).toBe("demo-shop");
    await page.getByRole("button", { name: "Clear the filters" }).click();
    await page.getByRole("button", { name: "Publish configurator", exact: true }).waitFor();
    expect(new URL(page.url()).search).toBe("");
  });

  it("is filtered by time, and says what is missing before it asks", async () => {
    const page = await open("audit");
    await rows(page).first().waitFor();
    await page.getByLabel("Before", { exact: true }).fill("2020-01-01T00:00");
    await page.getByLabel("Target", { exact: true }).selectOption("Token");
    await page.getByRole("button", { name: "Filter", exact: true }).click();
    await page.getByText("Give the id, too.").waitFor();
    await page.getByLabel("Target", { exact: true }).selectOption("Everything");
    await page.getByRole("button", { name: "Filter", exact: true }).click();
    await page.waitForURL(/to=20/);
    await page.getByText(/No event fits|Nothing found so far/).waitFor();
  });

  it("is exported as a file that verifies by itself", async () => {
    const page = await open("audit");
    await page.getByRole("button", { name: "Export", exact: true }).click();
    const downloading = page.waitForEvent("download");
    await dialogOf(page).getByRole("button", { name: "Export" }).click();
    const download = await downloading;
    expect(download.suggestedFilename()).toMatch(/^audit-ws_\w+-\d{4}-\d\d-\d\d\.jsonl$/);
    const lines = (await readFile(await download.path(), "utf8")).trimEnd().split("\n");
    const report = await verifyAuditTrail(lines);
    expect(report).toMatchObject({ verified: true, checked: lines.length });
    await page.getByText(`${lines.length} events are in ${download.suggestedFilename()}.`).waitFor();
  });

  it("is verified, and gives a checkpoint that a later verification takes", async () => {
    const page = await open("audit", { permissions: ["clipboard-read", "clipboard-write"] });
    await verify(page);
    await page.getByText("The log verifies.").waitFor();
    await page.getByRole("button", { name: "Copy checkpoint" }).click();
    const checkpoint = await page.evaluate(() => navigator.clipboard.readText());
    await page.getByLabel("Checkpoint of an earlier verification").fill(checkpoint);
    await page.getByRole("button", { name: "Verify again" }).click();
    await page.getByText("everything up to the checkpoint is as it was").waitFor();
  });

  it("says in words where it is not what a checkpoint knows", async () => {
    const { heads } = await test.owner.auditEvents.verify();
    const [head] = heads;
    if (head === undefined) throw new Error("the demo left no events");
    const page = await open("audit");
    await verify(page, JSON.stringify([{ ...head, hash: "0".repeat(64) }]));
    await page.getByText("The log is broken.").waitFor();
    await page.getByText(`First break: chain ${head.chain}, event ${head.sequence}`).waitFor();
    await page.getByText("your checkpoint knows another event at this place").waitFor();
    expect(await page.getByRole("button", { name: "Copy checkpoint" }).count()).toBe(0);
  });

  it("asks nothing with a checkpoint that is none", async () => {
    const page = await open("audit");
    await verify(page, "[1]");
    await page.getByText("This is no checkpoint").waitFor();
    expect(await page.getByText("The log").count()).toBeLessThan(2);
  });
});

it("does not lead who may not read it to the log, and says so to who comes by its address", async () => {
  tab = await signIn(browser, test, "workspace_manager");
  await tab.open("members");
  expect(await tab.page.getByRole("link", { name: "Audit log" }).count()).toBe(0);
  await tab.open("audit");
  await tab.page.getByText("You may not do this.").waitFor();
  expect(await tab.page.getByRole("button", { name: "Export" }).count()).toBe(0);
});

describe(`${feature(51)}: the log`, () => {
  it("has nothing that axe finds, with each dialog", async () => {
    const page = await open("audit");
    await rows(page).first().waitFor();
    const found: string[] = [...(await violationsOf(page))];
    const look = async (open: () => Promise<void>) => {
      await open();
      await dialogOf(page).waitFor();
      found.push(...(await violationsOf(page)));
      await page.keyboard.press("Escape");
      await dialogOf(page).waitFor({ state: "detached" });
    };
    await look(() => page.locator("tbody .link").first().click());
    await look(() => page.getByRole("button", { name: "Export", exact: true }).click());
    await look(async () => {
      await verify(page);
      await page.getByText("The log verifies.").waitFor();
    });
    expect(found).toEqual([]);
    expect(tab.problems).toEqual([]);
  });
});
