import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ROLES } from "../../../functions/domain/rights.ts";
import { createClient } from "../../../sdk/src/index.ts";
import { launchBrowser } from "../../support/browser.ts";
import { signIn } from "../../support/console.ts";
import { feature } from "../../support/features.ts";
import { startTestPlatform, type TestPlatform } from "../../support/test-platform.ts";

/** Who is in the console, and where that is kept. */
describe("a session of the console in Chromium", () => {
  let test: TestPlatform;
  let browser: Browser;

  beforeAll(async () => {
    [test, browser] = await Promise.all([startTestPlatform(), launchBrowser()]);
  });
  afterAll(async () => {
    await browser.close();
    await test.close();
  });

  it.each(ROLES)("begins for the role %s with a sign-in, and offers what the role may do", async (role) => {
    const tab = await signIn(browser, test, role);
    await tab.page.getByRole("heading", { level: 1, name: "Access tokens" }).waitFor();
    const mayCreate = role !== "viewer" && role !== "team_member";
    expect(await tab.page.getByRole("button", { name: "Add token" }).count()).toBe(mayCreate ? 1 : 0);
    const links = await tab.page.locator("#navigation").getByRole("link").allInnerTexts();
    const mayAdminister = role === "administrator" || role === "owner";
    expect(links.map((text) => text.trim()).includes("Audit log")).toBe(mayAdminister);
    expect(tab.problems).toEqual([]);
    await tab.context.close();
  });

  it("keeps its tokens in memory: no storage, cookie, address or global of the console holds one", async () => {
    const tab = await signIn(browser, test, "owner");
    const jwts: string[] = [];
    tab.page.on("request", (request) => {
      const { authorization } = request.headers();
      if (authorization !== undefined) jwts.push(authorization.slice("Bearer ".length));
    });
    await tab.page.getByRole("link", { name: "Members" }).click();
    await tab.page.getByRole("heading", { level: 1, name: "Members" }).waitFor();
    await expect.poll(() => jwts.length).toBeGreaterThan(0);
    const kept = await tab.page.evaluate(() =>
      JSON.stringify([
        { ...localStorage },
        { ...sessionStorage },
        document.cookie,
        location.href,
        history.state,
        Object.keys(globalThis).filter((name) => /token|session|latchkey/i.test(name)),
        document.documentElement.outerHTML,
      ]),
    );
    for (const jwt of jwts) {
      const [, payload = "", signature = ""] = jwt.split(".");
      expect(signature.length).toBeGreaterThan(20);
      expect(kept).not.toContain(signature);
      expect(kept).not.toContain(payload);
    }
    expect(kept).not.toMatch(/eyJ[\w-]+\.[\w-]+\./);
    expect((await tab.context.cookies(test.platform.baseUrl)).filter(({ domain }) => domain === "console")).toEqual([]);
    await tab.context.close();
  });

  it("goes on after a reload and after following a link, without a question", async () => {
    const tab = await signIn(browser, test, "viewer");
    await tab.page.reload();
    await tab.page.getByRole("heading", { level: 1, name: "Access tokens" }).waitFor();
    await tab.page.goto(`${test.platform.baseUrl}/workspace/${test.demo.workspaceId}/members?text=owner`);
    await tab.page.getByRole("heading", { level: 1, name: "Members" }).waitFor();
    expect(new URL(tab.page.url()).pathname).toBe(`/console/workspace/${test.demo.workspaceId}/members`);
    expect(new URL(tab.page.url()).search).toBe("?text=owner");
    expect(tab.problems).toEqual([]);
    await tab.context.close();
  });

  it("ends with signing out, also for a reload and the way back", async () => {
    const tab = await signIn(browser, test, "owner");
    await tab.page.getByRole("button", { name: /^Account/ }).click();
    await tab.page.getByRole("menuitem", { name: "Sign out" }).click();
    await tab.page.getByRole("heading", { name: "Sign in to the console" }).waitFor();
    await tab.page.goBack();
    await tab.page.reload();
    await tab.page.getByRole("heading", { name: "Sign in to the console" }).waitFor();
    // The issuer has forgotten it, too: it asks who it is.
    await tab.page.getByRole("button", { name: "Sign in" }).click();
    await tab.page.getByRole("button", { name: /Olivia Owner/ }).waitFor();
    await tab.context.close();
  });

  it("is not begun by an answer that this tab has not asked for", async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(
      `${test.demo.consoleUrl}?code=stolen&state=made-up&iss=${encodeURIComponent(test.platform.issuer.url)}`,
    );
    await page.getByText("This sign-in was not started in this tab").waitFor();
    expect(new URL(page.url()).search).toBe("");
    await context.close();
  });

  it("asks before it joins a workspace, and says what to do when there is none", async () => {
    const { platform } = test;
    const viewer = platform.issuer.members.find(({ role }) => role === "viewer");
    if (viewer === undefined) throw new Error("there is no viewer");
    const member = (await test.owner.members.list({ text: viewer.email })).items[0];
    await test.owner.members.remove(member?.id ?? "");
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(test.demo.consoleUrl);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("button", { name: viewer.name }).click();
    await page.getByText(`${viewer.email} is in no workspace`).waitFor();

    await test.owner.members.invite({ email: viewer.email, role: "viewer" });
    await page.reload();
    await page.getByRole("button", { name: /^Join / }).click();
    await page.getByRole("heading", { level: 1, name: "Access tokens" }).waitFor();
    await context.close();
  });

  it("leads people of several workspaces from one to the other", async () => {
    const { platform, demo } = test;
    const owner = platform.issuer.members[0];
    if (owner === undefined) throw new Error("there is no owner");
    const session = createClient({
      baseUrl: platform.baseUrl,
      workspaceId: demo.workspaceId,
      token: () => platform.issuer.issueAccessToken(owner),
    });
    const { id } = await session.workspace.create({ name: "Second workspace" });
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(demo.consoleUrl);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("button", { name: owner.name }).click();
    await page.getByRole("link", { name: /Second workspace/ }).click();
    await page.getByRole("button", { name: "Workspace: Second workspace" }).click();
    expect(new URL(page.url()).pathname).toBe(`/console/workspace/${id}/access-tokens`);
    await page.getByRole("menuitemradio", { name: /My workspace/ }).click();
    await page.getByRole("rowheader", { name: "Demo shop" }).waitFor();
    expect(new URL(page.url()).pathname).toBe(`/console/workspace/${demo.workspaceId}/access-tokens`);
    await context.close();
  });

  it(`${feature(28)}: pasted anywhere, it is not taken for a session`, async () => {
    for (const token of [test.demo.ownerToken, test.demo.publicToken]) {
      // What only a session may do stays shut, whatever the token may do.
      const created = await test.request("/v1/workspaces", { method: "POST", token, body: { name: "By a token" } });
      expect(created.status).toBe(403);
      const listed = await test.request("/v1/sign-in/workspaces", { method: "POST", body: { idToken: token } });
      expect([listed.status, listed.json]).toEqual([401, expect.objectContaining({ code: "invalid_id_token" })]);
    }
    const context = await browser.newContext({ extraHTTPHeaders: { authorization: `Bearer ${test.demo.ownerToken}` } });
    const page = await context.newPage();
    await page.goto(
      `${test.demo.consoleUrl}workspace/${test.demo.workspaceId}/access-tokens?access_token=${test.demo.publicToken}`,
    );
    await page.getByRole("heading", { name: "Sign in to the console" }).waitFor();
    await context.close();
  });
});
