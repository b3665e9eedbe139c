import { createHash, randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Listener, listen } from "../../local/http/listen.ts";
import { type LocalIssuer, startIssuer } from "../../local/issuer/issuer.ts";
import { DEMO_MEMBERS } from "../../local/issuer/members.ts";
import { analyze } from "../support/axe.ts";
import { launchBrowser } from "../support/browser.ts";

/** Signing in where `npm start` runs, as a page on the console's origin sees it. */
describe("the local issuer in Chromium", () => {
  const folder = mkdtempSync(join(tmpdir(), "latchkey-sign-in-"));
  let site: Listener;
  let issuer: LocalIssuer;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  const consoleUrl = () => `http://localhost:${site.port}/console/`;

  beforeAll(async () => {
    site = await listen(0, (_, response) => {
      response.writeHead(200, { "content-type": "text/html" }).end("<!doctype html><title>Console</title>");
    });
    [issuer, browser] = await Promise.all([
      startIssuer({ stateFile: join(folder, "issuer.json"), redirectUris: [consoleUrl()] }),
      launchBrowser(),
    ]);
  });
  afterAll(async () => {
    await browser.close();
    await issuer.stop();
    await site.close();
    rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    context = await browser.newContext({ viewport: { width: 360, height: 640 } });
    page = await context.newPage();
  });
  afterEach(() => context.close());

  const verifier = randomBytes(32).toString("base64url");
  const begin = (changes: Record<string, string> = {}) =>
    page.goto(
      `${issuer.url}/auth?${new URLSearchParams({
        client_id: issuer.clientId,
        response_type: "code",
        redirect_uri: consoleUrl(),
        scope: "openid email profile",
        code_challenge: createHash("sha256").update(verifier).digest("base64url"),
        code_challenge_method: "S256",
        state: "state-1",
        ...changes,
      })}`,
    );
  /** What the page on the console's origin gets for the code in its address. */
  async function exchange(): Promise<Record<string, unknown>> {
    await page.waitForURL(`${consoleUrl()}?code=**`);
    const form = {
      grant_type: "authorization_code",
      client_id: issuer.clientId,
      redirect_uri: consoleUrl(),
      code_verifier: verifier,
      code: new URL(page.url()).searchParams.get("code") ?? "",
    };
    return page.evaluate(
      async ([url, body]) => (await fetch(url, { method: "POST", body: new URLSearchParams(body) })).json(),
      [`${issuer.url}/token`, form] as const,
    );
  }
  const emailOf = ({ id_token: jwt }: Record<string, unknown>): unknown =>
    JSON.parse(Buffer.from(String(jwt).split(".")[1] ?? "", "base64url").toString("utf8")).email;

  it.each(["light", "dark"] as const)(
    "has a page without a fault of accessibility in %s colors",
    async (colorScheme) => {
      await page.emulateMedia({ colorScheme });
      await begin();
      expect(await analyze(page)).toEqual([]);
      expect(await page.getByRole("button").count()).toBe(DEMO_MEMBERS.length);
      const overflow = await page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth",
      );
      expect(overflow).toBe(0);
    },
  );

  it.each(DEMO_MEMBERS.map(({ email }, index) => ({ email, index })))(
    "signs in $email by keyboard",
    async ({ email, index }) => {
      await begin();
      for (let presses = 0; presses <= index; presses += 1) await page.keyboard.press("Tab");
      await page.keyboard.press("Enter");
      expect(emailOf(await exchange())).toBe(email);
    },
  );

  it("signs in as somebody else when the console asks for the choice again", async () => {
    const [first, second] = DEMO_MEMBERS;
    await begin();
    await page.getByRole("button", { name: first?.email ?? "" }).click();
    expect(emailOf(await exchange())).toBe(first?.email);
    // The session answers by itself.
    await begin();
    expect(emailOf(await exchange())).toBe(first?.email);
    await begin({ prompt: "login" });
    await page.getByRole("button", { name: second?.email ?? "" }).click();
    expect(emailOf(await exchange())).toBe(second?.email);
  });

  it("ends the sign-in without a question, comes back to the console, and asks the next time", async () => {
    await begin();
    await page.getByRole("button", { name: DEMO_MEMBERS[0]?.email ?? "" }).click();
    const tokens = await exchange();
    const leave = new URLSearchParams({
      client_id: issuer.clientId,
      id_token_hint: String(tokens.id_token),
      post_logout_redirect_uri: consoleUrl(),
      logout_uri: consoleUrl(),
    });
    await page.goto(`${issuer.url}/session/end?${leave}`);
    await page.waitForURL(consoleUrl());
    await begin();
    await page.getByRole("heading", { name: "Sign in" }).waitFor();
  });

  it("can be asked by pages of the console's origin only", async () => {
    const discover = () =>
      page.evaluate(
        (url) =>
          fetch(url).then(
            ({ status }) => status,
            (error: unknown) => String(error),
          ),
        `${issuer.url}/.well-known/openid-configuration`,
      );
    await page.goto(consoleUrl());
    expect(await discover()).toBe(200);
    await page.goto(`http://evil.localhost:${site.port}/`);
    expect(await discover()).toContain("Failed to fetch");
  });
});
