import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { CONFIGURATOR_ID } from "./support/fake-api.ts";
import { ELEMENT_START, htmlPage, scriptTag, visitMounted } from "./support/pages.ts";
import { PATIENTLY, type Stage, startStage } from "./support/stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage.close());
beforeEach(() => stage.reset());

describe("three configurators on one page", () => {
  const three = () =>
    htmlPage(
      `<div id="a"></div><div id="b"></div>${ELEMENT_START} id="c" consent="false"></latchkey-configurator>` +
        scriptTag('data-target="#a" async') +
        scriptTag('data-target="#b" data-cart async'),
    );

  it("have choices, history, saves and events of their own", async () => {
    stage.shop.pages.set("/three.html", three());
    const visit = await stage.visit("/three.html");
    const [a, b, c] = ["#a", "#b", "#c"].map((selector) => visit.page.locator(selector));
    await a?.getByRole("radio", { name: "Drum" }).check();
    await b?.getByRole("radio", { name: "Cone" }).check();
    expect(await c?.getByRole("radio", { name: "Dome" }).isChecked()).toBe(true);
    expect(await visit.page.getByRole("button", { name: "Add to cart" }).count()).toBe(1);
    await a?.getByRole("button", { name: "Save" }).click();
    await a?.getByLabel("Link to your configuration").waitFor();
    const saves = stage.api.requests.filter(({ path }) => path === "/embed/v1/configurations");
    expect(saves.map(({ body }) => JSON.parse(body).values.shade)).toEqual(["drum"]);
    await visit.page.goto("about:blank");
    const count = (name: string) => stage.api.events.filter((event) => event.name === name).length;
    // The third has no consent.
    await expect.poll(() => [count("load"), count("option_chosen"), count("save")], PATIENTLY).toEqual([2, 2, 1]);
    expect(visit.errors).toEqual([]);
  });

  it("open the link of one saved configuration with one request", async () => {
    const first = await visitMounted(stage);
    await first.page.waitForFunction(() => "handle" in window);
    const { shortId } = await first.page.evaluate(async () => {
      await window.handle.set({ shade: "drum" });
      return window.handle.save();
    });
    stage.api.requests.length = 0;
    stage.shop.pages.set("/three.html", three());
    // Long enough for all three to ask while the answer is under way, however busy the machine is.
    stage.api.overrides.set("/embed/v1/configurations", 1_000);
    const visit = await stage.visit(`/three.html?latchkey=${shortId}`);
    for (const selector of ["#a", "#b", "#c"]) {
      await expect
        .poll(() => visit.page.locator(selector).getByRole("radio", { name: "Drum" }).isChecked(), PATIENTLY)
        .toBe(true);
    }
    const loads = stage.api.requests.filter(
      ({ method, headers }) => method === "GET" && headers.origin === stage.shop.url,
    );
    expect(loads.map(({ path }) => path)).toEqual([`/embed/v1/configurations/${shortId}`]);
    expect(loads.map(({ path }) => path)).not.toContain(`/embed/v1/configurators/${CONFIGURATOR_ID}`);
    expect(visit.errors).toEqual([]);
  });
});
