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

  it("puts into the cart what the shop's backend has read in a quote that it verified", async () => {
    await page.goto(`${test.demo.shopUrl}/`);
    await page.getByRole("radio", { name: /^Drum/ }).check({ force: true });
    const shown = await readPrice(page, "[part=total]");
    await page.getByRole("button", { name: "Add to cart" }).click();
    const item = page.locator("#cart li");
    await item.waitFor();
    const charged = await readPrice(page, "#cart li strong");
    expect(charged).toBe(shown);
    const [saved] = (await test.owner.configurations.list()).items;
    expect(await item.innerText()).toContain(saved?.shortId);
    expect(charged).toBe(String(saved?.price.EUR));
    await page.getByText("has checked the signature").waitFor();
    expect(await page.getByText("Your cart is empty.").isVisible()).toBe(false);
    expect(watch.uncaughtErrors).toEqual([]);
  });

  it.each([
    ["says another price", (quote: string) => withClaims(quote, { price: { currency: "EUR", amount: 1 } })],
    ["is for another workspace", (quote: string) => withClaims(quote, { aud: "ws_0therW0rksp0" })],
    ["is signed by nobody", (quote: string) => `${quote.slice(0, quote.lastIndexOf("."))}.`],
  ])("puts nothing into the cart when the quote %s", async (_, forge) => {
    await page.route("**/cart", async (route) => {
      const { quote } = route.request().postDataJSON();
      await route.continue({ postData: JSON.stringify({ quote: forge(quote) }) });
    });
    await page.goto(`${test.demo.shopUrl}/`);
    const answered = page.waitForResponse("**/cart");
    await page.getByRole("button", { name: "Add to cart" }).click();
    expect((await answered).status()).toBe(422);
    await page.getByRole("alert").filter({ hasText: "could not verify the price" }).waitFor();
    expect(await page.locator("#cart li").count()).toBe(0);
    expect(await page.getByText("Your cart is empty.").isVisible()).toBe(true);
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

  it("sells at once what was published while a page stood open, and to who arrives while caches have the former version", async () => {
    const arrive = async () => {
      const visitor = await context.newPage();
      await visitor.goto(`${test.demo.shopUrl}/`);
      await visitor.getByRole("radio", { name: "Drum" }).check({ force: true });
      return visitor;
    };
    const open = await arrive();
    const { draft } = await test.owner.configurators.get(test.demo.configuratorId);
    const { base } = draft.pricing;
    const dearer = Object.fromEntries(Object.entries(base).map(([currency, amount]) => [currency, amount + 7_700]));
    await test.owner.configurators.update(test.demo.configuratorId, {
      draft: { ...draft, pricing: { ...draft.pricing, base: dearer } },
    });
    await test.owner.configurators.publish(test.demo.configuratorId);
    const late = await arrive();
    for (const visitor of [open, late]) {
      const former = Number(await readPrice(visitor, "[part=total]"));
      await visitor.getByRole("button", { name: "Add to cart" }).click();
      await visitor.getByText("The product has changed meanwhile.").first().waitFor();
      expect(Number(await readPrice(visitor, "[part=total]"))).toBe(former + 7_700);
      await visitor.getByRole("radio", { name: "Drum", checked: true }).waitFor({ state: "attached" });
      await visitor.getByRole("button", { name: "Add to cart" }).click();
      await visitor.getByText("Added to your cart.").first().waitFor();
      expect(Number(await readPrice(visitor, "#cart li strong"))).toBe(former + 7_700);
    }
  });
});

/** The amount in cents that stands there. */
async function readPrice(page: Page, selector: string): Promise<string> {
  return (await page.locator(selector).innerText()).replaceAll(/[^0-9]/g, "");
}

/** The same quote with something else in it, under the signature that it had. */
function withClaims(quote: string, changed: object): string {
  const [header, payload = "", signature] = quote.split(".");
  const claims = { ...JSON.parse(Buffer.from(payload, "base64url").toString()), ...changed };
  return [header, Buffer.from(JSON.stringify(claims)).toString("base64url"), signature].join(".");
}
