import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { createDemoConfigurator } from "../../../demo/product.ts";
import { feature } from "../../support/features.ts";
import { type Stage, startStage } from "./support/stage.ts";

const VIEWER = /\/assets\/viewer\.\w+\.js$/;
/** Without a graphics card a model takes its time, the more so on a busy machine. */
const PATIENCE_MS = 120_000;
vi.setConfig({ testTimeout: 4 * PATIENCE_MS });
/** A window in which the processor draws fast enough. */
const SMALL = { viewport: { width: 340, height: 560 }, reducedMotion: "reduce" } as const;

let stage: Stage;
beforeAll(async () => {
  stage = await startStage({ hasWebGl: true });
});
afterAll(() => stage.close());
beforeEach(() => stage.reset());

const modelShown = (page: Page) => page.locator("latchkey-model.shown").waitFor({ state: "attached" });
const pictureShown = (page: Page) => page.locator(".layer.shown").first().waitFor();
const choose = (page: Page, role: "radio" | "switch", name: string | RegExp) =>
  page.getByRole(role, { name }).first().check({ force: true });

/** What stands in the place of the preview, once it stands still. */
async function look(page: Page): Promise<string> {
  const shoot = async () => (await page.locator(".preview").screenshot()).toString("base64");
  let [before, now] = ["", await shoot()];
  while (before !== now) {
    await page.waitForTimeout(250);
    [before, now] = [now, await shoot()];
  }
  return now;
}

/** Visits the shop and writes down every address that is asked for. */
async function visit(options: Parameters<Stage["visit"]>[1] = {}) {
  const opened = await stage.visit("/nothing-here.html", { ...SMALL, ...options });
  const requests: string[] = [];
  opened.page.setDefaultTimeout(PATIENCE_MS);
  opened.page.context().on("request", (request) => requests.push(request.url()));
  return { ...opened, requests, open: () => opened.page.goto(stage.shop.url) };
}

describe(feature(57), () => {
  it("shows the model, and what changes in it is what was chosen", async () => {
    const { page, errors, complaints, violations, requests, open } = await visit();
    await open();
    await modelShown(page);
    const length = page.getByRole("slider", { name: /Cord length/ });
    // The first one scrolls, and moves the same picture by a part of a pixel.
    await length.press("ArrowRight");
    let before = await look(page);
    await length.press("ArrowRight");
    expect(await look(page)).toBe(before);
    // One by a variant, one by the color of a material, one by nodes.
    for (const name of [/^Marble/, /^Ink/, /^Drum/]) {
      await choose(page, "radio", name);
      const after = await look(page);
      expect(after, String(name)).not.toBe(before);
      before = after;
    }
    await choose(page, "switch", /dimmer/);
    const withDimmer = await look(page);
    expect(withDimmer).not.toBe(before);
    // What cannot be seen changes nothing, and what is taken back is gone.
    await length.press("ArrowLeft");
    expect(await look(page)).toBe(withDimmer);
    await page.getByRole("switch", { name: /dimmer/ }).uncheck({ force: true });
    expect(await look(page)).toBe(before);

    // The shop's page has Trusted Types, no inline style, and no address but its own and the API's.
    expect({ errors, complaints, violations }).toEqual({ errors: [], complaints: [], violations: [] });
    const origins = new Set(requests.map((url) => new URL(url).origin));
    expect(origins).toEqual(new Set([stage.shop.url, stage.api.url]));
    expect(requests.filter((url) => VIEWER.test(url)).length).toBeGreaterThan(0);
  });

  it("says which names of the document the model's file has not", async () => {
    const product = createDemoConfigurator();
    const { model = { src: "" }, ...media } = product.media;
    const [first, ...others] = model.materials ?? [];
    const materials = [{ color: "#102030", ...first, name: "Nope" }, ...others];
    stage.api.publish({ ...product, media: { ...media, model: { ...model, materials, nodes: [{ name: "Lid" }] } } });
    const { page, open, complaints } = await visit();
    await open();
    await modelShown(page);
    expect(complaints).toEqual([
      expect.stringMatching(/^\[latchkey\] The 3D model .* has no "Nope" among its materials\. It has .*"Shade"/),
      expect.stringMatching(/^\[latchkey\] The 3D model .* has no "Lid" among its nodes\. It has "/),
    ]);
  });

  it("makes no link of an address that is a script, whoever wrote the document", async () => {
    const product = createDemoConfigurator();
    const { page, open } = await visit();
    // Its answer is not what this is about: the file never comes.
    await page.route("**/plover.glb", () => {});
    const usdzOf = async (usdz: string) => {
      const { model = { src: "" }, ...media } = product.media;
      stage.api.publish({ ...product, media: { ...media, model: { ...model, usdz, ar: true } } });
      await open();
      const viewer = page.locator("latchkey-model");
      await viewer.waitFor({ state: "attached" });
      return viewer.evaluate((element) => Reflect.get(element, "iosSrc"));
    };
    expect(await usdzOf("/models/lamp.usdz")).toBe("/models/lamp.usdz");
    expect(await usdzOf(" java\tscript:alert(1)")).toBeNull();
  });

  it("stands where the picture stood, is turned with the keyboard, says what it shows, and gives a save a picture", async () => {
    const { page, open } = await visit();
    await open();
    await pictureShown(page);
    const box = await page.locator(".preview").boundingBox();
    await modelShown(page);
    expect(await page.locator(".preview").boundingBox()).toEqual(box);
    expect(await page.locator("latchkey-model").boundingBox()).toEqual(box);

    const model = page.getByRole("img", { name: /Shade: Dome/ });
    await model.waitFor();
    const before = await look(page);
    await model.focus();
    await page.keyboard.press("ArrowRight");
    expect(await look(page)).not.toBe(before);
    await choose(page, "radio", /^Cone/);
    await page.getByRole("img", { name: /Shade: Cone/ }).waitFor();

    await page.getByRole("button", { name: "Save" }).press("Enter");
    const saves = () => stage.api.requests.filter(({ path }) => path === "/embed/v1/configurations");
    await expect.poll(() => saves().length, { timeout: PATIENCE_MS }).toBe(1);
    const { thumbnail } = JSON.parse(saves()[0]?.body ?? "{}");
    expect(thumbnail).toMatch(/^data:image\/(webp|png);base64,/);
    const bytes = Buffer.from(thumbnail.split(",")[1], "base64");
    expect(bytes.length).toBeGreaterThan(1_000);
    expect(bytes.length).toBeLessThanOrEqual(65_536);
  });

  it("is not asked for by a configurator without a model", async () => {
    const { media, ...document } = createDemoConfigurator();
    const { model, ...pictures } = media;
    expect(model).toBeDefined();
    stage.api.publish({ ...document, media: pictures });
    const { page, requests, open } = await visit();
    await open();
    await pictureShown(page);
    await page.waitForTimeout(1_000);
    expect(requests.filter((url) => VIEWER.test(url) || url.endsWith(".glb"))).toEqual([]);
  });
});

describe("the picture in place of the model", () => {
  const draco = { asset: { version: "2.0" }, extensionsRequired: ["KHR_draco_mesh_compression"] };

  it.each([
    { name: "the model is missing", path: "**/plover.glb", answer: { status: 404 }, line: /404|Not Found/ },
    { name: "the model is none", path: "**/plover.glb", answer: { body: "nonsense" }, line: /JSON/ },
    {
      name: "the model needs a decoder",
      path: "**/plover.glb",
      answer: { body: JSON.stringify({ ...draco, extensionsUsed: draco.extensionsRequired }) },
      line: /requires KHR_draco_mesh_compression, which is not supported/,
    },
    { name: "the viewer cannot be loaded", path: "**/assets/viewer.*.js", answer: { status: 404 }, line: /import/ },
  ])("stays, with one line, when $name", async ({ path, answer, line }) => {
    const { page, errors, complaints, open } = await visit();
    await page.route(path, (route) => route.fulfill({ contentType: "text/plain", ...answer }));
    await open();
    await expect.poll(() => complaints.length, { timeout: PATIENCE_MS }).toBe(1);
    expect(complaints[0]).toMatch(/^\[latchkey\] The 3D model is not shown/);
    expect(complaints[0]).toMatch(line);
    await pictureShown(page);
    expect(await page.locator("latchkey-model").count()).toBe(0);
    await choose(page, "radio", /^Cone/);
    await page.getByRole("img", { name: /Shade: Cone/ }).waitFor();
    expect(errors).toEqual([]);
    expect(complaints).toHaveLength(1);
  });

  it("comes back when the graphics card is lost", async () => {
    const { page, errors, complaints, open } = await visit();
    await open();
    await modelShown(page);
    await choose(page, "radio", /^Drum/);
    await page.locator("latchkey-model").evaluate((element) => {
      const canvas = element.shadowRoot?.querySelector<HTMLCanvasElement>("#webgl-canvas");
      canvas?.getContext("webgl2")?.getExtension("WEBGL_lose_context")?.loseContext();
    });
    await page.locator(".picture:not(.covered)").waitFor();
    await page.getByRole("img", { name: /Shade: Drum/ }).waitFor();
    await page.locator('.layer.shown[src*="shade-drum"]').waitFor();
    expect(errors).toEqual([]);
    expect(complaints.filter((text) => text.startsWith("[latchkey]"))).toHaveLength(1);
  });

  it("is all there is in a browser without WebGL, which asks for nothing and says so in one line", async () => {
    const { page, complaints, requests, open } = await visit();
    await page.addInitScript(() => {
      HTMLCanvasElement.prototype.getContext = () => null;
    });
    await open();
    await pictureShown(page);
    await page.waitForTimeout(1_000);
    expect(requests.filter((url) => VIEWER.test(url) || url.endsWith(".glb"))).toEqual([]);
    expect(complaints).toEqual([expect.stringContaining("This browser has no WebGL 2")]);
  });
});
