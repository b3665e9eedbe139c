import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createDemoConfigurator } from "../../../demo/product.ts";
import type { Handle } from "../../../embed/src/core/types.ts";
import { CONFIGURATOR_ID } from "./support/fake-api.ts";
import { htmlPage, scriptTag, visitMounted } from "./support/pages.ts";
import { PATIENTLY, type Stage, startStage, type Visit } from "./support/stage.ts";

declare global {
  interface Window {
    handle: Handle;
    heard: unknown[];
  }
}

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage.close());
beforeEach(() => stage.reset());

const quiet = ({ errors, complaints, violations }: Visit) =>
  expect([errors, complaints, violations]).toEqual([[], [], []]);
const bodies = (path: string) =>
  stage.api.requests
    .filter((request) => request.path.endsWith(path) && request.method === "POST")
    .map(({ body }) => JSON.parse(body));
const ready = async (visit: Visit) => {
  await visit.page.waitForFunction(() => "handle" in window);
  return visit.page.evaluate(() => window.handle.ready);
};

describe("a handle that cannot start", () => {
  it("is rejected where the page has no such target, and nothing is asked for then", async () => {
    const visit = await visitMounted(stage, { target: "#zzz" });
    await visit.page.waitForFunction(() => "handle" in window);
    const refusal = await visit.page.evaluate(() => window.handle.ready.catch(({ code, message }) => [code, message]));
    expect(refusal).toEqual(["target_not_found", 'Nothing on this page matches "#zzz".']);
    expect(visit.errors).toEqual([]);
  });

  it.each([{ configurator: undefined }, { token: undefined }])(
    "is rejected and says why without %j",
    async (missing) => {
      const visit = await visitMounted(stage, missing);
      await visit.page.waitForFunction(() => "handle" in window);
      const code = await visit.page.evaluate(() => window.handle.ready.catch((error) => error.code));
      expect(code).toBe("option_missing");
      expect(visit.complaints).toEqual(['[latchkey] A configurator needs "configurator", and "embed" or "token".']);
      expect([visit.errors, stage.api.requests]).toEqual([[], []]);
    },
  );

  it.each([
    { wish: { currency: "euro" }, line: '[latchkey] The configurator has no prices in "euro", only in EUR, USD.' },
    { wish: { locale: "fr" }, line: '[latchkey] The configurator has no texts in "fr", only in en, de, ar.' },
  ])("shows the default and says so in one line for $wish", async ({ wish, line }) => {
    const visit = await visitMounted(stage, wish);
    expect(await ready(visit)).toMatchObject({ currency: "EUR", locale: "en" });
    await expect.poll(() => visit.complaints, PATIENTLY).toEqual([line]);
  });
});

describe("a handle", () => {
  it("shows a shopper the words of a hold that keeps something out of the cart, with and without a button", async () => {
    for (const cart of [true, false]) {
      const visit = await visitMounted(stage, { cart });
      await ready(visit);
      const code = await visit.page.evaluate(() => {
        window.handle.hold("stock", () => Promise.reject(new Error("Sold out until May.")));
        return window.handle.addToCart().catch((error) => error.code);
      });
      expect(code).toBe("hold_rejected");
      await visit.page.getByRole("status").filter({ hasText: "Sold out until May." }).waitFor();
    }
  });

  it("tells a price once for each total, also where another version takes the product's place", async () => {
    const visit = await visitMounted(stage);
    await ready(visit);
    stage.api.publish(createDemoConfigurator());
    const heard = await visit.page.evaluate(async () => {
      const prices: unknown[] = [];
      window.handle.on("price", ({ price }) => prices.push(price));
      await window.handle.save().catch(() => undefined);
      return [prices, window.handle.getState()?.version];
    });
    expect(heard).toEqual([[], 2]);
  });

  it("chooses, undoes, redoes and goes back to the defaults, and names the source of each change", async () => {
    const visit = await visitMounted(stage);
    expect(await ready(visit)).toMatchObject({ shortId: null, isStale: false, currency: "EUR" });
    const result = await visit.page.evaluate(async () => {
      const { handle } = window;
      const heard: unknown[] = [];
      handle.on("change", ({ attributeId, source }) => heard.push(`${attributeId} ${source}`));
      await handle.set({ shade: "drum" });
      await handle.set({ dimmer: true }, { source: "shopper" });
      const undone = await handle.undo();
      const redone = await handle.redo();
      const state = await handle.reset();
      Reflect.set(state.values, "shade", "changed by the page");
      return { heard, undone: undone.values, redone: redone.values, after: handle.getState()?.values };
    });
    expect(result.heard).toEqual([
      "shade page",
      "dimmer shopper",
      "dimmer undo",
      "dimmer redo",
      "shade reset",
      "dimmer reset",
    ]);
    expect(result.undone).toMatchObject({ shade: "drum", dimmer: false });
    expect(result.redone).toMatchObject({ shade: "drum", dimmer: true });
    expect(result.after).toMatchObject({ shade: "dome", dimmer: false });
    quiet(visit);
  });

  it("tells of being ready also whoever listens later, and goes on when a listener throws", async () => {
    const visit = await visitMounted(stage);
    await ready(visit);
    const heard = await visit.page.evaluate(async () => {
      const heard: string[] = [];
      window.handle.on("ready", () => {
        throw new Error("the page's own mistake");
      });
      window.handle.on("ready", ({ configuratorId }) => heard.push(configuratorId));
      const end = window.handle.on("change", () => heard.push("change"));
      await window.handle.set({ shade: "drum" });
      end();
      await window.handle.set({ shade: "cone" });
      return heard;
    });
    expect(heard).toEqual([CONFIGURATOR_ID, "change"]);
    expect(visit.errors).toEqual([]);
    expect(visit.complaints.join()).toContain("the page's own mistake");
  });

  it("starts with values of the page, of its address, or with a saved configuration, the last of them first", async () => {
    const options = { values: { shade: "drum", base: "marble", brightness: 1 } };
    const visit = await visitMounted(
      stage,
      options,
      "?latchkey.shade=cone&latchkey.dimmer=true&latchkey.base=nonsense",
    );
    expect((await ready(visit)).values).toMatchObject({ shade: "cone", base: "marble", dimmer: true });
    const [saved, url] = await visit.page.evaluate(
      async () => [await window.handle.save(), await window.handle.share()] as const,
    );
    expect(new URL(url).search).toBe(`?latchkey=${saved.shortId}`);
    expect(saved).not.toHaveProperty("editKey");
    const again = await visitMounted(
      stage,
      { ...options, resume: saved.shortId },
      "?latchkey=other&latchkey.shade=dome",
    );
    expect(await ready(again)).toMatchObject({ shortId: saved.shortId, values: { shade: "cone", base: "marble" } });
    quiet(again);
  });

  it("saves the same values once, with the shop's reference", async () => {
    const visit = await visitMounted(stage, { customerReference: "C-17" });
    await ready(visit);
    const [first, second] = await visit.page.evaluate(() => Promise.all([window.handle.save(), window.handle.save()]));
    expect(second).toEqual(first);
    expect(await visit.page.evaluate(() => window.handle.save())).toEqual(first);
    expect(bodies("/configurations")).toEqual([expect.objectContaining({ customerReference: "C-17", version: 1 })]);
    quiet(visit);
  });

  it("puts into the cart what was saved and quoted, after the page's holds", async () => {
    const visit = await visitMounted(stage, { cart: true });
    await ready(visit);
    await visit.page.evaluate(() => {
      window.heard = [];
      window.handle.on("addtocart", (item) => window.heard.push(item));
      window.handle.hold("stock", () => Promise.reject(new Error("Only two are left.")));
    });
    const button = visit.page.getByRole("button", { name: "Add to cart" });
    await button.click();
    await visit.page.getByText("Only two are left.").waitFor();
    expect(await visit.page.evaluate(() => window.heard)).toEqual([]);
    await visit.page.evaluate(() => window.handle.hold("stock", (item) => void window.heard.push(item.shortId)));
    await button.click();
    await expect.poll(() => visit.page.evaluate(() => window.heard.length), PATIENTLY).toBe(2);
    const [shortId, item] = await visit.page.evaluate(() => window.heard);
    expect(item).toMatchObject({ shortId, quote: expect.any(String), price: { currency: "EUR", amount: 23_000 } });
    const asked = { currency: "EUR", editKey: `ek_${shortId}` };
    expect(bodies("/quote")).toEqual([asked, asked]);
    expect(bodies("/configurations")).toHaveLength(1);
    await visit.page.evaluate(() => window.handle.track("newsletter", { place: "footer" }));
    await visit.page.goto("about:blank");
    await expect.poll(() => stage.api.events.map(({ name }) => name), PATIENTLY).toContain("newsletter");
    expect(stage.api.events.map(({ name }) => name)).toEqual(expect.arrayContaining(["load", "save", "add_to_cart"]));
    quiet(visit);
  });

  it("shows a document that is given, loads nothing and sends nothing", async () => {
    const visit = await visitMounted(stage, { preview: createDemoConfigurator() });
    await ready(visit);
    await visit.page.evaluate(() => window.handle.set({ shade: "drum" }));
    const refusal = await visit.page.evaluate(() => window.handle.save().catch(({ code }) => code));
    expect(refusal).toBe("preview_only");
    await visit.page.evaluate(() => window.handle.track("custom"));
    expect(await visit.page.evaluate(() => [localStorage.length, sessionStorage.length])).toEqual([0, 0]);
    await visit.page.goto("about:blank");
    await visit.page.waitForTimeout(300);
    expect(stage.api.requests).toEqual([]);
    expect(visit.errors).toEqual([]);
  });

  it("is told what became of a saved configuration in a new version", async () => {
    const visit = await visitMounted(stage);
    await ready(visit);
    await visit.page.evaluate(() => window.handle.set({ shade: "drum", dimmer: true }));
    const { shortId } = await visit.page.evaluate(() => window.handle.save());
    const document = createDemoConfigurator();
    const attributes = document.attributes.filter(({ id }) => id !== "dimmer");
    const layers = document.media.layers.filter(({ when }) => !when || !("dimmer" in when));
    stage.api.publish({ ...document, attributes, media: { ...document.media, layers } });
    const again = await visitMounted(stage, {}, `?latchkey=${shortId}`);
    const state = await ready(again);
    expect(state).toMatchObject({ version: 2, shortId: null, values: { shade: "drum" } });
    expect(state.values).not.toHaveProperty("dimmer");
    quiet(again);
  });

  it("ends: what is asked of it later is refused, and nothing of it is left", async () => {
    const visit = await visitMounted(stage);
    await ready(visit);
    const codes = await visit.page.evaluate(async () => {
      window.handle.unmount();
      const { handle } = window;
      const asked = [handle.save(), handle.set({}), handle.undo(), handle.share(), handle.addToCart()];
      return Promise.all(asked.map((promise) => promise.catch(({ code }) => code)));
    });
    expect(codes).toEqual(Array.from({ length: 5 }, () => "unmounted"));
    expect(await visit.page.locator("latchkey-configurator").count()).toBe(0);
    quiet(visit);
  });
});

describe("without consent", () => {
  const nothing = async (visit: Visit) => {
    await ready(visit);
    await visit.page.getByRole("radio", { name: "Drum" }).check();
    await visit.page.evaluate(() => window.handle.track("custom"));
    expect(await visit.page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie])).toEqual([
      0,
      0,
      "",
    ]);
    await visit.page.goto("about:blank");
    await visit.page.waitForTimeout(300);
    expect(stage.api.events).toEqual([]);
  };

  it("collects, sends and stores nothing", async () => {
    await nothing(await visitMounted(stage, { consent: false }));
  });

  it("takes Global Privacy Control for a no, whatever the page says", async () => {
    const visit = await visitMounted(stage, { consent: true });
    await visit.page.context().addInitScript(() => {
      Object.defineProperty(Navigator.prototype, "globalPrivacyControl", { value: true });
    });
    await visit.page.reload();
    stage.api.events.length = 0;
    await visit.page.waitForFunction(() => "handle" in window);
    await visit.page.evaluate(() => window.handle.setConsent(true));
    await nothing(visit);
  });

  it("counts from the moment on that it is given, the load too", async () => {
    const visit = await visitMounted(stage, { consent: false });
    await ready(visit);
    await visit.page.getByRole("radio", { name: "Drum" }).check();
    await visit.page.evaluate(() => window.handle.setConsent(true));
    await visit.page.getByRole("radio", { name: "Cone" }).check();
    await visit.page.goto("about:blank");
    const names = () => stage.api.events.filter(({ name }) => !/shown/.test(name)).map(({ name }) => name);
    await expect.poll(names, PATIENTLY).toEqual(["load", "option_chosen"]);
  });

  it("is asked by an attribute of the script tag", async () => {
    const options = `data-consent="false" data-cart data-values='{"shade":"drum"}'`;
    stage.shop.pages.set("/tag.html", htmlPage(scriptTag(options)));
    const { page } = await stage.visit("/tag.html");
    await page.getByRole("button", { name: "Add to cart" }).waitFor();
    expect(await page.getByRole("radio", { name: "Drum" }).isChecked()).toBe(true);
    await page.goto("about:blank");
    await page.waitForTimeout(300);
    expect(stage.api.events).toEqual([]);
  });
});
