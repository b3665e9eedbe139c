import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Role } from "../../../functions/domain/rights.ts";
import { launchBrowser } from "../../support/browser.ts";
import { type ConsoleTab, expectAccessible, replaceText, signIn, violationsOf } from "../../support/console.ts";
import { feature } from "../../support/features.ts";
import { startTestPlatform, type TestPlatform } from "../../support/test-platform.ts";
import { isLeft } from "./support/left-secret.ts";

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

const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name, exact: true });
const rowOf = (page: Page, name: string) => page.locator("tbody tr[data-row]").filter({ hasText: name });
// A notification has the role of a dialog, too.
const dialogOf = (page: Page) => page.locator(".dialog");
const submit = (page: Page, name: string) => dialogOf(page).getByRole("button", { name, exact: true }).click();
const choose = async (page: Page, name: string, action: string) => {
  await button(page, `Actions for ${name}`).click();
  await page.getByRole("menuitem", { name: action, exact: true }).click();
};
const focused = (page: Page) =>
  page.evaluate(
    () => document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.textContent?.trim(),
  );
const reveals = async (serviceId: string) => {
  const { items } = await test.owner.auditEvents.list({ targetType: "service", targetId: serviceId, limit: 100 });
  return items.filter(({ operation }) => operation === "revealServiceToken").length;
};
/** The secret that a dialog shows, which neither Escape nor a click beside it closes. */
async function takeSecret(page: Page): Promise<string> {
  const shown = dialogOf(page).locator(".secret code");
  await shown.waitFor();
  await page.keyboard.press("Escape");
  await page.mouse.click(4, 4);
  const secret = (await shown.textContent()) ?? "";
  await button(page, "I have saved it").click();
  await shown.waitFor({ state: "detached" });
  return secret;
}
/** How a service's own token fares. */
const asks = async (token: string, serviceId: string) => {
  const { authorized, reason } = await test
    .client(token)
    .serviceManagement.authorize(serviceId, { applicationId: "app_000000000000" });
  return authorized ? "authorized" : reason;
};

describe(feature(37), () => {
  it("a service is created by keyboard, with its token, which leaves the page with the dialog", async () => {
    const page = await open("services");
    await page.getByText("No services yet").waitFor();
    await button(page, "Create service").focus();
    await page.keyboard.press("Enter");
    // The dialog takes the focus a moment after it is there.
    await dialogOf(page).locator("input:focus").waitFor();
    await page.keyboard.press("Enter");
    await page.getByText("Give it a name.").waitFor();
    await page.keyboard.type("Parts catalogue");
    await page.keyboard.press("Enter");
    const token = await takeSecret(page);
    expect(token).toMatch(/^lkv_[0-9A-Za-z]{61}$/);
    expect(await isLeft(page, token)).toBe(false);
    await expect.poll(() => focused(page)).toBe("Create service");
    await rowOf(page, "Parts catalogue").waitFor();
    const [service] = (await test.owner.services.list()).items;
    expect(await asks(token, service?.id ?? "")).toBe("application_unknown");
    expect(tab.problems).toEqual([]);
  });

  it("the token is revealed after a question, with an audit event, and is gone when its dialog is", async () => {
    const { id, token } = await test.owner.services.create({ name: "Revealed" });
    const page = await open(`services/${id}`, "team_member");
    await button(page, "Reveal").click();
    await page.getByText("The audit log keeps who revealed it").waitFor();
    await submit(page, "Cancel");
    expect(await reveals(id)).toBe(0);
    await button(page, "Reveal").click();
    await submit(page, "Reveal");
    const shown = await takeSecret(page);
    expect(shown).toBe(token);
    expect(await isLeft(page, shown)).toBe(false);
    await expect.poll(() => focused(page)).toBe("Reveal");
    expect(await reveals(id)).toBe(1);
    expect(await button(page, "Rotate").count()).toBe(0);
  });

  it("the token is rotated with a grace period, and the old one is ended before its time", async () => {
    const { id, token: before } = await test.owner.services.create({ name: "Rotated" });
    const page = await open(`services/${id}`, "workspace_manager");
    await button(page, "Rotate").click();
    await page.getByRole("radio", { name: "7 days" }).check();
    await submit(page, "Rotate");
    const token = await takeSecret(page);
    expect(token).not.toBe(before);
    await page.getByText("The token before this one still counts, until").waitFor();
    await page.getByText("It has not been used since the rotation began.").waitFor();
    for (const value of [before ?? "", token]) expect(await asks(value, id)).toBe("application_unknown");
    await button(page, "End it now").click();
    await submit(page, "End it now");
    await page.getByText("still counts, until").waitFor({ state: "detached" });
    expect(await asks(token, id)).toBe("application_unknown");
    await expect(asks(before ?? "", id)).rejects.toMatchObject({ status: 403 });
  });

  it("a service is disabled, enabled and deleted, and what stands against it is said in the dialog", async () => {
    const { id } = await test.owner.services.create({ name: "Stopped" });
    const application = await test.owner.applications.create({ serviceId: id, name: "Caller" });
    const page = await open("services", "administrator");
    await choose(page, "Stopped", "Disable");
    await submit(page, "Disable");
    await rowOf(page, "Stopped").getByText("Disabled").waitFor();
    expect((await test.owner.services.get(id)).state).toBe("disabled");
    await page.getByLabel("State").selectOption("Disabled");
    await page.waitForURL(/state=disabled/);
    await rowOf(page, "Parts catalogue").waitFor({ state: "detached" });
    await choose(page, "Stopped", "Enable");
    await page.getByText("No service is like that").waitFor();
    await button(page, "Show all").click();
    await rowOf(page, "Stopped").getByText("Active").waitFor();
    await rowOf(page, "Stopped").click({ button: "right" });
    await page.getByRole("menuitem", { name: "Delete" }).click();
    await submit(page, "Delete");
    await dialogOf(page).getByText("Delete its applications first.").waitFor();
    await test.owner.applications.delete(application.id);
    await submit(page, "Delete");
    await rowOf(page, "Stopped").waitFor({ state: "detached" });
    await expect(test.owner.services.get(id)).rejects.toMatchObject({ code: "not_found" });
  });

  it("a viewer reads everything but the token, and is offered no change", async () => {
    const { id } = await test.owner.services.create({ name: "Looked at" });
    await test.owner.applications.create({ serviceId: id, name: "Caller" });
    await test.owner.gatewayConfigurations.createVersion(id, { document: {} });
    const page = await open("services", "viewer");
    await rowOf(page, "Looked at").waitFor();
    expect(await button(page, "Create service").count()).toBe(0);
    const offered = async (name: string) => {
      await button(page, `Actions for ${name}`).click();
      await page.getByRole("menuitem").first().waitFor();
      const items = await page.getByRole("menuitem").allTextContents();
      await page.keyboard.press("Escape");
      await page.getByRole("menuitem").first().waitFor({ state: "detached" });
      return items;
    };
    expect(await offered("Looked at")).toEqual(["Open"]);
    await page.getByRole("link", { name: "Looked at", exact: true }).click();
    await page.getByText("A Team Member or above can reveal it.").waitFor();
    for (const name of ["Reveal", "Rotate", "Actions"]) expect(await button(page, name).count()).toBe(0);
    await page.getByRole("link", { name: "Applications", exact: true }).click();
    await rowOf(page, "Caller").waitFor();
    expect(await button(page, "Create application").count()).toBe(0);
    expect(await offered("Caller")).toEqual(["Usage"]);
    await page.getByRole("link", { name: "Gateway configuration", exact: true }).click();
    await rowOf(page, "Version 1").waitFor();
    for (const name of ["Create version", "Promote to production", "Pin staging"]) {
      expect(await button(page, name).count()).toBe(0);
    }
    expect(await offered("version 1")).toEqual(["View"]);
  });
});

describe(feature(39), () => {
  it("an application is created with a key that is shown once, and with limits", async () => {
    const { id: serviceId } = await test.owner.services.create({ name: "Called" });
    const page = await open(`services/${serviceId}?tab=applications`, "workspace_manager");
    await button(page, "Create application").click();
    await page.getByLabel("Name").fill("Acme's warehouse");
    await page.getByLabel("Per minute").fill("1.5");
    await page.keyboard.press("Enter");
    await page.getByText("Write a whole number, or nothing for no limit.").waitFor();
    await page.getByLabel("Per minute").fill("60");
    await page.getByLabel("Per month").fill("50");
    await page.getByText("per minute is never reached").waitFor();
    await page.getByLabel("Per month").fill("100000");
    await page.keyboard.press("Enter");
    const key = await takeSecret(page);
    expect(key).toMatch(/^lka_/);
    expect(await isLeft(page, key)).toBe(false);
    await rowOf(page, "60 a minute, 100,000 a month").waitFor();

    await choose(page, "Acme's warehouse", "Edit and set limits");
    await page.getByLabel("Per minute").fill("");
    await page.getByLabel("Per hour").fill("500");
    await page.getByLabel("External id").fill("crm-7");
    await submit(page, "Save");
    await rowOf(page, "500 an hour, 100,000 a month").waitFor();
    const [application] = (await test.owner.applications.list({ serviceId })).items;
    expect(application).toMatchObject({ externalId: "crm-7", limits: { perHour: 500, perMonth: 100_000 } });
    expect(application?.limits).not.toHaveProperty("perMinute");
    expect(tab.problems).toEqual([]);
  });

  it("its usage stands beside its limits, and is read again on demand", async () => {
    const service = await test.owner.services.create({ name: "Used" });
    const { id } = await test.owner.applications.create({
      serviceId: service.id,
      name: "Busy",
      limits: { perMonth: 10 },
    });
    const page = await open(`services/${service.id}?tab=applications`, "viewer");
    await choose(page, "Busy", "Usage");
    const month = dialogOf(page).getByRole("row", { name: /^This month/ });
    await month.getByText("0 of 10").waitFor();
    const { serviceManagement } = test.client(service.token ?? "");
    await serviceManagement.report(service.id, { transactions: [{ applicationId: id, usage: { hits: 12 } }] });
    await submit(page, "Read again");
    await month.getByText("12 of 10").waitFor();
    await month.getByText("Nothing").waitFor();
    await dialogOf(page)
      .getByRole("row", { name: /^Today 12 No limit/ })
      .waitFor();
  });

  it("it is suspended, resumed, given another key and deleted", async () => {
    const { id: serviceId } = await test.owner.services.create({ name: "Managed" });
    const { id, key } = await test.owner.applications.create({ serviceId, name: "Partner" });
    const state = async () => (await test.owner.applications.get(id)).state;
    const page = await open(`services/${serviceId}?tab=applications`, "administrator");
    await choose(page, "Partner", "Suspend");
    await submit(page, "Suspend");
    await rowOf(page, "Partner").getByText("Suspended").waitFor();
    expect(await state()).toBe("suspended");
    await choose(page, "Partner", "Resume");
    await rowOf(page, "Partner").getByText("Active").waitFor();
    expect(await state()).toBe("active");
    await choose(page, "Partner", "Rotate key");
    await submit(page, "Rotate");
    expect(await takeSecret(page)).not.toBe(key);
    await rowOf(page, "Former key until").waitFor();
    await rowOf(page, "Partner").click({ button: "right" });
    await page.getByRole("menuitem", { name: "Delete" }).click();
    await submit(page, "Delete");
    await page.getByText("No applications yet").waitFor();
    await expect(state()).rejects.toMatchObject({ code: "not_found" });
  });
});

describe(feature(40), () => {
  const editor = (page: Page) => page.getByRole("textbox", { name: "Document, JSON" });

  it("a version is written as JSON, and is not lost by a stray Escape", async () => {
    const { id } = await test.owner.services.create({ name: "Behind a gateway" });
    const page = await open(`services/${id}?tab=gateway`, "team_member");
    await button(page, "Create version").click();
    await replaceText(editor(page), '{"routes":[');
    await submit(page, "Create");
    await page.getByText("This is not JSON").waitFor();
    await page.getByLabel("Comment").focus();
    await page.keyboard.press("Escape");
    await page.getByRole("alertdialog").getByRole("button", { name: "Cancel" }).click();
    await replaceText(editor(page), '{"routes":["/parts"]}');
    await page.getByLabel("Comment").fill("First");
    await submit(page, "Create");
    await rowOf(page, "Version 1").getByText("First").waitFor();
    expect((await test.owner.gatewayConfigurations.getVersion(id, 1)).document).toEqual({ routes: ["/parts"] });
    expect(tab.problems).toEqual([]);
  });

  it("a version is viewed, promoted and held, and the tag is the one that a gateway gets", async () => {
    const { id } = await test.owner.services.create({ name: "Pulled" });
    for (const upstream of ["a", "b"]) {
      await test.owner.gatewayConfigurations.createVersion(id, { document: { upstream } });
    }
    const states = async () => {
      const { staging, production } = await test.owner.gatewayConfigurations.environments(id);
      return [staging, production].map(({ version, pinned }) => `${version}${pinned ? " pinned" : ""}`);
    };
    const page = await open(`services/${id}?tab=gateway`, "workspace_manager");
    await button(page, "Version 1").click();
    await page.waitForURL(/version=1/);
    await page.getByRole("textbox", { name: "Version 1, JSON" }).getByText('"a"').waitFor();
    await page.keyboard.press("Escape");
    await dialogOf(page).waitFor({ state: "detached" });
    await button(page, "Promote to production").click();
    await submit(page, "Promote version 2");
    await page.getByText("Production has version 2.").waitFor();
    expect(await states()).toEqual(["2", "2"]);
    await choose(page, "version 1", "Pin production to it");
    await submit(page, "Pin");
    await button(page, "Unpin production").waitFor();
    expect(await states()).toEqual(["2", "1 pinned"]);
    await button(page, "Actions for version 2").click();
    await page.getByRole("menuitem", { name: /Production is pinned/ }).waitFor();
    await page.keyboard.press("Escape");
    const production = page.getByRole("region", { name: "Production" });
    const { headers } = await test.request(`/v1/services/${id}/gateway-configuration`, { token: test.demo.ownerToken });
    await production.getByText(headers.get("etag") ?? "no tag", { exact: true }).waitFor();
    await button(page, "Unpin production").click();
    await submit(page, "Unpin");
    await button(page, "Pin production").waitFor();
    expect(await states()).toEqual(["2", "1"]);
    expect(tab.problems).toEqual([]);
  });
});

describe(`${feature(51)}: services`, () => {
  it("have no accessibility violation, on a page or in a dialog", async () => {
    const service = await test.owner.services.create({ name: "Seen" });
    await test.owner.applications.create({ serviceId: service.id, name: "Caller", limits: { perDay: 5 } });
    await test.owner.gatewayConfigurations.createVersion(service.id, { document: {} });
    const page = await open("services");
    const check = (name: string) => expectAccessible(page, name);
    const closeDialog = async () => {
      await page.keyboard.press("Escape");
      await dialogOf(page).waitFor({ state: "detached" });
    };
    await rowOf(page, "Seen").first().waitFor();
    await check("list");
    await button(page, "Create service").click();
    await check("create");
    await closeDialog();
    for (const action of ["Edit", "Disable", "Delete"]) {
      await choose(page, "Seen", action);
      await dialogOf(page).waitFor();
      await check(action);
      await closeDialog();
    }
    const dialogs = [
      ["", "Reveal"],
      ["", "Rotate"],
      ["?tab=applications", "Create application"],
      ["?tab=gateway", "Create version"],
      ["?tab=gateway", "Promote to production"],
    ] as const;
    for (const [tabOfPage, name] of dialogs) {
      await tab.open(`services/${service.id}${tabOfPage}`);
      await button(page, name).waitFor();
      await check(`page of ${name}`);
      await button(page, name).click();
      await dialogOf(page).waitFor();
      await check(name);
      await closeDialog();
    }
    await tab.open(`services/${service.id}?tab=applications`);
    for (const action of ["Edit and set limits", "Rotate key", "Suspend", "Delete"]) {
      await choose(page, "Caller", action);
      await dialogOf(page).waitFor();
      await check(`application: ${action}`);
      await closeDialog();
    }
    await choose(page, "Caller", "Usage");
    await dialogOf(page)
      .getByRole("row", { name: /^This month/ })
      .waitFor();
    await check("usage");
    await closeDialog();
    await tab.open(`services/${service.id}?tab=gateway&version=1`);
    await page.getByRole("textbox", { name: "Version 1, JSON" }).waitFor();
    await check("version");
  });

  it.each(["", "?tab=applications", "?tab=gateway"])("fit a narrow screen: %s", async (tabOfPage) => {
    const { id } = await test.owner.services.create({ name: "Narrow" });
    const page = await open(`services/${id}${tabOfPage}`, "owner", { viewport: { width: 360, height: 760 } });
    await page.getByRole("navigation", { name: "Parts of the service" }).waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  });
});

describe(feature(25), () => {
  it("a member without a service reads why there is nothing, and who can change it", async () => {
    const { items } = await test.owner.members.list({ role: "viewer" });
    const viewer = items[0]?.id ?? "";
    const { id } = await test.owner.services.create({ name: "Hidden" });
    await test.owner.members.update(viewer, { services: [] });
    const page = await open("services", "viewer");
    await page.getByRole("heading", { name: "You have access to no service yet" }).waitFor();
    await page.getByText("owner@demo.example").waitFor();
    expect(await page.getByRole("alert").count()).toBe(0);
    expect(await violationsOf(page)).toEqual([]);
    await tab.open(`services/${id}`);
    await page.getByRole("heading", { name: "You have access to no service yet" }).waitFor();
    expect(await page.textContent("body")).not.toContain("Hidden");
    await test.owner.members.update(viewer, { services: [id] });
    await tab.open("services");
    await rowOf(page, "Hidden").waitFor();
    expect(await page.locator("tbody tr[data-row]").count()).toBe(1);
  });
});
