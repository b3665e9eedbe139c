import { join } from "node:path";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { ConfiguratorDocument } from "../../../functions/domain/configurator/document.ts";
import type { Role } from "../../../functions/domain/rights.ts";
import { BOX, LATER_BOX } from "../../support/box-product.ts";
import { launchBrowser } from "../../support/browser.ts";
import { type ConsoleTab, replaceText, signIn, violationsOf } from "../../support/console.ts";
import { feature } from "../../support/features.ts";
import { startTestPlatform, type TestPlatform } from "../../support/test-platform.ts";

const MODEL = join(import.meta.dirname, "../../../demo/shop/models/plover.glb");

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

async function open(target: string, role: Role = "owner", options: BrowserContextOptions = {}): Promise<Page> {
  tab = await signIn(browser, test, role, options);
  await tab.open(target);
  return tab.page;
}

async function create(name: string, draft: ConfiguratorDocument = BOX): Promise<string> {
  return (await test.owner.configurators.create({ name, draft })).id;
}

const editorOf = (page: Page) => page.getByRole("textbox", { name: /^Draft of/ });
const previewOf = (page: Page) => page.frameLocator("iframe");
const write = (page: Page, text: string) => replaceText(editorOf(page), text);
const format = (document: unknown) => JSON.stringify(document, null, 2);
/** What the browser says by itself about an answer that is meant. */
const unexpectedIn = ({ problems }: ConsoleTab) => problems.filter((line) => !line.includes("409 (Conflict)"));

describe(`${feature(51)}: configurators`, () => {
  it("are made from an example, edited, checked, seen in the real embed, saved and published", async () => {
    const page = await open("configurators");
    await page.getByRole("button", { name: "New configurator" }).click();
    await page.getByLabel("Name").fill("Desk");
    expect(await violationsOf(page)).toEqual([]);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "Desk" }).waitFor();
    const id = new URL(page.url()).pathname.split("/").at(-1) ?? "";
    await previewOf(page).getByRole("radio", { name: "Large" }).waitFor({ state: "attached" });
    await page.getByText("Nothing is wrong with this draft.").waitFor();
    expect(await violationsOf(page)).toEqual([]);

    const { draft } = await test.owner.configurators.get(id);
    const text = format(draft).replace('"attribute": "engraved"', '"attribute": "graved"');
    await write(page, text.replace('"Large"', '"Huge"'));
    const finding = page.getByRole("button", { name: /There is no attribute "graved"/ });
    await finding.click();
    expect(await page.evaluate(() => document.activeElement?.className)).toBe("json-editor");
    await previewOf(page).getByRole("radio", { name: "Huge" }).waitFor({ state: "attached" });

    await write(page, "{ broken");
    await page.getByText("This is the last draft that could be shown.").waitFor();
    await previewOf(page).getByRole("radio", { name: "Huge" }).waitFor({ state: "attached" });
    await page.keyboard.press("Control+s");
    await page.getByText("The draft is not saved: it is not JSON yet.").waitFor();

    await write(page, format(draft).replace('"Large"', '"Huge"'));
    await page.keyboard.press("Control+s");
    await page.getByText("All is saved").waitFor();
    expect((await test.owner.configurators.get(id)).draftRevision).toBe(2);
    await page.getByRole("button", { name: "Rename" }).click();
    await page.locator(".dialog").waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.locator(".dialog").waitFor({ state: "detached" });

    await page.getByRole("button", { name: "Publish", exact: true }).click();
    await page.getByLabel("Comment").fill("The first one");
    expect(await violationsOf(page)).toEqual([]);
    await page.getByRole("button", { name: "Publish version 1" }).click();
    await page.getByText("Version 1 is published", { exact: true }).waitFor();
    const { items } = await test.owner.configurators.listVersions(id);
    expect(items).toMatchObject([{ version: 1, comment: "The first one" }]);
    expect(unexpectedIn(tab)).toEqual([]);
  });

  it("keep what is typed in this tab until it is saved, and the browser asks before a reload", async () => {
    const id = await create("Kept");
    const page = await open(`configurators/${id}`);
    await editorOf(page).waitFor();
    await write(page, format({ ...BOX, name: { en: "Typed" } }));
    await page.getByRole("link", { name: "Versions" }).click();
    await page.getByRole("link", { name: "Configurators" }).first().click();
    await page.getByRole("heading", { level: 1, name: "Configurators" }).waitFor();
    await page.goBack();
    await page.goBack();
    await page.getByText("Not saved yet").waitFor();
    expect(await editorOf(page).innerText()).toContain("Typed");

    const asked = page.waitForEvent("dialog");
    await page.evaluate(() => setTimeout(() => location.reload()));
    const dialog = await asked;
    expect(dialog.type()).toBe("beforeunload");
    await dialog.dismiss();
    await editorOf(page).click();
    await page.keyboard.press("Control+s");
    await page.getByText("All is saved").waitFor();
    expect((await test.owner.configurators.get(id)).draft.name).toEqual({ en: "Typed" });
  });

  it("are left by keyboard with Escape and Tab", async () => {
    const page = await open(`configurators/${await create("Left")}`);
    await editorOf(page).click();
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.className)).toBe("json-editor");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.className)).not.toBe("json-editor");
  });

  it("are not overwritten unseen: who saved meanwhile is named, and what is different is shown", async () => {
    const id = await create("Shared");
    const page = await open(`configurators/${id}`);
    await editorOf(page).waitFor();
    await write(page, format({ ...BOX, name: { en: "Mine" } }));
    await test.owner.configurators.update(id, { draft: { ...BOX, name: { en: "Theirs" } } });
    await page.getByRole("button", { name: "Save draft" }).click();
    const dialog = page.getByRole("dialog", { name: "Somebody else has saved this draft" });
    await dialog.getByText(/The draft was changed .+ by .+\./).waitFor();
    const changes = dialog.getByRole("region", { name: "Their draft against yours" });
    expect(await changes.locator("[data-type=removed]").innerText()).toContain("Theirs");
    expect(await changes.locator("[data-type=added]").innerText()).toContain("Mine");
    expect(await violationsOf(page)).toEqual([]);
    await dialog.getByRole("button", { name: "Overwrite theirs" }).click();
    await page.getByText("All is saved").waitFor();
    expect((await test.owner.configurators.get(id)).draft.name).toEqual({ en: "Mine" });
  });

  it("have versions that are seen, compared and published again", async () => {
    const id = await create("Versions");
    await test.owner.configurators.publish(id);
    await test.owner.configurators.update(id, { draft: LATER_BOX });
    await test.owner.configurators.publish(id, { comment: "dearer" });
    const page = await open(`configurators/${id}?tab=versions&version=1&against=2`);
    const changes = page.getByRole("region", { name: "Differences" });
    await changes.locator("[data-type=removed]", { hasText: '"EUR": 1000' }).waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Actions for version 1" }).click();
    await page.getByRole("menuitem", { name: "Publish again" }).click();
    await page.getByRole("button", { name: "Publish version 1" }).click();
    await page.getByText("Version 1 is published again.").waitFor();
    expect((await test.owner.configurators.get(id)).publishedVersion).toBe(1);
  });

  it("give the tag for a website, with the files of this deployment", async () => {
    const page = await open(`configurators/${test.demo.configuratorId}?tab=embed`, "owner", {
      permissions: ["clipboard-read", "clipboard-write"],
    });
    await page.getByRole("button", { name: "Copy the pinned tag" }).click();
    const { embed } = await test.owner.deployment();
    const tag = await page.evaluate(() => navigator.clipboard.readText());
    expect(tag).toContain(`src="${test.platform.baseUrl}${embed.pinnedScriptPath}"`);
    expect(tag).toContain(`integrity="${embed.integrity}"`);
    expect(tag).toContain(`data-token="${test.demo.publicToken}"`);
    expect(await violationsOf(page)).toEqual([]);
  });

  it("are only looked at by viewers", async () => {
    const page = await open(`configurators/${test.demo.configuratorId}`, "viewer");
    await page.getByText("Your role may look at drafts and not change them.").waitFor();
    await editorOf(page).click();
    await page.keyboard.type("x");
    expect(await page.getByText("Not saved yet").count()).toBe(0);
    for (const name of ["Save draft", "Publish", "Rename"])
      expect(await page.getByRole("button", { name, exact: true }).count()).toBe(0);
    await tab.open("configurators");
    await page.getByRole("button", { name: "Actions for Plover desk lamp" }).click();
    expect(await page.getByRole("menuitem").allInnerTexts()).toEqual(["Open"]);
    expect(await page.getByRole("button", { name: "New configurator" }).count()).toBe(0);
  });

  it("are deleted by their name", async () => {
    const id = await create("Gone soon");
    const page = await open("configurators");
    await page.getByRole("button", { name: "Actions for Gone soon" }).click();
    await page.getByRole("menuitem", { name: "Delete" }).click();
    const dialog = page.getByRole("alertdialog");
    expect(await dialog.getByRole("button", { name: "Delete" }).isDisabled()).toBe(true);
    expect(await violationsOf(page)).toEqual([]);
    await dialog.getByRole("textbox").fill("Gone soon");
    await dialog.getByRole("button", { name: "Delete" }).click();
    await page.getByText("Gone soon is deleted.").waitFor();
    await expect(test.owner.configurators.get(id)).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("the preview of a draft", () => {
  it("is a frame without an origin, which hears the console only and cannot reach it", async () => {
    const page = await open(`configurators/${await create("Framed")}`);
    await previewOf(page).getByRole("radio", { name: "ash" }).waitFor({ state: "attached" });
    const frame = page.frames().find((one) => one.url().endsWith("/console/preview.html"));
    expect(await frame?.evaluate(() => self.origin)).toBe("null");
    await expect(frame?.evaluate(() => parent.document.title)).rejects.toThrow(/cross-origin|Blocked a frame/);
    const show = {
      type: "latchkey:show",
      number: 99,
      document: LATER_BOX,
      locale: "en",
      currency: "EUR",
      theme: "light",
    };
    await frame?.evaluate((message) => postMessage(message, "*"), show);
    await page.evaluate(() => postMessage({ type: "latchkey:failed", number: 1, message: "forged" }, "*"));
    await page.waitForTimeout(500);
    expect(await previewOf(page).getByRole("radio", { name: "fir" }).count()).toBe(1);
    expect(await page.getByText("forged").count()).toBe(0);
  });

  it("shows languages, currencies and colors, with the pictures of a website", async () => {
    const page = await open(`configurators/${test.demo.configuratorId}`);
    await page.getByLabel("Your website").fill(test.demo.shopUrl);
    await previewOf(page).locator(`.layer.shown[src^="${test.demo.shopUrl}/"]`).first().waitFor();
    await page.getByLabel("Language").selectOption("de");
    await page.getByLabel("Currency").selectOption("USD");
    await page.getByLabel("Colors").selectOption("dark");
    await previewOf(page).getByRole("radio", { name: "Kuppel" }).waitFor({ state: "attached" });
    await previewOf(page)
      .getByText(/\d,\d\d\s\$/)
      .first()
      .waitFor();
    expect(await previewOf(page).locator("html").getAttribute("data-theme")).toBe("dark");
    expect(unexpectedIn(tab)).toEqual([]);
  });

  it("shows the 3D model of a website that lets other origins read it", { timeout: 180_000 }, async () => {
    const able = await launchBrowser({ hasWebGl: true });
    tab = await signIn(able, test, "owner");
    const { page } = tab;
    await page.route(`${test.demo.shopUrl}/models/**`, (route) =>
      route.fulfill({ path: MODEL, headers: { "access-control-allow-origin": "*" } }),
    );
    await tab.open(`configurators/${test.demo.configuratorId}`);
    await page.getByLabel("Your website").fill(test.demo.shopUrl);
    await previewOf(page).locator("latchkey-model.shown").waitFor({ state: "attached", timeout: 120_000 });
    expect(unexpectedIn(tab)).toEqual([]);
    await able.close();
  });

  it("fits a phone, in the dark", async () => {
    const options: BrowserContextOptions = { viewport: { width: 360, height: 740 }, colorScheme: "dark" };
    const page = await open(`configurators/${await create("Narrow")}`, "owner", options);
    await previewOf(page).getByRole("radio", { name: "ash" }).waitFor({ state: "attached" });
    expect(await violationsOf(page)).toEqual([]);
    expect(await page.evaluate(() => document.querySelector(".page")?.scrollWidth ?? 0)).toBeLessThanOrEqual(360);
  });
});
