import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createDemoConfigurator } from "../../../demo/product.ts";
import { CONFIGURATOR_ID, TOKEN } from "./support/fake-api.ts";
import { PATIENTLY, type Stage, startStage } from "./support/stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage.close());
beforeEach(() => stage.reset());

const requestLines = () => stage.api.requests.map(({ method, path }) => `${method} ${path}`);
const languagesLoaded = () =>
  stage.api.requests.filter(({ path }) => path.includes("/configurators/")).map(({ language }) => language);

describe("a shopper", () => {
  it("loads with one request, without preflight, cookies or headers of ours", async () => {
    const { page } = await stage.visit();
    await page.getByRole("button", { name: "Save" }).waitFor();
    expect(requestLines()).toEqual([`GET /embed/v1/configurators/${CONFIGURATOR_ID}`]);
    const [request] = stage.api.requests;
    expect(request?.token).toBe(TOKEN);
    expect(request?.language).toBe("en");
    expect(request?.headers).toMatchObject({ origin: stage.shop.url, "sec-fetch-mode": "cors" });
    expect(Object.keys(request?.headers ?? {})).not.toContain("cookie");
  });

  it("chooses, sees the price at once, saves and opens the same again by its link", async () => {
    const { page, errors, complaints, violations } = await stage.visit();
    const total = page.locator("[part=total]");
    await expect.poll(() => total.textContent(), PATIENTLY).toBe("€230.00");
    await page.getByRole("radio", { name: "Drum" }).check();
    await expect.poll(() => total.textContent(), PATIENTLY).toBe("€245.00");
    await page.getByRole("slider", { name: "Brightness" }).fill("4");
    await expect.poll(() => total.textContent(), PATIENTLY).toBe("€257.00");
    await page.getByRole("switch", { name: "Touch dimmer" }).check();
    await page.getByLabel("Engraving").fill("For Ada");
    await expect.poll(() => total.textContent(), PATIENTLY).toBe("€290.00");
    await page.getByRole("button", { name: "Save" }).click();
    const field = page.getByLabel("Link to your configuration");
    await field.waitFor();
    const link = await field.inputValue();
    expect(link).toMatch(/^http:\/\/shop\.localhost:\d+\/\?latchkey=[0-9a-f]{16}$/);

    stage.api.requests.length = 0;
    const again = await stage.visit(link.replace(stage.shop.url, ""));
    await again.page.getByText("Here is your saved configuration.").waitFor();
    expect(await again.page.getByRole("radio", { name: "Drum" }).isChecked()).toBe(true);
    expect(await again.page.getByLabel("Engraving").inputValue()).toBe("For Ada");
    expect(await again.page.locator("[part=total]").textContent()).toBe("€290.00");
    const requested = requestLines().filter((line) => !line.endsWith("/events"));
    expect(requested).toEqual([`GET /embed/v1/configurations/${new URL(link).searchParams.get("latchkey")}`]);
    for (const list of [errors, complaints, violations, again.errors, again.complaints, again.violations]) {
      expect(list).toEqual([]);
    }
  });

  it("sends only plain text bodies", async () => {
    const { page } = await stage.visit();
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByLabel("Link to your configuration").waitFor();
    await expect
      .poll(() => requestLines().filter((line) => line.endsWith("/events")).length, PATIENTLY)
      .toBeGreaterThan(0);
    const posts = stage.api.requests.filter(({ method }) => method === "POST");
    for (const { headers } of posts) expect(headers["content-type"]).toBe("text/plain;charset=UTF-8");
    expect(stage.api.requests.filter(({ method }) => method === "OPTIONS")).toEqual([]);
  });

  it("sees the picture that the choices make", async () => {
    const { page } = await stage.visit();
    const shown = () =>
      page.locator("img.layer.shown").evaluateAll((images) => images.map((image) => image.getAttribute("src")));
    await expect.poll(shown, PATIENTLY).toContain("/images/shade-dome-clay.svg");
    await page.getByRole("radio", { name: "Cone" }).check();
    await page.getByRole("radio", { name: "Ink" }).check();
    await expect.poll(shown, PATIENTLY).toContain("/images/shade-cone-ink.svg");
    expect(await shown()).not.toContain("/images/shade-dome-clay.svg");
    await expect.poll(() => page.locator("img.layer").count(), PATIENTLY).toBe((await shown()).length);
    const picture = page.getByRole("img", { name: /^The Plover lamp/ });
    expect(await picture.getAttribute("aria-label")).toContain("Shade: Cone, Shade color: Ink");
  });

  it("switches language and currency, keeps the choices and the keyboard's place", async () => {
    const { page } = await stage.visit();
    await page.getByRole("radio", { name: "Drum" }).check();
    await page.getByLabel("Language").selectOption("de");
    expect(await page.getByRole("radio", { name: "Zylinder" }).isChecked()).toBe(true);
    expect(await page.locator("[part=total]").textContent()).toBe("245,00\u00a0€");
    expect(await page.getByLabel("Sprache").evaluate((select) => select.matches(":focus"))).toBe(true);
    await page.getByLabel("Währung").selectOption("USD");
    await expect.poll(() => page.locator("[part=total]").textContent(), PATIENTLY).toContain("$");
  });

  it("meets the configurator in the language of the page", async () => {
    const { page } = await stage.visit("/de/");
    await page.getByRole("button", { name: "Speichern" }).waitFor();
    expect(languagesLoaded()).toEqual(["de"]);
  });

  it("gets the texts of other languages when the first of them is wanted, and once", async () => {
    const { page } = await stage.visit();
    await page.getByRole("radio", { name: "Drum" }).check();
    expect(languagesLoaded()).toEqual(["en"]);
    await page.getByLabel("Language").selectOption("de");
    expect(await page.getByRole("radio", { name: "Zylinder" }).isChecked()).toBe(true);
    await page.getByLabel("Sprache").selectOption("ar");
    expect(await page.getByRole("radio", { name: "أسطوانة" }).isChecked()).toBe(true);
    expect(languagesLoaded()).toEqual(["en", null]);
  });

  it("reads the product in the language that is there when the others cannot be had, until they can", async () => {
    const { page, errors } = await stage.visit();
    await page.getByRole("radio", { name: "Drum" }).check();
    stage.api.overrides.set("/embed/v1/configurators/", "drop");
    await page.getByLabel("Language").selectOption("de");
    await page.getByRole("button", { name: "Speichern" }).waitFor();
    await expect.poll(() => languagesLoaded().length, PATIENTLY).toBeGreaterThan(1);
    expect(await page.getByRole("radio", { name: "Drum" }).isChecked()).toBe(true);
    stage.api.overrides.set("/embed/v1/configurators/", { status: 200, body: { version: 1 } });
    await page.getByLabel("Währung").selectOption("USD");
    await expect.poll(() => languagesLoaded().length, PATIENTLY).toBeGreaterThan(2);
    stage.api.overrides.clear();
    await page.getByLabel("Währung").selectOption("EUR");
    expect(await page.getByRole("radio", { name: "Zylinder" }).isChecked()).toBe(true);
    expect(errors).toEqual([]);
  });

  it("is told when the product changed before the save, and keeps what still exists", async () => {
    const { page } = await stage.visit();
    await page.getByRole("radio", { name: "Cone" }).check();
    const document = createDemoConfigurator();
    stage.api.publish({ ...document, pricing: { ...document.pricing, base: { EUR: 20_000, USD: 22_000 } } });
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("The product has changed meanwhile.").waitFor();
    expect(await page.getByRole("radio", { name: "Cone" }).isChecked()).toBe(true);
    expect(await page.locator("[part=total]").textContent()).toBe("€241.00");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByLabel("Link to your configuration").waitFor();
  });

  it("starts afresh when a link opens nothing", async () => {
    const { page, errors } = await stage.visit("/?latchkey=0000000000000000");
    await page.getByText("The saved configuration could not be opened").waitFor();
    expect(await page.getByRole("radio", { name: "Dome" }).isChecked()).toBe(true);
    expect(errors).toEqual([]);
  });
});

describe("analytics", () => {
  it("hear of load, price, choice, save and share, with ids of their own", async () => {
    const { page } = await stage.visit();
    await page.getByRole("radio", { name: "Drum" }).check();
    await page.getByLabel("Engraving").fill("Ada Lovelace");
    await page.getByLabel("Engraving").blur();
    await page.waitForTimeout(1_100);
    await page.getByRole("button", { name: "Share" }).click();
    await page.getByLabel("Link to your configuration").waitFor();
    await expect.poll(() => stage.api.events.map(({ name }) => name), PATIENTLY).toContain("share");
    const { events } = stage.api;
    const withoutPrices = events.filter(({ name }) => !name.endsWith("_shown"));
    expect(withoutPrices.map(({ name }) => name)).toEqual(["load", "option_chosen", "option_chosen", "save", "share"]);
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
    for (const event of events) {
      expect(event.id).toMatch(/^[0-9A-Za-z_-]{8,64}$/);
      expect(event.occurredAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
      expect(event.configuratorId).toBe(CONFIGURATOR_ID);
    }
    expect(withoutPrices[1]?.properties).toEqual({ first: true, attribute: "shade", value: "drum" });
    expect(withoutPrices[3]?.properties).toMatchObject({
      first: true,
      combination: expect.stringContaining("shade=drum"),
    });
    const prices = events.filter(({ name }) => name === "price_shown");
    const shown = events.filter(({ name }) => name === "option_shown").map(({ properties }) => properties?.attribute);
    expect([shown[0], new Set(shown).size]).toEqual(["shade", shown.length]);
    expect(prices.at(-1)?.properties).toEqual({ currency: "EUR", amount: 25_900 });
    expect(JSON.stringify(events)).not.toContain("Lovelace");
  });

  it("are sent when the shopper leaves before the first batch", async () => {
    const { page } = await stage.visit();
    await page.getByRole("radio", { name: "Drum" }).check();
    await page.goto("about:blank");
    const sentNames = () => stage.api.events.map(({ name }) => name).filter((name) => name !== "option_shown");
    await expect.poll(sentNames, PATIENTLY).toEqual(["load", "option_chosen"]);
    const sent = stage.api.requests.find(({ path }) => path === "/embed/v1/events");
    expect(sent?.headers["content-type"]).toBe("text/plain;charset=UTF-8");
    expect(sent?.headers.origin).toBe(stage.shop.url);
  });

  it("repeat an event under its id when the answer was lost", async () => {
    stage.api.overrides.set("/embed/v1/events", { status: 500, body: {} });
    await stage.visit();
    const batches = () =>
      stage.api.requests
        .filter(({ path }) => path === "/embed/v1/events")
        .map(({ body }) =>
          JSON.parse(body).events.map(({ id, name }: { id: string; name: string }) => `${name} ${id}`),
        );
    await expect.poll(() => batches().length, PATIENTLY).toBe(1);
    stage.api.overrides.clear();
    await expect.poll(() => batches().length, PATIENTLY).toBe(2);
    expect(batches()[1]).toEqual(expect.arrayContaining(batches()[0]));
  });
});
