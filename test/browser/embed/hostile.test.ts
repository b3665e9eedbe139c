import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { ELEMENT_START, htmlPage, scriptTag, visitMounted } from "./support/pages.ts";
import { PATIENTLY, type Stage, startStage, type Visit } from "./support/stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage.close());
beforeEach(() => stage.reset());

const saveByHand = async ({ page }: Visit) => {
  await page.getByRole("radio", { name: "Drum" }).check();
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByLabel("Link to your configuration").waitFor();
  const save = stage.api.requests.find(({ path }) => path === "/embed/v1/configurations");
  expect(JSON.parse(save?.body ?? "{}").values).toMatchObject({ shade: "drum" });
};

describe("on a page that changes the language under it, it works", () => {
  it.each([
    {
      name: "old libraries that give everything a toJSON",
      script: `for (const type of [String, Array, Number, Boolean, Object]) type.prototype.toJSON = function () { return "spoilt"; };`,
    },
    {
      name: "enumerable additions to the prototypes",
      script: `Object.prototype.extra = () => {}; Array.prototype.extra = () => {}; String.prototype.extra = () => {};`,
    },
    {
      name: "storage that throws at the first touch",
      script: `for (const name of ["localStorage", "sessionStorage"]) Object.defineProperty(window, name, { get() { throw new DOMException("denied", "SecurityError"); } });`,
    },
    {
      name: "storage that is full",
      script: `Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); };`,
    },
    {
      name: "no beacon, no clipboard, no crypto.randomUUID",
      script: `delete Navigator.prototype.clipboard; Navigator.prototype.sendBeacon = () => false; delete Crypto.prototype.randomUUID;`,
    },
    {
      name: "a wrapped Array.prototype.map",
      script: `const map = Array.prototype.map; Array.prototype.map = function (...given) { return map.apply(this, given); };`,
    },
    {
      name: "a Promise that was replaced",
      script: `const Own = Promise; window.Promise = class extends Own {}; `,
    },
  ])("with $name", async ({ script }) => {
    stage.shop.pages.set("/hostile.html", htmlPage(`<script>${script}</script>${scriptTag("async")}`));
    const visit = await stage.visit("/hostile.html");
    await saveByHand(visit);
    await visit.page.goto("about:blank");
    expect(visit.errors).toEqual([]);
  });

  it("with fetch and JSON replaced as soon as the user interface is there", async () => {
    const visit = await visitMounted(stage);
    await visit.page.getByRole("radio", { name: "Drum" }).waitFor();
    await visit.page.evaluate(() => {
      const refuse = () => {
        throw new Error("replaced by the page");
      };
      Object.assign(window, { fetch: refuse });
      Object.assign(JSON, { stringify: refuse, parse: refuse });
    });
    // What the browser's driver itself needs of these two is no longer there, so the page is only looked at from outside.
    await visit.page.getByRole("radio", { name: "Drum" }).click();
    await visit.page.getByRole("button", { name: "Save" }).click();
    await expect
      .poll(() => stage.api.requests.filter(({ path }) => path === "/embed/v1/configurations").length, PATIENTLY)
      .toBe(1);
    expect(visit.errors).toEqual([]);
  });

  it.each(["map", "flatMap", "filter", "find"])(
    "or gives up without an error when Array.prototype.%s throws",
    async (method) => {
      const script = `Array.prototype.${method} = () => { throw new Error("broken by the page"); };`;
      stage.shop.pages.set(
        "/broken.html",
        htmlPage(`<script>${script}</script>${scriptTag('data-fallback="/images/mark.svg" async')}`),
      );
      const visit = await stage.visit("/broken.html");
      await expect.poll(() => visit.complaints.length, PATIENTLY).toBeGreaterThan(0);
      expect(visit.errors).toEqual([]);
    },
  );
});

describe("on a page that moves things about", () => {
  it("survives being removed, moved and put back while it loads", async () => {
    stage.api.overrides.set("/embed/v1/configurators", 300);
    const body = `<div id="a">${ELEMENT_START}></latchkey-configurator></div><div id="b"></div>`;
    stage.shop.pages.set("/moving.html", htmlPage(`${body}<script src="{{scriptUrl}}" async></script>`));
    const visit = await stage.visit("/moving.html");
    await visit.page.locator("[aria-busy]").waitFor();
    await visit.page.evaluate(async () => {
      const element = document.querySelector("latchkey-configurator");
      if (!element) throw new Error("no element");
      document.querySelector("#b")?.append(element);
      element.remove();
      await new Promise((resolve) => setTimeout(resolve, 50));
      document.querySelector("#a")?.append(element);
    });
    await visit.page.locator("#a").getByRole("radio", { name: "Drum" }).check();
    await visit.page.locator("latchkey-configurator").evaluate((element) => element.remove());
    await visit.page.waitForTimeout(600);
    expect(visit.errors).toEqual([]);
  });

  it("puts one configurator into the place that the same tag names twice", async () => {
    const tags = scriptTag('data-target="#a" async').repeat(2);
    stage.shop.pages.set("/twice.html", htmlPage(`<div id="a"></div>${tags}`));
    const visit = await stage.visit("/twice.html");
    await expect.poll(() => visit.complaints.length, PATIENTLY).toBe(1);
    await visit.page.getByRole("radio", { name: "Drum" }).check();
    expect(await visit.page.locator("latchkey-configurator").count()).toBe(1);
    expect(visit.complaints[0]).toContain('"#a" has this configurator already');
    expect(visit.errors).toEqual([]);
  });

  it("is not harmed by an element of the page's own with its name", async () => {
    const script = `<script>customElements.define("latchkey-configurator", class extends HTMLElement {});</script>`;
    stage.shop.pages.set("/taken.html", htmlPage(`${script}${scriptTag()}`));
    const visit = await stage.visit("/taken.html");
    await expect.poll(() => visit.complaints.length, PATIENTLY).toBe(1);
    expect(visit.complaints[0]).toContain("belongs to somebody else");
    expect(visit.errors).toEqual([]);
  });
});
