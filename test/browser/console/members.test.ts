import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser } from "../../support/browser.ts";
import { type ConsoleTab, signIn, violationsOf } from "../../support/console.ts";
import { feature } from "../../support/features.ts";
import { issueToken, join } from "../../support/people.ts";
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

async function open(target: string, ...[role = "owner", options = {}]: Partial<SignInArguments>): Promise<Page> {
  tab = await signIn(browser, test, role, options);
  await tab.open(target);
  await rows(tab.page).first().waitFor();
  return tab.page;
}
type SignInArguments = [Parameters<typeof signIn>[2], Parameters<typeof signIn>[3]];

const rows = (page: Page) => page.locator("tbody tr[data-row]");
const rowOf = (page: Page, name: string) => rows(page).filter({ hasText: name });
const dialogOf = (page: Page) => page.getByRole("dialog");
const choose = async (page: Page, name: string, action: string) => {
  await page.getByRole("button", { name: `Actions for ${name}` }).click();
  await page.getByRole("menuitem", { name: action, exact: true }).click();
};

describe(feature(35), () => {
  it("invites somebody, says what they have to do, renews the invitation and takes it back", async () => {
    const page = await open("members", "owner", { permissions: ["clipboard-read", "clipboard-write"] });
    await page.getByRole("button", { name: "Invite a member" }).click();
    await page.getByLabel("Email address").fill("Grace@Example.com");
    await page.getByRole("radio", { name: "Workspace Manager" }).check();
    await page.getByLabel("Billing").selectOption("No access");
    await page.keyboard.press("Enter");

    await dialogOf(page).getByText("grace@example.com is invited").waitFor();
    await page.getByRole("button", { name: "Copy the console's address" }).click();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(test.demo.consoleUrl);
    await page.getByRole("button", { name: "Done" }).click();

    const { items } = await test.owner.members.list({ text: "grace" });
    expect(items).toMatchObject([{ role: "workspace_manager", state: "invited", services: "all" }]);
    expect(items[0]?.scopes).toEqual(["account_management:write", "analytics:write", "configurator:write"]);
    await rowOf(page, "grace@example.com").getByText("Invited").waitFor();

    await choose(page, "grace@example.com", "Renew the invitation");
    await page.getByText("grace@example.com is invited until").waitFor();
    await choose(page, "grace@example.com", "Take the invitation back");
    await dialogOf(page).getByRole("button", { name: "Take back" }).click();
    await rowOf(page, "grace@example.com").waitFor({ state: "detached" });
    expect((await test.owner.members.list({ text: "grace" })).items).toEqual([]);
  });

  it("says beside the field why an invitation was refused", async () => {
    const page = await open("members");
    await page.getByRole("button", { name: "Invite a member" }).click();
    await page.getByLabel("Email address").fill("viewer@demo.example");
    await page.getByRole("button", { name: "Invite", exact: true }).click();
    await page.getByText("This address is a member or invited already.").first().waitFor();
  });

  it("edits rights, which hold at once", async () => {
    const { member, session } = await join(test, { role: "viewer" });
    const page = await open(`members?text=${member.email}`);
    await choose(page, member.email, "Edit rights");
    await page.getByRole("radio", { name: "Team Member" }).check();
    await page.getByLabel("Chosen services").check();
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText(`Saved the rights of ${member.email}.`).waitFor();
    expect(await session.whoami()).toMatchObject({ role: "team_member", services: [] });
    await rowOf(page, member.email).getByText("Team Member").waitFor();
  });

  it("suspends and reinstates, after saying what stops", async () => {
    const { member } = await join(test, { role: "viewer" });
    const page = await open(`members?text=${member.email}`);
    await choose(page, member.email, "Suspend");
    await dialogOf(page).getByText("stop until somebody reinstates them").waitFor();
    await dialogOf(page).getByRole("button", { name: "Suspend" }).click();
    await rowOf(page, member.email).getByText("Suspended").waitFor();
    await choose(page, member.email, "Reinstate");
    await rowOf(page, member.email).getByText("Active").waitFor();
    expect(await test.owner.members.get(member.id)).toMatchObject({ state: "active" });
  });

  it("says readably that the last owner stays", async () => {
    const page = await open("members");
    await choose(page, "owner@demo.example", "Suspend");
    await dialogOf(page).getByRole("button", { name: "Suspend" }).click();
    const alert = dialogOf(page).getByRole("alert");
    await alert.getByText("A workspace needs an owner").waitFor();
    await dialogOf(page).getByText("Make somebody else such an owner first.").waitFor();
  });

  it("removes who owns tokens once these are reassigned, right there", async () => {
    const { member, session } = await join(test, { role: "workspace_manager" });
    const tokens = [await issueToken(session, { label: "Nightly" }), await issueToken(session, { label: "Weekly" })];
    const page = await open(`members?text=${member.email}`);
    await choose(page, member.email, "Remove");
    await dialogOf(page).getByRole("button", { name: "Remove", exact: true }).click();
    await dialogOf(page).getByText("2 tokens belong to them.").waitFor();
    const named = dialogOf(page).getByRole("list", { name: "Tokens that stand in the way" });
    expect((await named.getByRole("link").allTextContents()).sort()).toEqual(["Nightly", "Weekly"]);

    await page.getByRole("button", { name: "Change tokens and remove" }).click();
    await page.getByText("Choose what becomes of the tokens.").waitFor();
    await page.getByLabel("Reassign them to a service account").check();
    await page.getByRole("button", { name: "Add new service account" }).click();
    await page.getByLabel("Name", { exact: true }).fill("left behind");
    await page.getByRole("button", { name: "Use left-behind" }).click();
    await page.getByRole("button", { name: "Add", exact: true }).click();
    expect(await page.getByRole("combobox", { name: "Service account" }).inputValue()).toBe("left-behind");
    await page.getByRole("button", { name: "Reassign tokens and remove" }).click();
    await page.getByText(`Removed ${member.email}.`).waitFor();

    for (const { id } of tokens) {
      expect(await test.owner.tokens.get(id)).toMatchObject({ status: "active", owner: { id: "left-behind" } });
    }
    await expect(test.owner.members.get(member.id)).rejects.toMatchObject({ code: "not_found" });
  });

  it("removes nobody while a token cannot be reassigned, and names the token", async () => {
    const { member, session } = await join(test, { role: "workspace_manager" });
    const { id } = await issueToken(session);
    await test.owner.serviceAccounts.create({ name: "holds-nothing", scopes: [] });
    const page = await open(`members?text=${member.email}`);
    await choose(page, member.email, "Remove");
    await dialogOf(page).getByRole("button", { name: "Remove", exact: true }).click();
    await page.getByLabel("Reassign them to a service account").check();
    await page.getByRole("combobox", { name: "Service account" }).selectOption("holds-nothing");
    await page.getByRole("button", { name: "Reassign tokens and remove" }).click();
    await page.getByText("These tokens were not changed").waitFor();
    expect(await dialogOf(page).getByRole("link", { name: "owner_lacks_right" }).getAttribute("href")).toBe(
      "/docs/errors/owner_lacks_right",
    );
    await dialogOf(page).getByRole("link", { name: id }).first().waitFor();
    expect(await test.owner.members.get(member.id)).toMatchObject({ state: "active" });
  });
});

describe(feature(26), () => {
  it("offers an administrator no role above theirs, and says who can give it", async () => {
    const page = await open("members", "administrator");
    await page.getByRole("button", { name: "Invite a member" }).click();
    const owner = page.getByRole("radio", { name: "Owner" });
    expect(await owner.isDisabled()).toBe(true);
    await page.getByText("You do not hold it. owner@demo.example can give it.").waitFor();
    expect(await page.getByRole("radio", { name: "Administrator" }).isEnabled()).toBe(true);
  });

  it("offers nothing for whoever holds more, and says so", async () => {
    const page = await open("members", "administrator");
    await page.getByRole("button", { name: "Actions for owner@demo.example" }).click();
    const remove = page.getByRole("menuitem", { name: /^Remove/ });
    expect(await remove.getAttribute("aria-disabled")).toBe("true");
    expect(await remove.textContent()).toContain("They hold more than you.");
  });

  it.each(["viewer", "team_member", "workspace_manager"] as const)("offers a %s no change of members", async (role) => {
    const page = await open("members", role);
    expect(await page.getByRole("button", { name: "Invite a member" }).count()).toBe(0);
    await rowOf(page, "administrator@demo.example").click({ button: "right" });
    const offered = await page.getByRole("menuitem").allTextContents();
    expect(offered).toEqual(["Show their tokens"]);
  });
});

describe(feature(36), () => {
  it("has the same menu behind the button, a right click and the keyboard", async () => {
    const page = await open("members");
    const name = "viewer@demo.example";
    const button = page.getByRole("button", { name: `Actions for ${name}` });
    await button.focus();
    await page.keyboard.press("Enter");
    await page.getByRole("menu").waitFor();
    const byKeyboard = await page.getByRole("menuitem").allTextContents();
    await page.keyboard.press("Escape");
    await page.getByRole("menu").waitFor({ state: "detached" });
    expect(await button.evaluate((element) => element === document.activeElement)).toBe(true);
    await rowOf(page, name).click({ button: "right" });
    expect(await page.getByRole("menuitem").allTextContents()).toEqual(byKeyboard);
    expect(byKeyboard).toContain("Remove");
  });

  it("edits a member by keyboard alone, and gives the focus back", async () => {
    const page = await open("members");
    const button = page.getByRole("button", { name: "Actions for viewer@demo.example" });
    await button.focus();
    await page.keyboard.press("Enter");
    await page.locator('[role="menuitem"][data-highlighted]').waitFor();
    await page.keyboard.press("Enter");
    await dialogOf(page).waitFor();
    await expect.poll(() => dialogOf(page).evaluate((element) => element.contains(document.activeElement))).toBe(true);
    await page.keyboard.press("Escape");
    await dialogOf(page).waitFor({ state: "detached" });
    await expect.poll(() => button.evaluate((element) => element === document.activeElement)).toBe(true);
  });

  it("gives the focus back to the button when Enter came while the menu itself had it", async () => {
    const page = await open("members");
    const button = page.getByRole("button", { name: "Actions for viewer@demo.example" });
    await button.focus();
    await page.keyboard.press("Enter");
    await page.locator('[role="menuitem"][data-highlighted]').waitFor();
    await page.getByRole("menu").evaluate((menu) => {
      if (!(menu instanceof HTMLElement)) throw new Error("The menu is no element of HTML.");
      menu.focus();
      menu.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }));
    });
    await dialogOf(page).waitFor();
    await expect.poll(() => dialogOf(page).evaluate((element) => element.contains(document.activeElement))).toBe(true);
    await page.keyboard.press("Escape");
    await dialogOf(page).waitFor({ state: "detached" });
    await expect.poll(() => button.evaluate((element) => element === document.activeElement)).toBe(true);
  });
});

describe("the list of members", () => {
  it("is searched and filtered by the API, and the address says how", async () => {
    const page = await open("members");
    await page.getByRole("searchbox", { name: "Search by email" }).fill("VIEWER@");
    await page.waitForURL(/text=VIEWER/);
    await rowOf(page, "owner@demo.example").waitFor({ state: "detached" });
    expect(await rows(page).count()).toBe(1);
    await page.getByLabel("Role", { exact: true }).selectOption("Owner");
    await page.getByText("Nobody fits the search").waitFor();
    await page.getByRole("button", { name: "Clear the search" }).click();
    await rowOf(page, "owner@demo.example").waitFor();
    expect(new URL(page.url()).search).toBe("");
  });

  it("leads to the tokens of a member", async () => {
    const page = await open("members?role=owner");
    await page.getByRole("link", { name: /tokens of owner@demo\.example/ }).click();
    const { searchParams, pathname } = new URL(page.url());
    expect(pathname).toMatch(/\/access-tokens$/);
    expect(searchParams.get("ownerType")).toBe("member");
    expect(searchParams.get("ownerId")).toMatch(/^mem_/);
  });
});

describe(feature(32), () => {
  it("checks a name while it is typed, and suggests one that would do", async () => {
    const page = await open("service-accounts");
    await page.getByRole("button", { name: "Add new service account" }).click();
    const name = page.getByLabel("Name", { exact: true });
    await name.fill("My Shop");
    await page.getByText("no spaces, no special characters").waitFor();
    expect(await name.getAttribute("aria-invalid")).toBe("true");
    await page.getByRole("button", { name: "Use my-shop" }).click();
    expect(await name.inputValue()).toBe("my-shop");
    await page.getByLabel("Description").fill("The shop in Vienna");
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await rowOf(page, "my-shop").getByText("The shop in Vienna").waitFor();

    await page.getByRole("button", { name: "Add new service account" }).click();
    await name.fill("my-shop");
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await dialogOf(page).getByRole("alert").waitFor();
  });

  it("edits, disables, enables and deletes one", async () => {
    await test.owner.serviceAccounts.create({ name: "short-lived" });
    const page = await open("service-accounts");
    await choose(page, "short-lived", "Edit");
    await page.getByLabel("Description").fill("For a week");
    await page.getByRole("button", { name: "Save" }).click();
    await rowOf(page, "short-lived").getByText("For a week").waitFor();
    await choose(page, "short-lived", "Disable");
    await dialogOf(page).getByRole("button", { name: "Disable" }).click();
    await rowOf(page, "short-lived").getByText("Disabled").waitFor();
    await choose(page, "short-lived", "Enable");
    await rowOf(page, "short-lived").getByText("Active").waitFor();
    await choose(page, "short-lived", "Delete");
    await dialogOf(page).getByRole("button", { name: "Delete" }).click();
    await rowOf(page, "short-lived").waitFor({ state: "detached" });
    await expect(test.owner.serviceAccounts.get("short-lived")).rejects.toMatchObject({ code: "not_found" });
  });

  it("deletes one that owns tokens once these are revoked, right there", async () => {
    await test.owner.serviceAccounts.create({ name: "full" });
    const { id } = await issueToken(test.owner, { label: "Kept", owner: { type: "service_account", id: "full" } });
    const page = await open("service-accounts");
    await choose(page, "full", "Delete");
    await dialogOf(page).getByRole("button", { name: "Delete" }).click();
    await dialogOf(page).getByText("1 token belongs to them.").waitFor();
    await page.getByLabel("Revoke them").check();
    await page.getByRole("button", { name: "Revoke tokens and delete" }).click();
    await rowOf(page, "full").waitFor({ state: "detached" });
    expect(await test.owner.tokens.get(id)).toMatchObject({ status: "revoked" });
  });
});

describe(feature(33), () => {
  it("shows how many tokens an account has and when one was used last, and leads to them", async () => {
    await test.owner.serviceAccounts.create({ name: "counted" });
    const { value } = await issueToken(test.owner, { owner: { type: "service_account", id: "counted" } });
    await test.client(value).whoami();
    const page = await open("members");
    await page.getByRole("link", { name: "Service accounts", exact: true }).click();
    await page.getByRole("heading", { level: 1, name: "Service accounts" }).waitFor();
    await rowOf(page, "counted").getByText("just now").waitFor();
    await page.getByRole("link", { name: "1 tokens of counted" }).click();
    await page.waitForURL(/access-tokens\?ownerType=service_account&ownerId=counted$/);
  });
});

describe("members and service accounts for everybody", () => {
  it("have nothing that axe finds, with each dialog", async () => {
    await test.owner.serviceAccounts.create({ name: "axe" });
    const { member, session } = await join(test, { role: "workspace_manager" });
    await issueToken(session);
    const page = await open("members");
    const found: string[] = [...(await violationsOf(page))];
    const look = async (open: () => Promise<void>, ready: string) => {
      await open();
      await dialogOf(page).getByText(ready).first().waitFor();
      found.push(...(await violationsOf(page)).map((violation) => `${ready}: ${violation}`));
      await page.keyboard.press("Escape");
      await dialogOf(page).waitFor({ state: "detached" });
    };
    await look(() => page.getByRole("button", { name: "Invite a member" }).click(), "Email address");
    await look(() => choose(page, member.email, "Edit rights"), "Chosen services");
    await look(() => choose(page, member.email, "Suspend"), "Suspend");
    await look(async () => {
      await choose(page, member.email, "Remove");
      await dialogOf(page).getByRole("button", { name: "Remove", exact: true }).click();
      await page.getByLabel("Reassign them to a service account").check();
    }, "They go on working.");
    await page.getByRole("link", { name: "Service accounts", exact: true }).click();
    await rows(page).first().waitFor();
    found.push(...(await violationsOf(page)));
    await look(async () => {
      await page.getByRole("button", { name: "Add new service account" }).click();
      await page.getByLabel("Name", { exact: true }).fill("a b");
    }, "Use a-b");
    await look(() => choose(page, "axe", "Edit"), "Description");
    await look(() => choose(page, "axe", "Disable"), "Disable");
    await look(() => choose(page, "axe", "Delete"), "Delete");
    expect(found).toEqual([]);
  });
});
