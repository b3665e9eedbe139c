import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser } from "../../support/browser.ts";
import { type ConsoleTab, signIn, violationsOf } from "../../support/console.ts";
import { feature } from "../../support/features.ts";
import { startReceiver, type TestReceiver } from "../../support/receiver.ts";
import { startTestPlatform, type TestPlatform } from "../../support/test-platform.ts";

let test: TestPlatform;
let browser: Browser;
let receiver: TestReceiver;
let tab: ConsoleTab;

beforeAll(async () => {
  [test, browser, receiver] = await Promise.all([startTestPlatform(), launchBrowser(), startReceiver()]);
});
afterAll(async () => {
  await browser.close();
  await Promise.all([test.close(), receiver.close()]);
});
afterEach(() => tab.context.close());

async function open(target: string, ...[role = "owner", options = {}]: Partial<SignInArguments>): Promise<Page> {
  tab = await signIn(browser, test, role, options);
  await tab.open(target);
  return tab.page;
}
type SignInArguments = [Parameters<typeof signIn>[2], Parameters<typeof signIn>[3]];

const dialogOf = (page: Page) => page.getByRole("dialog");
const rowOf = (page: Page, name: string) => page.locator("tbody tr[data-row]").filter({ hasText: name });
const choose = async (page: Page, name: string, action: string) => {
  await page.getByRole("button", { name: `Actions for ${name}` }).click();
  await page.getByRole("menuitem", { name: action, exact: true }).click();
};

describe("the workspace's page", () => {
  it("renames the workspace, and the switcher shows the new name", async () => {
    const page = await open("settings", "administrator");
    await page.getByLabel("Name", { exact: true }).fill("Vienna Lamps");
    await page.keyboard.press("Enter");
    await page.getByText("The workspace is called Vienna Lamps now.").waitFor();
    await page.getByRole("button", { name: "Workspace: Vienna Lamps" }).waitFor();
    expect(await test.owner.workspace.get()).toMatchObject({ name: "Vienna Lamps" });
  });

  it("says what a policy means for others before it is changed", async () => {
    const page = await open("settings");
    await page.getByLabel("Domain lists name every host").check();
    await page.getByLabel("A number of days").check();
    await page.getByLabel("Days", { exact: true }).fill("3651");
    await page.getByText("Write a whole number from 1 to 3650.").waitFor();
    await page.getByLabel("Days", { exact: true }).fill("365");
    await page.getByRole("button", { name: "Save the policies" }).click();
    const question = page.getByRole("alertdialog");
    expect(await question.getByRole("listitem").allTextContents()).toEqual([
      expect.stringContaining("New wildcards in domain lists are refused."),
      expect.stringContaining("older than 365 days stops at once"),
    ]);
    await question.getByRole("button", { name: "Cancel" }).click();
    expect(await test.owner.workspace.get()).toMatchObject({ policies: { explicitDomainsOnly: false } });

    await page.getByRole("button", { name: "Save the policies" }).click();
    await question.getByRole("button", { name: "Change" }).click();
    await page.getByText("Saved the policies.").waitFor();
    expect((await test.owner.workspace.get()).policies).toEqual({
      serviceAccountsOnly: false,
      explicitDomainsOnly: true,
      tokenLifetimeDaysMax: 365,
    });
  });

  it("has a time zone", async () => {
    const page = await open("settings", "administrator");
    const field = page.getByRole("combobox", { name: "Days and months of analytics and statements" });
    expect(await field.inputValue()).toBe("UTC");
    expect(await page.getByRole("button", { name: "Change the time zone" }).isDisabled()).toBe(true);
    await field.selectOption("Europe/Vienna");
    await page.getByRole("button", { name: "Change the time zone" }).click();
    await page.getByText("Days and months are those of Europe/Vienna from now on.").waitFor();
    expect(await test.owner.workspace.get()).toMatchObject({ timeZone: "Europe/Vienna" });
    await test.owner.workspace.update({ timeZone: "UTC" });
    expect(tab.problems).toEqual([]);
  });

  it("can only be read by who may not change it, and its id copied", async () => {
    const page = await open("settings", "viewer", { permissions: ["clipboard-read", "clipboard-write"] });
    await page.getByText("Longest life of a secret").waitFor();
    expect(await page.getByRole("textbox").count()).toBe(0);
    expect(await page.getByRole("checkbox").count()).toBe(0);
    expect(await page.getByRole("button", { name: "Create another workspace" }).count()).toBe(0);
    await page.getByRole("button", { name: "Copy workspace id" }).click();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(test.demo.workspaceId);
  });
});

describe("webhooks", () => {
  it("are added with a secret that is shown once, and is nowhere afterwards", async () => {
    const page = await open("webhooks", "administrator", { permissions: ["clipboard-read", "clipboard-write"] });
    await page.getByText("No webhooks yet").waitFor();
    await page.getByRole("button", { name: "Add webhook" }).click();
    await page.getByLabel("Address").fill("ftp://example.com");
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await page.getByText("Write an address that begins with https://.").waitFor();
    await page.getByLabel("Address").fill(`${receiver.url}/hook`);
    await page.getByLabel("Label").fill("Ops");
    await page.getByRole("button", { name: "Add", exact: true }).click();

    await page.getByText("Save the signing secret now").waitFor();
    const secret = (await dialogOf(page).locator(".secret code").textContent()) ?? "";
    expect(secret).toMatch(/^whsec_/);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Copy signing secret" }).click();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(secret);
    await page.getByRole("button", { name: "I have saved it" }).click();
    await dialogOf(page).waitFor({ state: "detached" });
    const left = await page.evaluate(() =>
      JSON.stringify([document.documentElement.outerHTML, { ...localStorage }, { ...sessionStorage }, location.href]),
    );
    expect(left).not.toContain(secret);
    await rowOf(page, "Ops").getByText("Enabled").waitFor();
  });

  it("are tested, and say how it went", async () => {
    await test.owner.webhooks.create({ url: `${receiver.url}/tested`, events: ["token.expiring"], label: "Tested" });
    const page = await open("webhooks");
    await choose(page, "Tested", "Send a test");
    await page.getByRole("button", { name: "Send", exact: true }).click();
    await page.getByText("The receiver took it. It answered 204.").waitFor();
    receiver.failing.add("/tested");
    await page.getByRole("button", { name: "Send another" }).click();
    await page.getByText("The receiver did not accept it. It answered 500.").waitFor();
    await page.keyboard.press("Escape");
    await dialogOf(page).waitFor({ state: "detached" });

    await choose(page, "Tested", "Deliveries");
    await page.waitForURL(/deliveries=whk_/);
    await dialogOf(page).getByText("It answered 500.").waitFor();
    expect(await dialogOf(page).locator("tbody tr[data-row]").count()).toBe(2);
    await page.keyboard.press("Escape");
    await dialogOf(page).waitFor({ state: "detached" });
    expect(new URL(page.url()).search).toBe("");
  });

  it("are edited, disabled with a way back, given a new secret, and deleted", async () => {
    const { id } = await test.owner.webhooks.create({
      url: `${receiver.url}/edited`,
      events: ["token.expiring"],
      label: "Edited",
    });
    const page = await open("webhooks");
    await choose(page, "Edited", "Edit");
    await page.getByLabel("Label").fill("Changed");
    await page.getByRole("button", { name: "Save" }).click();
    await choose(page, "Changed", "Disable");
    await rowOf(page, "Changed").getByText("Disabled").waitFor();
    await page.getByRole("button", { name: "Undo" }).click();
    await rowOf(page, "Changed").getByText("Enabled").waitFor();
    expect(await test.owner.webhooks.get(id)).toMatchObject({ label: "Changed", enabled: true });

    await choose(page, "Changed", "Rotate the secret");
    await page.getByRole("button", { name: "Rotate", exact: true }).click();
    await page.getByText("Save the signing secret now").waitFor();
    await page.getByRole("button", { name: "I have saved it" }).click();
    await rowOf(page, "Changed").getByText("Two until").waitFor();

    await choose(page, "Changed", "Delete");
    await page.getByRole("alertdialog").getByRole("button", { name: "Delete" }).click();
    await rowOf(page, "Changed").waitFor({ state: "detached" });
    await expect(test.owner.webhooks.get(id)).rejects.toMatchObject({ code: "not_found" });
  });
});

describe(`${feature(51)}: the workspace and its webhooks`, () => {
  it("have nothing that axe finds, with each dialog", async () => {
    const label = "Axe";
    await test.owner.webhooks.create({ url: `${receiver.url}/axe`, events: ["token.expiring"], label });
    const page = await open("settings");
    const found: string[] = [];
    const look = async (open: () => Promise<void>, ready: string) => {
      await open();
      await page.getByText(ready).first().waitFor();
      found.push(...(await violationsOf(page)).map((violation) => `${ready}: ${violation}`));
    };
    const close = async () => {
      await page.keyboard.press("Escape");
      await page.locator('[role="dialog"], [role="alertdialog"]').waitFor({ state: "detached" });
    };
    await look(() => page.getByLabel("Only service accounts own new tokens").check(), "Save the policies");
    await look(() => page.getByRole("button", { name: "Save the policies" }).click(), "Change the policies?");
    await close();
    await look(() => page.getByRole("button", { name: "Create another workspace" }).click(), "its first owner");
    await close();
    await page.getByRole("link", { name: "Webhooks" }).click();
    await look(() => rowOf(page, label).waitFor(), "Add webhook");
    await look(() => page.getByRole("button", { name: "Add webhook" }).click(), "Is told");
    await close();
    await look(async () => {
      await choose(page, label, "Send a test");
      await page.getByRole("button", { name: "Send", exact: true }).click();
    }, "The receiver took it.");
    await close();
    await look(() => choose(page, label, "Deliveries"), "newest first");
    await close();
    await look(() => choose(page, label, "Edit"), "Is told");
    await close();
    await look(() => choose(page, label, "Delete"), "Cancel");
    await close();
    await look(async () => {
      await choose(page, label, "Rotate the secret");
      await page.getByRole("button", { name: "Rotate", exact: true }).click();
    }, "Save the signing secret now");
    expect(found).toEqual([]);
    expect(tab.problems).toEqual([]);
  });
});

/** Last: whoever is in two workspaces is asked for one when they sign in. */
describe("another workspace", () => {
  it("is created by an owner, who is led there", async () => {
    const page = await open("settings");
    await page.getByRole("button", { name: "Create another workspace" }).click();
    const name = dialogOf(page).getByLabel("Name", { exact: true });
    await expect.poll(() => name.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.press("Enter");
    await page.getByText("Give it a name.").waitFor();
    await name.fill("Second home");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Workspace: Second home" }).waitFor();
    expect(new URL(page.url()).pathname).toMatch(/\/workspace\/ws_\w{12}\/access-tokens$/);
    expect(page.url()).not.toContain(test.demo.workspaceId);
  });
});
