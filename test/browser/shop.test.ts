import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { launchBrowser, type PageWatch, watchPage } from "../support/browser.ts";
import { dumpTables } from "../support/dump-tables.ts";
import { startTestPlatform, type TestPlatform } from "../support/test-platform.ts";

/** The main job: a configurator on somebody else's website, in a real browser. */
describe("the demo shop in Chromium", () => {
  let test: TestPlatform;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let watch: PageWatch;

  beforeAll(async () => {
    [test, browser] = await Promise.all([startTestPlatform(), launchBrowser()]);
  });
  afterAll(async () => {
    await browser.close();
    await test.close();
  });
  beforeEach(async () => {
    context = await browser.newContext({ locale: "en-US" });
    page = await context.newPage();
    watch = watchPage(page, test.platform.baseUrl);
  });
  afterEach(() => context.close());

  const evilUrl = () => `http://evil.localhost:${test.platform.shopPort}`;
  const total = () => page.getByRole("group").filter({ hasText: "Total" }).innerText();
  const eventsStored = async () => (await dumpTables(test.platform)).filter((item) => item.includes('"EVENT"'));

  it("runs with web security on: a page cannot read another origin without its leave", async () => {
    await page.goto(`${test.demo.shopUrl}/`);
    const outcome = await page.evaluate(
      (url) =>
        fetch(url).then(
          () => "read",
          (error: unknown) => String(error),
        ),
      `${test.platform.baseUrl}/v1/whoami`,
    );
    expect(outcome).toContain("Failed to fetch");
  });

  it("loads, changes options, saves, resumes by the short id and sends analytics, from one script tag", async () => {
    await page.goto(`${test.demo.shopUrl}/`);
    await page.getByRole("radio", { name: "Dome" }).waitFor({ state: "attached" });
    // One request from script start to data, and no preflight: seen by the browser and by the server.
    expect(watch.apiRequests.filter((line) => !line.endsWith("/events"))).toEqual([
      `GET /embed/v1/configurators/${test.demo.configuratorId}`,
    ]);

    const before = await total();
    const picture = await page.locator("latchkey-configurator, #configurator").first().innerHTML();
    expect(picture).not.toContain("lks_");
    await page.getByRole("radio", { name: /^Drum/ }).check({ force: true });
    await page.getByRole("radio", { name: /^Marble/ }).check({ force: true });
    await page.getByRole("switch", { name: /dimmer/ }).check({ force: true });
    await page.getByRole("textbox", { name: /Engraving/ }).fill("For Ada");
    const after = await total();
    expect(after).not.toBe(before);
    await page.getByRole("img", { name: /Shade: Drum.*Foot: Marble/ }).waitFor();

    await page.getByRole("button", { name: "Save" }).click();
    await page.getByRole("status").filter({ hasText: "Saved" }).waitFor();
    const saves = await test.owner.configurations.list();
    const [saved] = saves.items;
    expect(saves.items).toHaveLength(1);
    expect(saved).toMatchObject({
      configuratorId: test.demo.configuratorId,
      savedFrom: test.demo.shopUrl,
      values: { shade: "drum", base: "marble", engraving: "For Ada" },
    });
    // The price on the page is the one that the server worked out.
    expect(after.replaceAll(/[^0-9]/g, "")).toContain(String(saved?.price.EUR));

    const other = await context.newPage();
    await other.goto(`${test.demo.shopUrl}/?latchkey=${saved?.shortId}`);
    await other.getByRole("radio", { name: /^Drum/, checked: true }).waitFor({ state: "attached" });
    expect(await other.getByRole("radio", { name: /^Marble/ }).isChecked()).toBe(true);
    expect(await other.getByRole("switch", { name: /dimmer/ }).isChecked()).toBe(true);
    expect(await other.getByRole("textbox", { name: /Engraving/ }).inputValue()).toBe("For Ada");

    // Leaving the pages sends what is still pending.
    await other.goto("about:blank");
    await page.goto("about:blank");
    await expect.poll(async () => (await eventsStored()).length, { timeout: 10_000 }).toBeGreaterThanOrEqual(7);
    const stored = (await eventsStored()).join("\n");
    for (const name of ["load", "option_chosen", "save", "resume"]) expect(stored).toContain(`"name":{"S":"${name}"}`);
    expect(stored).toContain(test.demo.shopUrl);

    const preflights = test.platform.logs
      .entries()
      .filter(({ kind, line }) => kind === "access" && /OPTIONS/.test(line));
    expect(preflights).toEqual([]);
    expect(watch.uncaughtErrors).toEqual([]);
  });

  it("works with the keyboard alone", async () => {
    await page.goto(`${test.demo.shopUrl}/`);
    await page.getByRole("radio", { name: "Dome" }).focus();
    await page.keyboard.press("ArrowRight");
    expect(await page.getByRole("radio", { name: "Cone" }).isChecked()).toBe(true);
    await page.getByRole("button", { name: "Save" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("status").filter({ hasText: "Saved" }).waitFor();
    expect(watch.uncaughtErrors).toEqual([]);
  });

  it("speaks German and counts in dollars", async () => {
    await page.goto(`${test.demo.shopUrl}/de/`);
    await page.getByRole("button", { name: "Speichern" }).waitFor();
    await page.getByRole("combobox").nth(1).selectOption("USD");
    await expect.poll(() => page.getByRole("group").filter({ hasText: "Gesamtpreis" }).innerText()).toContain("$");
  });

  it("is refused on another origin: no data, no CORS header, one line for the integrator, a plain message for the shopper", async () => {
    // Right after the good origin succeeded, so that every cache on the way is warm.
    await page.goto(`${test.demo.shopUrl}/`);
    await page.getByRole("radio", { name: "Dome" }).waitFor({ state: "attached" });

    const evil = await context.newPage();
    const evilWatch = watchPage(evil, test.platform.baseUrl);
    // The browser hides a blocked answer from the page and from its own tools; this is what came over the wire.
    const refused: Record<string, string>[] = [];
    const protocol = await context.newCDPSession(evil);
    await protocol.send("Network.enable");
    protocol.on("Network.responseReceivedExtraInfo", ({ statusCode, headers }) => {
      if (statusCode === 403) refused.push(headers);
    });
    await evil.goto(`${evilUrl()}/`);
    await evil.getByText("This configurator is not available right now.").waitFor();

    expect(await evil.getByRole("radio").count()).toBe(0);
    expect(await evil.getByText("Dome").count()).toBe(0);
    // Seen by the server as well as by the page: the request came with the foreign origin and was refused.
    const refusals = test.platform.logs.entries().filter(({ line }) => line.includes("origin_not_listed"));
    expect(refusals.length).toBeGreaterThan(0);
    expect(refusals.every(({ line }) => line.includes(evilUrl()))).toBe(true);
    expect(refused.length).toBeGreaterThan(0);
    const names = refused.flatMap((headers) => Object.keys(headers).map((name) => name.toLowerCase()));
    expect(names.filter((name) => name.startsWith("access-control-"))).toEqual([]);
    const hints = evilWatch.consoleLines.filter((line) => line.startsWith("[latchkey]"));
    expect(hints).toHaveLength(1);
    expect(hints[0]).toContain("origin_not_listed");
    expect(evilWatch.uncaughtErrors).toEqual([]);

    // What the page could do by itself fails in the same way.
    const stolen = await evil.evaluate(
      async ({ url, token }) => {
        const attempts = [
          fetch(`${url}?access_token=${token}`),
          fetch(url, { headers: { authorization: `Bearer ${token}` } }),
          fetch(`${url}?access_token=${token}`, { mode: "no-cors" }).then((answer) => answer.text()),
        ];
        return (await Promise.allSettled(attempts)).map((outcome) =>
          outcome.status === "rejected" ? "failed" : String(outcome.value),
        );
      },
      {
        url: `${test.platform.baseUrl}/embed/v1/configurators/${test.demo.configuratorId}`,
        token: test.demo.publicToken,
      },
    );
    expect(stolen).toEqual(["failed", "failed", ""]);
  });
});
