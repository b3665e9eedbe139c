import type { Browser, Locator } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser } from "../../support/browser.ts";
import { type ConsoleTab, expectAccessible, signIn } from "../../support/console.ts";
import { startTestPlatform, type TestPlatform } from "../../support/test-platform.ts";

/** What every page of the console shares: the way to others, tables and forms. */
describe("the console's frame in Chromium", () => {
  let test: TestPlatform;
  let browser: Browser;
  let tab: ConsoleTab;

  beforeAll(async () => {
    [test, browser] = await Promise.all([startTestPlatform(), launchBrowser()]);
    tab = await signIn(browser, test, "owner");
  });
  afterAll(async () => {
    await browser.close();
    await test.close();
  });

  it("takes what is typed after Ctrl K for a search, also the first time, and gives the focus back", async () => {
    const { page } = tab;
    const palette = page.getByRole("dialog", { name: "Search" });
    await page.locator("#navigation").getByRole("link", { name: "Members" }).click();
    await page.getByRole("heading", { level: 1, name: "Members" }).waitFor();
    for (const turn of ["first", "second"]) {
      await page.keyboard.press("Control+k");
      await expect.poll(() => focusedIn(palette), { message: turn }).toBe("INPUT");
      await page.keyboard.type("audi");
      await palette.getByRole("option", { name: "Audit log" }).waitFor();
      await page.keyboard.press("Escape");
      await palette.waitFor({ state: "detached" });
      await expect.poll(() => page.evaluate(() => document.activeElement?.id), { message: turn }).toBe("main");
    }
    await page.getByRole("button", { name: "Search" }).press("Enter");
    await expect.poll(() => focusedIn(palette)).toBe("INPUT");
    await page.keyboard.press("Escape");
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute("aria-label"))).toBe("Search");
    await page.keyboard.press("Control+k");
    await expect.poll(() => focusedIn(palette)).toBe("INPUT");
    await page.keyboard.type("audi");
    await palette.getByRole("option", { name: "Audit log" }).waitFor();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "Audit log" }).waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe("main");
  });

  it("shows whose and which thing an event is about, in 1280 pixels and without scrolling", async () => {
    const { page } = tab;
    await page.locator("#navigation").getByRole("link", { name: "Audit log" }).click();
    await page.getByRole("rowheader", { name: "Create token" }).first().waitFor();
    const table = page.getByRole("region", { name: "Audit events" });
    expect(await table.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
    const id = page.getByRole("cell", { name: /^Token lkp_/ }).locator(".mono");
    expect(await id.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
  });

  it("has filters that are wide enough for each of their choices", async () => {
    const { page } = tab;
    await page.locator("#navigation").getByRole("link", { name: "Access tokens" }).click();
    await page.getByRole("rowheader", { name: "Demo shop" }).waitFor();
    for (const name of ["Kind", "Status", "To look after"]) {
      expect([name, await page.getByRole("combobox", { name }).evaluate(missingPixels)]).toEqual([name, 0]);
    }
    const search = page.getByRole("search", { name: "Find tokens" });
    const tops = await search
      .getByRole("combobox")
      .evaluateAll((all) => all.map((each) => each.getBoundingClientRect().top));
    expect(new Set(tops).size).toBe(1);
  });

  it("says once what is wrong with a domain, and starts the account of a public token without rights", async () => {
    const { page } = tab;
    await page.getByRole("button", { name: "Add token" }).click();
    const dialog = page.getByRole("dialog", { name: "Add token" });
    await dialog.getByLabel("Label", { exact: true }).fill("<script>alert(1)</script>");
    await dialog.getByRole("button", { name: "New service account" }).click();
    const account = page.getByRole("dialog", { name: "Add new service account" });
    expect(await account.getByRole("radio", { name: "None" }).isChecked()).toBe(true);
    await account.getByLabel("Name", { exact: true }).fill("own-shop");
    await account.getByRole("button", { name: "Add", exact: true }).click();
    await account.waitFor({ state: "detached" });
    expect(await test.owner.serviceAccounts.get("own-shop")).toMatchObject({
      role: "viewer",
      scopes: [],
      services: [],
    });

    const domains = dialog.getByLabel("Domains", { exact: true });
    await domains.fill("https://shop.example.com\nshop.example.com/path");
    await dialog.getByRole("button", { name: "Add token" }).click();
    await dialog.getByText("Correct these, or remove them.").waitFor();
    expect(await dialog.getByText("Write only a scheme, a host and a port").count()).toBe(1);
    expect(await dialog.getByRole("alert").count()).toBe(0);
    expect(await domains.evaluate((element) => element === document.activeElement)).toBe(true);
    await expectAccessible(page, "a domain that is not accepted");
    // With no rights of its account's, a public token is as good as with all.
    await domains.fill(test.demo.shopUrl);
    await dialog.getByRole("button", { name: "Add token" }).click();
    const saved = page.getByRole("dialog", { name: "Your new token" });
    const tag = saved.getByRole("region", { name: /^Paste this/ }).locator("code");
    expect((await tag.innerText()).split("\n").length).toBe((await tag.textContent())?.split("\n").length);
    await saved.getByRole("button", { name: "Done" }).click();
    await page.getByRole("rowheader", { name: "<script>alert(1)</script>" }).waitFor();
    const table = page.getByRole("region", { name: "Access tokens" });
    expect(await table.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
    const [made] = (await test.owner.tokens.list({ text: "alert" })).items;
    const loaded = await test.request(`/embed/v1/configurators/${test.demo.configuratorId}`, {
      token: made?.token ?? "",
      origin: test.demo.shopUrl,
    });
    expect(loaded.status).toBe(200);
    expect(tab.problems.filter((line) => !line.includes("status of 4"))).toEqual([]);
  });
});

/** The element inside that has the focus, by its tag. */
async function focusedIn(dialog: Locator): Promise<string | undefined> {
  return dialog.evaluate((element) =>
    element.contains(document.activeElement) ? document.activeElement?.tagName : undefined,
  );
}

/** By how much the longest choice of a select is wider than what it shows. */
function missingPixels(select: HTMLElement | SVGElement): number {
  const style = getComputedStyle(select);
  const context = document.createElement("canvas").getContext("2d");
  if (!(select instanceof HTMLSelectElement) || context === null) return Number.NaN;
  context.font = style.font;
  const widths = [...select.options].map(({ text }) => context.measureText(text).width);
  // The arrow takes about as much as a letter is high.
  const room = select.clientWidth - Number.parseFloat(style.paddingLeft) - Number.parseFloat(style.paddingRight);
  return Math.max(0, Math.ceil(Math.max(...widths) + Number.parseFloat(style.fontSize) - room));
}
