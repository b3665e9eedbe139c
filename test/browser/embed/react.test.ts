import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type EmbedConsumer, installEmbed } from "../../support/embed-package.ts";
import { CONFIGURATOR_ID, TOKEN } from "./support/fake-api.ts";
import { PATIENTLY, type Stage, startStage } from "./support/stage.ts";

/** An application in React that does what a test tells it: `show(props)` renders, `heard` is what its callbacks were told. */
const APPLICATION = `
  import { createElement as h, StrictMode } from "react";
  import { createRoot, hydrateRoot } from "react-dom/client";
  import { LatchkeyConfigurator } from "@latchkey/embed/react";

  const container = document.querySelector("#root");
  const app = (window.app = { ref: { current: null }, refs: [], heard: [], show, hydrate, end: () => root.unmount() });
  let root;

  function element({ tag = "first", isStrict = false, children, ...props }) {
    const hear = (name) => (detail) => app.heard.push([tag, name, detail.code ?? detail.attributeId ?? detail.currency ?? detail.quote ?? ""]);
    const callbacks = Object.fromEntries(
      ["Ready", "Change", "Price", "Save", "Share", "AddToCart", "Error"].map((name) => ["on" + name, hear(name)]),
    );
    const holds = props.holds && Object.fromEntries(
      props.holds.map((name) => [name, async () => {
        app.heard.push([tag, "hold " + name, ""]);
        if (name === "refuse") throw new Error("Sold out.");
      }]),
    );
    const ref = (handle) => { app.ref.current = handle; app.refs.push(handle ? "handle" : "null"); };
    const configurator = h(LatchkeyConfigurator, { ...callbacks, ...props, holds, ref: app.stableRef ??= ref }, children && h("p", null, children));
    return isStrict ? h(StrictMode, null, configurator) : configurator;
  }
  function show(props) {
    root ??= createRoot(container);
    root.render(element(props));
  }
  function hydrate(props) {
    root = hydrateRoot(container, element(props));
  }
`;

interface Application {
  readonly ref: { readonly current: import("../../../embed/src/index.ts").Handle | null };
  readonly refs: readonly string[];
  readonly heard: readonly (readonly [string, string, string])[];
  show(props: object): void;
  hydrate(props: object): void;
  end(): void;
}

declare global {
  interface Window {
    readonly app: Application;
  }
}

let stage: Stage;
let consumer: EmbedConsumer;
let files: ReadonlyMap<string, string>;
beforeAll(async () => {
  consumer = installEmbed({ types: false });
  [stage, files] = await Promise.all([startStage(), consumer.bundle(APPLICATION)]);
});
afterAll(async () => {
  consumer.remove();
  await stage.close();
});
beforeEach(() => stage.reset());

const props = (more: object = {}) => ({ baseUrl: stage.api.url, token: TOKEN, configurator: CONFIGURATOR_ID, ...more });

async function open(inside = "") {
  for (const [name, code] of files) stage.shop.pages.set(`/${name}`, code);
  stage.shop.pages.set(
    "/react.html",
    `<!doctype html><html lang="en"><title>Shop</title><div id="root">${inside}</div><script type="module" src="/page.js"></script></html>`,
  );
  const visit = await stage.visit("/react.html");
  await visit.page.waitForFunction(() => "app" in window);
  return {
    ...visit,
    show: (given: object) => visit.page.evaluate((all) => window.app.show(all), given),
    heard: () => visit.page.evaluate(() => window.app.heard),
    heardBy: async (tag: string) =>
      (await visit.page.evaluate(() => window.app.heard)).filter(([by]) => by === tag).map(([, name]) => name),
    elements: visit.page.locator("latchkey-configurator"),
    isReady: () => visit.page.getByRole("button", { name: "Save" }).waitFor(),
  };
}

describe("the React component", () => {
  it("asks for its data once and without a preflight", async () => {
    const { show, isReady, errors, complaints } = await open();
    await show(props());
    await isReady();
    expect(stage.api.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      `GET /embed/v1/configurators/${CONFIGURATOR_ID}`,
    ]);
    expect([errors, complaints]).toEqual([[], []]);
  });

  it("mounts once where React runs every effect twice, and takes everything away with it", async () => {
    const { show, isReady, page, elements, heardBy, errors, complaints } = await open();
    await show(props({ isStrict: true, holds: ["stock"] }));
    await isReady();
    expect(await elements.count()).toBe(1);
    expect(stage.api.requests).toHaveLength(1);
    await page.getByRole("radio", { name: "Drum" }).check();
    await expect.poll(() => heardBy("first"), PATIENTLY).toEqual(["Ready", "Price", "Change", "Price"]);

    await page.evaluate(() => window.app.end());
    expect(await elements.count()).toBe(0);
    expect(await page.evaluate(() => window.app.ref.current)).toBeNull();
    expect(await page.locator("#root").innerHTML()).toBe("");
    expect([errors, complaints]).toEqual([[], []]);
  });

  it("tells events to the callbacks that were rendered last", async () => {
    const { show, isReady, page, heardBy } = await open();
    await show(props());
    await isReady();
    await show(props({ tag: "second" }));
    await page.getByRole("radio", { name: "Drum" }).check();
    await page.getByRole("button", { name: "Save" }).click();
    await expect.poll(() => heardBy("second"), PATIENTLY).toEqual(["Change", "Price", "Save"]);
    expect(await heardBy("first")).toEqual(["Ready", "Price"]);
  });

  it("shows another language and currency without starting again", async () => {
    const { show, isReady, page, elements } = await open();
    await show(props());
    await isReady();
    await elements.evaluate((element) => element.setAttribute("data-mine", ""));
    await page.getByRole("radio", { name: "Drum" }).check();
    await show(props({ locale: "de", currency: "USD" }));
    await page.getByRole("button", { name: "Speichern" }).waitFor();
    await expect.poll(() => page.locator("[part=total]").textContent(), PATIENTLY).toContain("$");
    expect(await elements.getAttribute("data-mine")).toBe("");
    expect(await page.evaluate(() => window.app.ref.current?.getState()?.values.shade)).toBe("drum");
    await page.getByRole("radio", { name: "Zylinder" }).waitFor();
    // The second one has the texts that were not needed before.
    const loads = stage.api.requests.filter(({ method }) => method === "GET");
    expect(loads.map(({ language }) => language)).toEqual(["en", null]);
  });

  it("hands a changed consent to the configurator that is there", async () => {
    const { show, isReady, page } = await open();
    await show(props({ consent: false }));
    await isReady();
    const eventNames = async () => {
      await page.evaluate(() => window.app.ref.current?.track("looked"));
      await page.waitForTimeout(2_500);
      return stage.api.events.map(({ name }) => name);
    };
    expect(await eventNames()).toEqual([]);
    await show(props({ consent: true }));
    await expect.poll(eventNames, PATIENTLY).toContain("looked");
    await show(props({ consent: false }));
    const before = (await eventNames()).length;
    expect(await eventNames()).toHaveLength(before);
  });

  it("starts anew for another token, product or saved configuration", async () => {
    const { show, isReady, elements, page } = await open();
    await show(props({ tag: "first" }));
    await isReady();
    await elements.evaluate((element) => element.setAttribute("data-mine", ""));
    await show(props({ tag: "second", resume: "nothing" }));
    await expect.poll(() => elements.getAttribute("data-mine"), PATIENTLY).toBeNull();
    await isReady();
    expect(await elements.count()).toBe(1);
    expect(await page.evaluate(() => window.app.ref.current?.getState()?.version)).toBe(1);
    expect(stage.api.requests.filter(({ path }) => path.endsWith("/configurations/nothing"))).toHaveLength(1);
  });

  it("gives its handle to the ref, and may be removed by it", async () => {
    const { show, isReady, page, elements, errors } = await open();
    await show(props({ children: "A lamp" }));
    await isReady();
    const state = await page.evaluate(() => window.app.ref.current?.set({ shade: "cone" }));
    expect(state?.values.shade).toBe("cone");
    await page.evaluate(() => window.app.ref.current?.unmount());
    await expect.poll(() => elements.count(), PATIENTLY).toBe(0);
    await page.evaluate(() => window.app.end());
    expect(errors).toEqual([]);
  });

  it("waits for the holds that were rendered last, in their order, before the cart", async () => {
    const { show, isReady, page, heard } = await open();
    await show(props({ cart: true, holds: ["stock"] }));
    await isReady();
    await show(props({ cart: true, holds: ["engraving", "stock"], tag: "second" }));
    await page.evaluate(() => window.app.ref.current?.addToCart());
    const later = async () => (await heard()).filter(([tag]) => tag === "second");
    expect(await later()).toEqual([
      ["second", "Save", ""],
      ["second", "hold engraving", ""],
      ["second", "hold stock", ""],
      ["second", "AddToCart", "fake.quote.signature"],
    ]);
    await show(props({ cart: true, holds: ["refuse"], tag: "third" }));
    const refusal = await page.evaluate(() => window.app.ref.current?.addToCart().catch((error) => String(error)));
    expect(refusal).toContain("Sold out.");
    expect((await heard()).filter(([tag]) => tag === "third").map(([, name]) => name)).not.toContain("AddToCart");
  });

  it("takes over what the server rendered, and shows that when nothing else can be", async () => {
    const visit = await open("<latchkey-configurator><div><p>A lamp</p></div></latchkey-configurator>");
    stage.api.overrides.set("/embed/v1/configurators", { status: 404, body: { code: "not_found" } });
    await visit.page.evaluate((all) => window.app.hydrate(all), props({ children: "A lamp" }));
    await expect.poll(() => visit.heardBy("first"), PATIENTLY).toEqual(["Error"]);
    await visit.page.getByText("A lamp").waitFor();
    expect(visit.complaints).toHaveLength(1);
    expect(visit.complaints[0]).toMatch(/^\[latchkey\]/);
    await visit.page.evaluate(() => window.app.end());
    expect(visit.errors).toEqual([]);
  });
});
