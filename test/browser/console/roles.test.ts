import type { Browser, Page, Request } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { API_FAMILIES, isRoleAtLeast, ROLES, type Role } from "../../../functions/domain/rights.ts";
import { launchBrowser } from "../../support/browser.ts";
import { type ConsoleTab, signIn } from "../../support/console.ts";
import { feature } from "../../support/features.ts";
import { issueToken, join, sessionWithRole } from "../../support/people.ts";
import {
  type Offer,
  otherSurfaces,
  type Shown,
  type Surface,
  tokenSurfaces,
} from "../../support/rights/console-offers.ts";
import { startTestPlatform, type TestPlatform } from "../../support/test-platform.ts";

let test: TestPlatform;
let browser: Browser;
let shown: Shown;

beforeAll(async () => {
  [test, browser] = await Promise.all([startTestPlatform(), launchBrowser()]);
  shown = await createShown();
});
afterAll(async () => {
  await browser.close();
  await test.close();
});

/** One of everything, in each state that has a menu of its own. Nobody below the owner made or owns any of it. */
async function createShown(): Promise<Shown> {
  const { owner, demo } = test;
  // With every scope, it is by the role alone that somebody may not.
  const scopes = API_FAMILIES.map((family) => `${family}:write` as const);
  for (const { id, role } of (await owner.members.list()).items) {
    if (role !== "owner") await owner.members.update(id, { scopes });
  }
  const issue = (label: string) =>
    issueToken(owner, {
      label,
      role: "viewer",
      scopes: ["configurator:read"],
      owner: { type: "service_account", id: demo.serviceAccount },
    });
  const [token, disabledToken, revokedToken] = [
    await issue("Looked at"),
    await issue("Switched off"),
    await issue("Done with"),
  ];
  await owner.tokens.disable(disabledToken.id);
  await owner.tokens.revoke(revokedToken.id);
  const least = { role: "viewer", scopes: [] } as const;
  const { member } = await join(test, least);
  const { member: suspended } = await join(test, least);
  await owner.members.suspend(suspended.id);
  const invited = await owner.members.invite({ email: "invited@example.com", ...least });
  for (const name of ["Other-account", "Stopped-account"]) await owner.serviceAccounts.create({ name, ...least });
  await owner.serviceAccounts.disable("Stopped-account");
  const service = await owner.services.create({ name: "Running" });
  const disabledService = await owner.services.create({ name: "Halted" });
  await owner.services.disable(disabledService.id);
  const application = await owner.applications.create({ serviceId: service.id, name: "Caller" });
  const suspendedApplication = await owner.applications.create({ serviceId: service.id, name: "Pausing" });
  await owner.applications.suspend(suspendedApplication.id);
  return {
    token: token.id,
    disabledToken: disabledToken.id,
    revokedToken: revokedToken.id,
    member,
    suspended,
    invited,
    service: service.id,
    disabledService: disabledService.id,
    application: application.id,
    suspendedApplication: suspendedApplication.id,
  };
}

/** Everything that a request could have changed, as the owner sees it. */
async function readAll(): Promise<string> {
  const { tokens, members, serviceAccounts, services, applications } = test.owner;
  const query = { limit: 100 };
  const lists = await Promise.all([
    tokens.list(query),
    members.list(query),
    serviceAccounts.list(query),
    services.list(query),
    applications.list({ ...query, serviceId: shown.service }),
  ]);
  return JSON.stringify(lists, (key, value: unknown) => (key.startsWith("lastUsed") ? undefined : value));
}

const button = (page: Page, name: string) => page.locator("main").getByRole("button", { name, exact: true });
const rowOf = (page: Page, name: string) => page.locator("tbody tr[data-row]").filter({ hasText: name });
const may = (role: Role) => (offer: Offer) => isRoleAtLeast(role, offer.lowest);
const offersOf = ({ buttons, menus }: Surface) => [...buttons, ...Object.values(menus).flat()];

/** The names of what can be chosen in the menu of a row, none when it has no menu. What stands there with a reason against it has that reason in its name. */
async function readMenu(page: Page, name: string): Promise<readonly string[]> {
  await rowOf(page, name).waitFor();
  const menu = rowOf(page, name).getByRole("button", { name: `Actions for ${name}`, exact: true });
  if ((await menu.count()) === 0) return [];
  await menu.click();
  const items = page.getByRole("menuitem");
  await items.first().waitFor();
  const names = await items.allTextContents();
  await page.keyboard.press("Escape");
  await items.first().waitFor({ state: "detached" });
  return names;
}

/** What the pages offer, as in the table: one line for each button and each menu. */
async function readOffers(
  tab: ConsoleTab,
  { page: address, buttons, settled = /Last use/, menus }: Surface,
): Promise<readonly string[]> {
  const { page } = tab;
  await tab.open(address);
  // The buttons of a page stand as soon as this does.
  const sign = Object.keys(menus).length === 0 ? page.getByText(settled) : page.locator("tbody tr[data-row]");
  await sign.first().waitFor();
  const lines: string[] = [];
  for (const { name } of buttons) if ((await button(page, name).count()) > 0) lines.push(`${address}: ${name}`);
  for (const name of Object.keys(menus)) {
    lines.push(`${address}, ${name}: ${(await readMenu(page, name)).join(", ")}`);
  }
  return lines;
}

function expectedOffers({ page, buttons, menus }: Surface, role: Role): readonly string[] {
  const names = (offers: readonly Offer[]) => offers.filter(may(role)).map(({ name }) => name);
  return [
    ...names(buttons).map((name) => `${page}: ${name}`),
    ...Object.entries(menus).map(([row, offers]) => `${page}, ${row}: ${names(offers).join(", ")}`),
  ];
}

/** The headers with which the page itself asks the API: its session, which no code of ours hands out. */
async function takeSession(tab: ConsoleTab): Promise<Readonly<Record<string, string>>> {
  const isOwn = (request: Request) => request.headers().authorization !== undefined;
  const [request] = await Promise.all([tab.page.waitForRequest(isOwn), tab.open("members")]);
  const headers = Object.entries(request.headers());
  return Object.fromEntries(headers.filter(([name]) => name === "authorization" || name.startsWith("latchkey-")));
}

/** Sends a request from the page, as a script in it would that knows its session. */
function force(page: Page, session: Readonly<Record<string, string>>, [method, path, body]: Forced) {
  return page.evaluate(
    async (request) => {
      const { status } = await fetch(request.path, {
        method: request.method,
        headers: { ...request.session, ...(request.body !== null && { "content-type": "application/json" }) },
        body: request.body,
      });
      return `${request.method} ${request.path}: ${status}`;
    },
    { session, method, path, body: body === undefined ? null : JSON.stringify(body) },
  );
}
type Forced = NonNullable<Offer["request"]>;

async function expectOffers(role: Role, surfaces: readonly Surface[]): Promise<void> {
  const tab = await signIn(browser, test, role);
  for (const surface of surfaces) expect.soft(await readOffers(tab, surface)).toEqual(expectedOffers(surface, role));
  expect(tab.problems).toEqual([]);
  await tab.context.close();
}

async function expectRefusals(role: Role, surfaces: readonly Surface[]): Promise<void> {
  const tab = await signIn(browser, test, role);
  const session = await takeSession(tab);
  const before = await readAll();
  expect(await force(tab.page, session, ["GET", "/v1/tokens"])).toBe("GET /v1/tokens: 200");
  const refused = surfaces.flatMap(offersOf).filter((offer) => !may(role)(offer));
  expect(refused.length).toBeGreaterThan(0);
  for (const { request } of refused) {
    if (request === undefined) continue;
    expect.soft(await force(tab.page, session, request)).toBe(`${request[0]} ${request[1]}: 403`);
  }
  expect(await readAll()).toBe(before);
  await tab.context.close();
}

/** Administrators and owners are refused nothing of what these pages offer. */
const REFUSED_ROLES = ROLES.filter((role) => !isRoleAtLeast(role, "administrator"));

describe(feature(27), () => {
  it.each(ROLES)("the page of access tokens offers the role %s what it may do, and nothing else", (role) =>
    expectOffers(role, tokenSurfaces(shown)),
  );

  it.each(REFUSED_ROLES)("what it does not offer the role %s is refused when it is asked for all the same", (role) =>
    expectRefusals(role, tokenSurfaces(shown)),
  );

  it("the lowest roles, too, are offered to stop what is their own, and nothing else", async () => {
    const [viewer] = (await test.owner.members.list({ role: "viewer", text: "viewer@demo" })).items;
    await test.owner.members.update(viewer?.id ?? "", { role: "workspace_manager" });
    const own = await issueToken(sessionWithRole(test, "viewer"), { label: "Of my own", role: "viewer" });
    await test.owner.members.update(viewer?.id ?? "", { role: "viewer" });
    const tab = await signIn(browser, test, "viewer");
    await tab.open("access-tokens?text=own");
    expect(await readMenu(tab.page, "Of my own")).toEqual(["Open", "Copy token id", "Disable", "Revoke"]);
    const session = await takeSession(tab);
    const ask = (method: string, path = "") => force(tab.page, session, [method, `/v1/tokens/${own.id}${path}`, {}]);
    expect(await ask("PATCH")).toMatch(/: 403$/);
    expect(await ask("DELETE")).toMatch(/: 200$/);
    await tab.context.close();
  });
});

describe(feature(36), () => {
  it.each(ROLES)("the pages of people and services offer the role %s what it may do, and nothing else", (role) =>
    expectOffers(role, otherSurfaces(shown)),
  );

  it.each(REFUSED_ROLES)("what they do not offer the role %s is refused when it is asked for all the same", (role) =>
    expectRefusals(role, otherSurfaces(shown)),
  );
});
