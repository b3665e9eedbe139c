import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { CONFIGURATOR_ID, TOKEN } from "./support/fake-api.ts";
import { PATIENTLY, type Stage, startStage } from "./support/stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage.close());
beforeEach(() => stage.reset());

const page = (body: string, head = "") =>
  `<!doctype html><html lang="en"><head><title>Shop</title>${head}</head><body>${body}</body></html>`;
const tag = (attributes: string) =>
  `<script src="{{scriptUrl}}" data-token="{{publicToken}}" data-configurator="{{configuratorId}}" ${attributes}></script>`;

describe("on a page", () => {
  it("stands where the script tag stands when no target is named", async () => {
    stage.shop.pages.set("/here.html", page(`<p id="before"></p>${tag("")}<p id="after"></p>`));
    const visit = await stage.visit("/here.html");
    await visit.page.getByRole("button", { name: "Save" }).waitFor();
    const order = await visit.page.evaluate(() =>
      [...document.querySelectorAll("#before, latchkey-configurator, #after")].map(
        ({ id, localName }) => id || localName,
      ),
    );
    expect(order).toEqual(["before", "latchkey-configurator", "after"]);
  });

  it("works three times side by side, from two tags and an element", async () => {
    const element = `<latchkey-configurator token="{{publicToken}}" configurator="{{configuratorId}}" locale="de" currency="USD"></latchkey-configurator>`;
    stage.shop.pages.set(
      "/three.html",
      page(
        `${element}<div id="a"></div><div id="b"></div>${tag('data-target="#a" async')}${tag('data-target="#b" data-locale="de" async')}`,
      ),
    );
    const visit = await stage.visit("/three.html");
    await expect
      .poll(() => visit.page.locator("[part=total]").allTextContents(), PATIENTLY)
      .toEqual(["255,50\u00a0$", "€230.00", "230,00\u00a0€"]);
    await visit.page.locator("#a").getByRole("radio", { name: "Drum" }).check();
    await expect
      .poll(() => visit.page.locator("[part=total]").allTextContents(), PATIENTLY)
      .toEqual(["255,50\u00a0$", "€245.00", "230,00\u00a0€"]);
    // The page decided about language and currency, so there is nothing to switch.
    expect(await visit.page.locator("latchkey-configurator[currency]").getByRole("combobox").count()).toBe(0);
    expect(visit.errors).toEqual([]);
  });

  it("follows its attributes, survives being moved, and ends when it is removed", async () => {
    stage.shop.pages.set("/moved.html", page(`<div id="a"></div><main id="b"></main>${tag('data-target="#a" async')}`));
    const visit = await stage.visit("/moved.html");
    const element = visit.page.locator("latchkey-configurator");
    await element.getByRole("radio", { name: "Drum" }).check();
    await element.evaluate((host) => document.querySelector("#b")?.append(host));
    await element.evaluate((host) => host.setAttribute("locale", "de"));
    await expect.poll(() => element.getByRole("radio", { name: "Zylinder" }).isChecked(), PATIENTLY).toBe(true);
    await element.evaluate((host) => host.remove());
    await expect.poll(() => stage.api.events.length, PATIENTLY).toBeGreaterThan(0);
    expect(visit.errors).toEqual([]);
  });

  it("keeps calls that were made before the script was there", async () => {
    stage.shop.pages.set(
      "/early.html",
      page(
        `<div id="a"></div><script>
          (window.latchkey ||= []).push((latchkey) => {
            window.handle = latchkey.mount({ target: "#a", token: "{{publicToken}}", configurator: "{{configuratorId}}" });
          });
          window.latchkey.push(() => { throw new Error("the page's own mistake"); });
          window.latchkey.push(() => { window.third = true; });
        </script><script src="{{scriptUrl}}" async></script>`,
      ),
    );
    const visit = await stage.visit("/early.html");
    await visit.page.getByRole("button", { name: "Save" }).waitFor();
    expect(await visit.page.evaluate(() => Reflect.get(window, "third"))).toBe(true);
    expect(visit.errors).toEqual([]);
    expect(visit.complaints.join()).toContain("the page's own mistake");
  });

  it("gives the page a handle to read, choose, save, share and listen", async () => {
    stage.shop.pages.set("/handle.html", page(`<div id="a"></div><script src="{{scriptUrl}}"></script>`));
    const visit = await stage.visit("/handle.html");
    await visit.page.waitForFunction(() => "latchkey" in window);
    const result = await visit.page.evaluate(
      async ([token = "", configurator = ""]) => {
        const { latchkey } = window;
        if (!latchkey || !("mount" in latchkey)) throw new Error("no latchkey");
        const handle = latchkey.mount({ target: "#a", token, configurator });
        const heard: unknown[] = [];
        for (const name of ["change", "price", "save", "share"] as const)
          handle.on(name, (detail) => heard.push([name, detail]));
        const before = handle.getState();
        const ready = await handle.ready;
        const chosen = await handle.set({ shade: "drum", dimmer: true });
        const refusal: unknown = await handle
          .set({ shade: "square" })
          .catch((error) => ({ ...error, message: error.message }));
        const saved = await handle.save();
        const url = await handle.share();
        const after = handle.getState();
        handle.unmount();
        return {
          before,
          ready,
          chosen,
          refusal,
          saved,
          url,
          after,
          heard,
          isGone: !document.querySelector("latchkey-configurator"),
        };
      },
      [TOKEN, CONFIGURATOR_ID],
    );
    expect(result.before).toBeUndefined();
    expect(result.ready).toMatchObject({
      version: expect.any(Number),
      price: { EUR: 23_000 },
      locale: "en",
      currency: "EUR",
      shortId: null,
    });
    expect(result.chosen).toMatchObject({
      values: { shade: "drum", dimmer: true, base: "oak" },
      price: { EUR: 26_400 },
    });
    expect(result.refusal).toMatchObject({
      code: "values_not_accepted",
      problems: [{ attributeId: "shade", value: "square" }],
    });
    expect(result.after).toMatchObject({ shortId: result.saved.shortId });
    expect(result.url).toContain(`latchkey=${result.saved.shortId}`);
    expect(result.heard).toEqual([
      ["price", { price: result.ready.price, currency: "EUR" }],
      ["change", { attributeId: "shade", from: "dome", to: "drum", source: "page" }],
      ["change", { attributeId: "dimmer", from: false, to: true, source: "page" }],
      ["price", { price: result.chosen.price, currency: "EUR" }],
      ["save", result.saved],
      ["share", { url: result.url, shortId: result.saved.shortId }],
    ]);
    expect(result.isGone).toBe(true);
    expect(visit.errors).toEqual([]);
  });

  it("leaves no global but its own, and no style attribute", async () => {
    stage.shop.pages.set("/globals.html", page(`<div id="a"></div>${tag('data-target="#a"')}`));
    stage.shop.pages.set("/empty.html", page('<div id="a"></div>'));
    const globals = (visited: Page) => visited.evaluate(() => Object.getOwnPropertyNames(window));
    const without = await stage.visit("/empty.html");
    const visit = await stage.visit("/globals.html");
    await visit.page.getByRole("button", { name: "Save" }).waitFor();
    const known = new Set(await globals(without.page));
    expect((await globals(visit.page)).filter((name) => !known.has(name))).toEqual(["latchkey"]);
    expect(await visit.page.locator("[style]").count()).toBe(0);
  });
});

describe("when something fails", () => {
  const evil = () => stage.shop.url.replace("shop.", "evil.");

  it("shows a page on a foreign origin nothing but a plain message, and its maker one warning", async () => {
    const good = await stage.visit();
    await good.page.getByRole("button", { name: "Save" }).waitFor();
    const { page: visited, errors, complaints } = await stage.visit("/", { origin: evil() });
    await visited.getByText("This configurator is not available right now.").waitFor();
    expect(await visited.getByRole("button", { name: "Try again" }).count()).toBe(0);
    expect(complaints).toEqual([
      `[latchkey] The configurator ${CONFIGURATOR_ID} could not be loaded on ${evil()}: origin_not_listed. This website is not listed. Fix: Add it. See https://docs.example/errors/origin_not_listed`,
    ]);
    expect(errors).toEqual([]);
    expect(await visited.locator("latchkey-configurator").innerHTML()).toBe("");
    await visited.goto("about:blank");
    await visited.waitForTimeout(300);
    expect(stage.api.requests.filter(({ headers }) => headers.origin === evil()).map(({ path }) => path)).toEqual([
      `/embed/v1/configurators/${CONFIGURATOR_ID}`,
      "/embed/v1/diagnose",
    ]);
  });

  it("lets a shopper try again after the connection broke", async () => {
    stage.api.overrides.set("/embed/v1", "drop");
    const { page: visited, errors, complaints } = await stage.visit();
    const retry = visited.getByRole("button", { name: "Try again" });
    await retry.waitFor();
    expect(complaints).toHaveLength(1);
    stage.api.overrides.clear();
    await retry.click();
    await visited.getByRole("button", { name: "Save" }).waitFor();
    expect(errors).toEqual([]);
  });

  it.each([
    { name: "nothing is published", status: 404, body: { code: "not_found" }, text: "not available" },
    {
      name: "there are too many requests",
      status: 429,
      body: { code: "too_many_requests" },
      text: "could not be reached",
    },
    { name: "the API fails", status: 500, body: { message: "Internal Server Error" }, text: "could not be reached" },
    { name: "the answer is no configurator", status: 200, body: [], text: "not available" },
  ])("stays calm when $name", async ({ status, body, text }) => {
    stage.api.overrides.set("/embed/v1/configurators", { status, body });
    const { page: visited, errors, complaints } = await stage.visit();
    await visited.getByRole("alert").getByText(text).waitFor();
    expect([errors, complaints.length]).toEqual([[], 1]);
  });

  it("says so when a save fails, and saves at the second try", async () => {
    const { page: visited, errors } = await stage.visit();
    stage.api.overrides.set("/embed/v1/configurations", { status: 503, body: {} });
    await visited.getByRole("button", { name: "Save" }).click();
    await visited.getByText("That could not be saved.").waitFor();
    stage.api.overrides.clear();
    await visited.getByRole("button", { name: "Save" }).click();
    await visited.getByLabel("Link to your configuration").waitFor();
    expect(errors).toEqual([]);
  });

  it.each([
    { name: "missing", answer: { status: 404, body: "" } },
    {
      name: "not the one that was built",
      answer: { status: 200, body: "export const startUi = () => { window.stolen = true; };" },
    },
  ])("runs no user interface that is $name", async ({ answer }) => {
    const visit = await stage.visit("/nothing-here.html");
    await visit.page.route("**/assets/ui.*.js", (route) =>
      route.fulfill({ ...answer, contentType: "text/javascript", headers: { "access-control-allow-origin": "*" } }),
    );
    await visit.page.goto(stage.shop.url);
    await visit.page.getByText("Not available right now").waitFor();
    expect(await visit.page.evaluate(() => Reflect.get(window, "stolen"))).toBeUndefined();
    expect(visit.complaints.join()).toContain("[latchkey] The user interface could not be loaded");
    expect(visit.errors).toEqual([]);
  });

  it("warns when the target does not exist", async () => {
    stage.shop.pages.set("/lost.html", page(tag('data-target="#nowhere"')));
    const { complaints, errors } = await stage.visit("/lost.html");
    await expect.poll(() => complaints, PATIENTLY).toEqual(['[latchkey] Nothing on this page matches "#nowhere".']);
    expect(errors).toEqual([]);
  });

  it.each([
    { name: "the embed id", attributes: 'configurator="cfg_1"' },
    { name: "the configurator", attributes: 'embed="emb_1"' },
  ])("warns when an element lacks $name", async ({ attributes }) => {
    stage.shop.pages.set(
      "/half.html",
      page(
        `<latchkey-configurator ${attributes}>A lamp</latchkey-configurator><script src="{{scriptUrl}}" async></script>`,
      ),
    );
    const { complaints, errors } = await stage.visit("/half.html");
    const line = '[latchkey] A configurator needs "configurator", and "embed" or "token".';
    await expect.poll(() => complaints, PATIENTLY).toEqual([line]);
    expect([errors, stage.api.requests]).toEqual([[], []]);
  });
});
