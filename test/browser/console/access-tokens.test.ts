import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser } from "../../support/browser.ts";
import { type ConsoleTab, expectAccessible, signIn } from "../../support/console.ts";
import { editStoredToken } from "../../support/edit-stored-token.ts";
import { feature } from "../../support/features.ts";
import { issueToken } from "../../support/people.ts";
import { startTestPlatform, type TestPlatform } from "../../support/test-platform.ts";

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

async function open(address: string, role: Role = "owner", options: Parameters<typeof signIn>[3] = {}): Promise<Page> {
  tab = await signIn(browser, test, role, options);
  await tab.open(address);
  await rows(tab.page).first().waitFor();
  return tab.page;
}
type Role = Parameters<typeof signIn>[2];

const CLIPBOARD = { permissions: ["clipboard-read", "clipboard-write"] };
const rows = (page: Page) => page.locator("tbody tr[data-row]");
const rowOf = (page: Page, name: string) => rows(page).filter({ hasText: name });
const dialogOf = (page: Page) => page.locator(".dialog");
const field = (page: Page, name: string) => dialogOf(page).getByLabel(name, { exact: true });
const choose = async (page: Page, name: string, action: string) => {
  await page.getByRole("button", { name: `Actions for ${name}` }).click();
  await page.getByRole("menuitem", { name: action, exact: true }).click();
};
const focusOf = (page: Page) =>
  page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.textContent);

describe(feature(47), () => {
  it("shows the tokens with what is known of them, and says what is in the address", async () => {
    const { id } = await issueToken(test.owner, { label: "Found by search", note: "nightly import" });
    const page = await open("access-tokens");
    const headers = await page.getByRole("columnheader").allInnerTexts();
    expect(headers.map((header) => header.trim()).filter(Boolean)).toEqual([
      "Label",
      "Token",
      "Kind",
      "Scope",
      "Owner",
      "Created",
      "Expires",
      "Last used",
      "Status",
      "Actions",
    ]);
    const row = rowOf(page, "Found by search");
    expect(await row.innerText()).toContain(`${id.slice(0, 10)}…`);
    expect(await row.innerText()).toContain("Not specified");

    await page.getByRole("searchbox", { name: "Label, note, owner or id" }).fill("NIGHTLY");
    await rowOf(page, "Demo shop").waitFor({ state: "detached" });
    await page.waitForURL(/[?&]text=NIGHTLY/);
    await page.getByLabel("Kind", { exact: true }).selectOption("Public");
    await page.getByText("No token fits these filters").waitFor();
    expect(page.url()).toContain("kind=public");
    await page.getByRole("button", { name: "Clear filters" }).click();
    await rowOf(page, "Demo shop").waitFor();
    expect(new URL(page.url()).search).toBe("");
  });

  it("is filtered by owner, status and use, and sorted, as an address that was sent says", async () => {
    await issueToken(test.owner, { label: "Ends soon", expiresIn: "7d" });
    const page = await open("access-tokens?ownerType=service_account&ownerId=demo-shop");
    expect(await rowOf(page, "Demo owner").count()).toBe(0);
    await page.getByLabel("Owner", { exact: true }).selectOption("All owners");
    await rowOf(page, "Demo owner").waitFor();
    await page.getByLabel("To look after", { exact: true }).selectOption("Expiring within 30 days");
    await rowOf(page, "Demo owner").waitFor({ state: "detached" });
    await rowOf(page, "Ends soon").waitFor();
    await page.getByRole("columnheader", { name: "Expires" }).getByRole("button").click();
    await page.waitForURL(/sort=-expiresAt/);
  });

  it("counts what to look after, and filters by a click on the number", async () => {
    const { id } = await issueToken(test.owner, { label: "Switched off" });
    await test.owner.tokens.disable(id);
    const page = await open("access-tokens");
    const tile = page.getByRole("group", { name: "Tokens to look after" }).getByRole("button", { name: /Disabled$/ });
    await tile.filter({ hasText: /[1-9]/ }).click();
    await rowOf(page, "Demo owner").waitFor({ state: "detached" });
    await rowOf(page, "Switched off").waitFor();
    expect(await tile.getAttribute("aria-pressed")).toBe("true");
    await tile.click();
    await rowOf(page, "Demo owner").waitFor();
  });

  it("asks for one page, however many tokens there are", async () => {
    await Promise.all(Array.from({ length: 30 }, (_, index) => issueToken(test.owner, { label: `Many ${index}` })));
    const page = await open("access-tokens");
    const lists: string[] = [];
    page.on("request", (request) => new URL(request.url()).pathname === "/v1/tokens" && lists.push(request.url()));
    await tab.open("access-tokens?text=Many");
    await rowOf(page, "Many 29").waitFor();
    expect(lists).toHaveLength(1);
    await page.getByRole("button", { name: "Next page" }).click();
    await rowOf(page, "Many 0").waitFor();
    expect(lists).toHaveLength(2);
    await page.goBack();
    await rowOf(page, "Many 29").waitFor();
  });
});

describe(feature(48), () => {
  it("hides a column at once, and remembers it", async () => {
    const page = await open("access-tokens");
    await page.getByRole("button", { name: "Columns" }).click();
    await page.getByRole("menuitemcheckbox", { name: "Created" }).click();
    await page.getByRole("menuitemcheckbox", { name: "Services" }).click();
    await page.keyboard.press("Escape");
    const headers = () => page.getByRole("columnheader").allInnerTexts();
    expect((await headers()).join()).not.toContain("Created");
    await tab.open("access-tokens");
    await rows(page).first().waitFor();
    expect((await headers()).join()).toMatch(/Services/);
    expect((await headers()).join()).not.toContain("Created");
  });
});

describe(feature(49), () => {
  it("dims what is disabled, says what has expired, and copies what is active and public", async () => {
    const disabled = await issueToken(test.owner, { label: "Dimmed" });
    await test.owner.tokens.disable(disabled.id);
    const expired = await issueToken(test.owner, { label: "Over" });
    await editStoredToken(test, expired.id, { expiresAt: "2026-01-02T03:04:05.000Z" });
    const page = await open("access-tokens", "owner", CLIPBOARD);
    expect(await rowOf(page, "Dimmed").getAttribute("data-dimmed")).not.toBeNull();
    await rowOf(page, "Dimmed").getByText("Disabled").waitFor();
    expect(await rowOf(page, "Over").locator(".expired").innerText()).toMatch(/^Expired on /);
    await rowOf(page, "Over").getByText("Expired", { exact: true }).waitFor();

    await tab.open("access-tokens?text=Demo+shop");
    await page.getByRole("button", { name: "Copy token Demo shop" }).click();
    await page.getByText("Copied token Demo shop").waitFor({ state: "attached" });
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(test.demo.publicToken);
    expect(await rowOf(page, "Demo shop").getByRole("button", { name: /^Copy/ }).count()).toBe(1);
    await tab.open("access-tokens?text=Dimmed");
    await rowOf(page, "Dimmed").waitFor();
    expect(await rowOf(page, "Dimmed").getByRole("button", { name: /^Copy/ }).count()).toBe(0);
  });
});

describe(feature(50), () => {
  it("adds a public token by keyboard alone", async () => {
    const page = await open("access-tokens");
    await page.getByRole("button", { name: "Add token" }).focus();
    await page.keyboard.press("Enter");
    await field(page, "Label").waitFor();
    await page.keyboard.press("Escape");
    await dialogOf(page).waitFor({ state: "detached" });
    expect(await focusOf(page)).toContain("Add token");

    await page.keyboard.press("Enter");
    await field(page, "Label").focus();
    await page.keyboard.press("Enter");
    await page.getByText("Give it a name by which you will know it.").waitFor();
    await page.keyboard.type("By keyboard");
    await page.keyboard.press("Tab");
    await page.keyboard.type("demo");
    await page.getByRole("option", { name: "demo-shop" }).waitFor();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.type("Shop.Example.com\n*.co.uk");
    await page.getByText("Shop.Example.com is stored as https://shop.example.com").waitFor();
    await page.getByRole("listitem").filter({ hasText: "*.co.uk" }).getByText("many different owners").waitFor();

    // A stray Escape asks, and what was written stays.
    await page.keyboard.press("Escape");
    await page.getByRole("alertdialog").getByText("Discard what you have entered?").waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("alertdialog").waitFor({ state: "detached" });
    for (let removed = 0; removed < "\n*.co.uk".length; removed += 1) await page.keyboard.press("Backspace");
    expect(await field(page, "Domains").inputValue()).toBe("Shop.Example.com");
    await field(page, "Label").focus();
    await page.keyboard.press("Enter");

    const saved = page.getByRole("dialog", { name: "Your new token" });
    await saved.getByText(/data-token="lkp_\w+"\s+data-configurator="cfg_\w+"/).waitFor();
    await saved.getByRole("button", { name: "Done" }).focus();
    await page.keyboard.press("Enter");
    await rowOf(page, "By keyboard").waitFor();
    expect(await focusOf(page)).toContain("Add token");
    expect((await test.owner.tokens.list({ text: "By keyboard" })).items).toMatchObject([
      { kind: "public", domains: ["https://shop.example.com"], owner: { id: "demo-shop" } },
    ]);
  });

  it("shows a secret once, with a command that works, and leaves no trace of it", async () => {
    const page = await open("access-tokens", "owner", CLIPBOARD);
    await page.getByRole("button", { name: "Add token" }).click();
    await page.getByRole("radio", { name: "Private" }).check();
    await field(page, "Label").fill("Pipeline");
    await page.getByRole("group", { name: "Analytics" }).getByRole("radio", { name: "Read only" }).check();
    await dialogOf(page).getByRole("button", { name: "Add token" }).click();
    const saved = page.getByRole("dialog", { name: "Save your new token now" });
    await saved.getByRole("button", { name: "Copy command" }).click();
    const command = await page.evaluate(() => navigator.clipboard.readText());
    expect(JSON.parse((await promisify(execFile)("sh", ["-c", `${command} --silent`])).stdout)).toMatchObject({
      role: "viewer",
      scopes: ["analytics:read"],
    });
    const value = /lks_\w+/.exec(command)?.[0] ?? "";
    expect(await saved.getByText(`LATCHKEY_TOKEN=${value}`).count()).toBe(1);
    // What is shown once does not go away by itself.
    await page.keyboard.press("Escape");
    await page.mouse.click(5, 5);
    expect(await saved.isVisible()).toBe(true);

    await saved.getByRole("button", { name: "I have saved it" }).click();
    await rowOf(page, "Pipeline").waitFor();
    const traces = await page.evaluate(
      () =>
        document.documentElement.outerHTML +
        location.href +
        JSON.stringify([{ ...localStorage }, { ...sessionStorage }]),
    );
    expect(traces).not.toContain(value.slice(16));
    expect(tab.problems).toEqual([]);
  });

  it("edits, disables with a way back, rotates, reassigns, revokes and removes", async () => {
    const { id } = await issueToken(test.owner, { label: "Whole life", scopes: ["configurator:read"] });
    const page = await open("access-tokens?text=life");
    await choose(page, "Whole life", "Edit");
    await field(page, "Label").fill("Long life");
    await page.getByRole("group", { name: "Billing" }).getByRole("radio", { name: "Read only" }).check();
    await dialogOf(page).getByRole("button", { name: "Save" }).click();
    await page.getByText("Changed Long life.").waitFor();
    await expect.poll(() => focusOf(page)).toBe("Actions for Long life");
    expect(await test.owner.tokens.get(id)).toMatchObject({ scopes: ["billing:read", "configurator:read"] });

    await choose(page, "Long life", "Disable");
    await rowOf(page, "Long life").getByText("Disabled").waitFor();
    await page.getByRole("button", { name: "Undo" }).click();
    await rowOf(page, "Long life").getByText("Active").waitFor();

    await choose(page, "Long life", "Rotate");
    await page.getByRole("radio", { name: "7 days" }).check();
    await dialogOf(page).getByRole("button", { name: "Rotate" }).click();
    await page.getByText(/The old secret counts until/).waitFor();
    await page.getByRole("button", { name: "I have saved it" }).click();
    expect((await test.owner.tokens.get(id)).rotation).not.toBeNull();

    await rowOf(page, "Long life").click({ button: "right" });
    await page.getByRole("menuitem", { name: "Reassign" }).click();
    await field(page, "Service account").fill("demo");
    await page.getByRole("option", { name: "demo-shop" }).click();
    await dialogOf(page).getByRole("button", { name: "Reassign" }).click();
    await rowOf(page, "Long life").getByText("demo-shop").waitFor();

    await choose(page, "Long life", "Revoke");
    await page.getByRole("alertdialog").getByText("It stops with the next request").waitFor();
    await page.getByRole("alertdialog").getByRole("button", { name: "Revoke" }).click();
    await page.getByText("No request passes with it any more.").waitFor();
    await rowOf(page, "Long life").getByText("Revoked").waitFor();
    await choose(page, "Long life", "Remove");
    await field(page, "Type Long life to confirm").fill("Long life");
    await page.getByRole("alertdialog").getByRole("button", { name: "Remove" }).click();
    await page.getByText("No token fits these filters").waitFor();
    await expect(test.owner.tokens.get(id)).rejects.toMatchObject({ code: "not_found" });
  });

  it("changes many, and names those that were refused", async () => {
    const [, second] = [
      await issueToken(test.owner, { label: "Bulk one" }),
      await issueToken(test.owner, { label: "Bulk two" }),
    ];
    const page = await open("access-tokens?text=bulk");
    await page.getByRole("checkbox", { name: "Select all on this page" }).check();
    const bar = page.getByRole("region", { name: "Selected tokens" });
    await bar.getByText("2 tokens selected").waitFor();
    await bar.getByRole("button", { name: "Disable" }).click();
    await page.getByText("Disabled 2 tokens.").waitFor();
    await page.getByRole("button", { name: "Undo" }).click();
    await page.getByText("Enabled 2 tokens.").waitFor();

    // Somebody else revokes one in the meantime.
    await page.getByRole("checkbox", { name: "Select all on this page" }).check();
    await test.owner.tokens.revoke(second.id);
    await bar.getByRole("button", { name: "Disable" }).click();
    const outcome = page.getByRole("dialog", { name: "Disabled 1 of 2 tokens" });
    await expect
      .poll(() => outcome.getByRole("listitem").allInnerTexts())
      .toEqual(["Bulk two: The token is revoked.", "Bulk one: disabled."]);
    await expectAccessible(page, "outcome");
    await outcome.getByRole("button", { name: "Done" }).click();
  });
});

describe(feature(26), () => {
  it("offers only what a member may give to a token, and says who can give the rest", async () => {
    const page = await open("access-tokens", "workspace_manager");
    await page.getByRole("button", { name: "Add token" }).click();
    await page.getByRole("radio", { name: "Private" }).check();
    await expect
      .poll(() => field(page, "Scope").getByRole("option").allInnerTexts())
      .toEqual(["Viewer", "Team Member", "Workspace Manager"]);
    await dialogOf(page)
      .getByText(/Administrator and above: .*@.* can grant it\./)
      .waitFor();
  });

  it.each([
    ["viewer", false],
    ["team_member", false],
    ["workspace_manager", true],
  ] as const)("offers a %s to add tokens: %s", async (role, mayAdd) => {
    const page = await open("access-tokens?text=Demo+owner", role);
    expect(await page.getByRole("button", { name: "Add token" }).count()).toBe(mayAdd ? 1 : 0);
    await page.getByRole("button", { name: "Actions for Demo owner" }).click();
    const offered = await page.getByRole("menuitem").allInnerTexts();
    expect(offered).toContain("Open");
    expect(offered.some((text) => text.startsWith("Revoke"))).toBe(false);
    expect(offered.some((text) => text.startsWith("Edit"))).toBe(mayAdd);
  });
});

describe(feature(34), () => {
  it("makes the service account of a public token on the way", async () => {
    const page = await open("access-tokens");
    await page.getByRole("button", { name: "Add token" }).click();
    await page.getByRole("button", { name: "New service account" }).click();
    await page.getByLabel("Name", { exact: true }).fill("Spring Shop");
    await page.getByRole("button", { name: "Use spring-shop" }).click();
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await expect.poll(() => field(page, "Service account").inputValue()).toBe("spring-shop");
    await field(page, "Label").fill("Spring");
    await field(page, "Domains").fill("https://spring.example.com");
    await dialogOf(page).getByRole("button", { name: "Add token" }).click();
    await page.getByRole("dialog", { name: "Your new token" }).waitFor();
    expect((await test.owner.tokens.list({ text: "Spring" })).items).toMatchObject([{ owner: { id: "spring-shop" } }]);
  });
});

describe("the page of access tokens for everybody", () => {
  it("has no violations at 360 px, with each dialog", async () => {
    const page = await open("access-tokens?text=Demo+owner", "owner", {
      viewport: { width: 360, height: 740 },
    });
    await expectAccessible(page, "list");
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    await page.getByRole("button", { name: "Actions for Demo owner" }).click();
    await expectAccessible(page, "menu");
    await page.getByRole("menuitem", { name: "Edit" }).click();
    await page.getByRole("group", { name: "Billing" }).waitFor();
    await expectAccessible(page, "edit");
    await page.keyboard.press("Escape");
    await choose(page, "Demo owner", "Rotate");
    await expectAccessible(page, "rotate");
    await page.keyboard.press("Escape");
    await choose(page, "Demo owner", "Revoke");
    await expectAccessible(page, "revoke");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Add token" }).click();
    await field(page, "Service account").fill("demo");
    await page.getByRole("option", { name: "demo-shop" }).waitFor();
    await expectAccessible(page, "owners");
    await page.keyboard.press("Enter");
    await dialogOf(page).getByText(/^More/).click();
    await expectAccessible(page, "add public");
    await page.getByRole("radio", { name: "Private" }).check();
    await page.getByRole("group", { name: "Billing" }).waitFor();
    await expectAccessible(page, "add private");
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  });
});
