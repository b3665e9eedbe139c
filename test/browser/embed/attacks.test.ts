import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { ConfiguratorDocument } from "../../../functions/domain/configurator/document.ts";
import { desk } from "./support/desk-configurator.ts";
import { htmlPage, scriptTag, visitMounted } from "./support/pages.ts";
import { PATIENTLY, type Stage, startStage, type Visit } from "./support/stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage.close());
beforeEach(() => stage.reset());

/** Tries to be more than a text, whatever it is put into. */
const EVIL = `"'></title></style></script><img src=x onerror=window.pwned=1><script>window.pwned=1</script>`;
const EVIL_ADDRESSES = [
  "javascript:window.pwned=1",
  "data:text/html,<script>parent.pwned=1</script>",
  "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='parent.pwned=1'><script>parent.pwned=1</script></svg>",
];

/** The document with every text in every language an attempt to be markup. */
function poison(document: ConfiguratorDocument): ConfiguratorDocument {
  const isText = (value: unknown) => typeof value === "object" && value !== null && Object.hasOwn(value, "en");
  return JSON.parse(
    JSON.stringify(document, (_, value) =>
      isText(value)
        ? Object.fromEntries(Object.entries(value).map(([locale, words]) => [locale, `${words} ${EVIL}`]))
        : value,
    ),
  );
}

const choosable = ({ page }: Visit, name: string) => page.getByRole("radio", { name }).first().waitFor();
/** No attempt was more than a text. */
const nothingRan = async (visit: Visit) => {
  await visit.page.waitForTimeout(100);
  expect(await visit.page.evaluate(() => Reflect.get(window, "pwned"))).toBeUndefined();
  expect(await visit.page.locator("[onerror], [onload], [src=x], a[href^=javascript]").count()).toBe(0);
  expect(visit.errors).toEqual([]);
};

describe("what a document says is no code", () => {
  it("in no text of a control, a message, a link or a notice", async () => {
    stage.api.publish(poison(desk));
    const visit = await visitMounted(stage, { cart: true });
    const { page } = visit;
    await page.getByRole("radio", { name: /^Marble/ }).check();
    await page.getByRole("button", { name: "Save" }).click();
    const link = page.getByLabel("Link to your configuration");
    await link.waitFor();
    // What was chosen is no more, so that the notice has all there is to say.
    const attributes = desk.attributes.filter(({ id }) => id !== "base");
    stage.api.publish(poison({ ...desk, attributes, rules: [], media: { ...desk.media, layers: [] } }));
    await page.goto(await link.inputValue());
    await page.locator("[part=notice]").getByText("onerror").first().waitFor();
    await nothingRan(visit);
  });

  it("in no address, color, locale or currency", async () => {
    const model = { src: EVIL_ADDRESSES[0] ?? "", usdz: EVIL_ADDRESSES[0] ?? "", ar: true };
    const color = `#000000"]{}*{display:none}`;
    const values = [{ id: "a", label: { en: "Ink" }, color }];
    const changes: readonly Partial<ConfiguratorDocument>[] = [
      { media: { ...desk.media, model, layers: EVIL_ADDRESSES.map((src) => ({ src })) } },
      { attributes: [{ type: "color", id: "c", label: { en: "Color" }, default: "a", values }], rules: [] },
      { pricing: { currencies: [EVIL], base: { [EVIL]: 1 } } },
      { locales: [EVIL] },
    ];
    for (const change of changes) {
      await stage.reset();
      stage.api.publish({ ...desk, ...change });
      const visit = await visitMounted(stage, { cart: true });
      await visit.page.locator("[part=panel]:not([aria-hidden]) [part=total], [role=alert]").first().waitFor();
      await nothingRan(visit);
      expect(visit.complaints.join()).not.toContain("Content-Security-Policy");
    }
  });

  it("in nothing that a page's storage kept", async () => {
    const visit = await visitMounted(stage);
    await choosable(visit, "Drum");
    await expect.poll(() => visit.page.evaluate(() => localStorage.length), PATIENTLY).toBe(1);
    const document = poison({ ...desk, media: { ...desk.media, layers: EVIL_ADDRESSES.map((src) => ({ src })) } });
    for (const product of [
      { configuratorId: EVIL, version: EVIL, document },
      { document: { __proto__: 1 } },
      null,
      5,
    ]) {
      await visit.page.evaluate((text) => {
        for (const key of Object.keys(localStorage)) localStorage.setItem(key, `${Date.now()} ${text}`);
      }, JSON.stringify(product));
      stage.api.overrides.set("/embed/v1/configurators", { status: 503, body: { code: EVIL, detail: EVIL } });
      await visit.page.reload();
      await visit.page.locator("[part=total], [role=alert]").first().waitFor();
      await nothingRan(visit);
    }
  });
});

describe("the page's address", () => {
  it.each(["..", "../..", "%2e%2e%2f", "javascript:1", EVIL, "__proto__", "a".repeat(5_000)])(
    "leads to nothing but our API, and is no code: ?latchkey=%s",
    async (shortId) => {
      const query = new URLSearchParams({
        latchkey: shortId,
        "latchkey.__proto__": EVIL,
        "latchkey.constructor": EVIL,
        "latchkey.shade": EVIL,
      });
      const visit = await visitMounted(stage, {}, `?${query}`);
      await choosable(visit, "Drum");
      await visit.page.getByText("could not be opened").waitFor();
      expect(stage.api.requests.every(({ path }) => path.startsWith("/embed/v1/"))).toBe(true);
      await nothingRan(visit);
    },
  );
});

describe("what is not the API", () => {
  it.each([
    null,
    "x",
    { code: EVIL, detail: EVIL, type: "javascript:window.pwned=1" },
    { code: "x", type: "http://" },
    { code: {}, title: [], type: {} },
  ])("may answer what it likes: %j", async (body) => {
    stage.api.overrides.set("/embed/v1/configurators", { status: 500, body });
    const visit = await visitMounted(stage);
    await visit.page.getByRole("button", { name: "Try again" }).waitFor();
    await nothingRan(visit);
    stage.api.overrides.clear();
    await visit.page.getByRole("button", { name: "Try again" }).click();
    await choosable(visit, "Drum");
  });
});

describe("elements of the page with names that scripts use", () => {
  it.each([
    `<div id="latchkey"></div>`,
    `<a id="latchkey" href="https://shop.invalid/">x</a>`,
    `<form id="latchkey"><input name="mount"><input name="push"></form>`,
    `<iframe name="latchkey" src="https://shop.invalid/"></iframe>`,
    `<img name="head"><img name="readyState"><img name="visibilityState"><form name="body"></form>`,
  ])("do not stand in its way: %s", async (html) => {
    stage.shop.pages.set(
      "/clobbered.html",
      htmlPage(`${html}<div id="a"></div>${scriptTag('data-target="#a" async')}`),
    );
    const visit = await stage.visit("/clobbered.html");
    await choosable(visit, "Drum");
    expect(visit.complaints).toEqual([]);
    await nothingRan(visit);
  });

  it("are not named like elements of its own, of which no two have the same name", async () => {
    stage.api.publish(desk);
    const visit = await visitMounted(stage, { cart: true });
    await visit.page.locator("input[type=file]").waitFor({ state: "attached" });
    const ids = await visit.page
      .locator("latchkey-configurator")
      .evaluate((host) => [...(host.shadowRoot?.querySelectorAll("[id]") ?? [])].map(({ id }) => id));
    expect(ids.length).toBeGreaterThan(10);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });
});

describe("what a page and its storage get to see", () => {
  it("is no edit key, in no event, answer or storage", async () => {
    const visit = await visitMounted(stage, { cart: true });
    const { page } = visit;
    await choosable(visit, "Drum");
    const seen = await page.evaluate(async () => {
      const heard: unknown[] = [];
      for (const name of ["ready", "change", "price", "save", "share", "addtocart", "error"])
        document.addEventListener(`latchkey:${name}`, (event) => heard.push(Reflect.get(event, "detail")));
      window.handle.hold("look", (item) => void heard.push(item));
      const answers = [await window.handle.save(), await window.handle.share(), await window.handle.addToCart()];
      return JSON.stringify([heard, answers, window.handle.getState(), { ...localStorage }, { ...sessionStorage }]);
    });
    expect(seen).toContain("fake.quote.signature");
    expect(stage.api.requests.at(-1)?.body ?? "").toContain("ek_");
    expect(seen).not.toContain("ek_");
    await page.goto("about:blank");
    await expect.poll(() => stage.api.events.some(({ name }) => name === "add_to_cart"), PATIENTLY).toBe(true);
    expect(JSON.stringify(stage.api.events)).not.toContain("ek_");
  });

  it("is nothing of an earlier visit, of any product, once there is no consent", async () => {
    const visit = await visitMounted(stage);
    await choosable(visit, "Drum");
    const kept = () => visit.page.evaluate(() => Object.keys(localStorage));
    await expect.poll(kept, PATIENTLY).toHaveLength(1);
    await visit.page.evaluate(() => {
      localStorage.setItem("latchkey:product:https://api.example/ cfg_b lkp_b", `${Date.now()} {}`);
      localStorage.setItem("the shop's own", "stays");
    });
    stage.shop.pages.set("/refused.html", htmlPage(scriptTag("data-consent=denied")));
    await visit.page.goto(`${stage.shop.url}/refused.html`);
    await choosable(visit, "Drum");
    await expect.poll(kept, PATIENTLY).toEqual(["the shop's own"]);
  });

  it("starts with nothing that its options should have held", async () => {
    const visit = await visitMounted(stage, { values: null });
    await choosable(visit, "Drum");
    expect(visit.complaints).toEqual([]);
  });
});
