import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createDemoConfigurator } from "../../../demo/product.ts";
import { CONFIGURATOR_ID } from "./support/fake-api.ts";
import { ELEMENT_START, htmlPage, mountedPage, scriptTag, visitMounted } from "./support/pages.ts";
import { PATIENTLY, type Stage, startStage, type Visit } from "./support/stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage.close());
beforeEach(() => stage.reset());

const LOAD = "/embed/v1/configurators";
const radio = ({ page }: Visit, name: string) => page.getByRole("radio", { name });
const ours = ({ complaints }: Visit) => complaints.filter((line) => line.startsWith("[latchkey]"));

/** The ways in which a product can fail to load. */
const FAILURES: readonly {
  readonly name: string;
  readonly fail: (visit: Visit) => unknown;
  readonly reason: string;
}[] = [
  { name: "the token is not known", fail: () => answer(401, "token_unknown"), reason: "token_unknown" },
  { name: "the token may not", fail: () => answer(403, "capability_missing"), reason: "capability_missing" },
  { name: "the website is not listed", fail: () => stage.api.allowedOrigins.clear(), reason: "origin_not_listed" },
  { name: "there are too many requests", fail: () => answer(429, "too_many_requests"), reason: "too_many_requests" },
  { name: "the API fails", fail: () => answer(500, "internal_error"), reason: "internal_error" },
  { name: "the API is overloaded", fail: () => answer(503, "unavailable"), reason: "unavailable" },
  { name: "the connection breaks", fail: () => stage.api.overrides.set("/embed/v1", "drop"), reason: "unreachable" },
  { name: "the answer is no JSON", fail: (visit) => fulfil(visit, "<html>"), reason: "unreadable" },
  { name: "the answer is no configurator", fail: (visit) => fulfil(visit, "[]"), reason: "failed" },
  {
    name: "the document is broken",
    fail: (visit) => fulfil(visit, '{"document":{"attributes":{}}}'),
    reason: "failed",
  },
];
const answer = (status: number, code: string) =>
  stage.api.overrides.set(LOAD, { status, body: { code, type: `docs/errors/${code}` } });
const fulfil = ({ page }: Visit, body: string) =>
  page.route(`**${LOAD}/*`, (route) =>
    route.fulfill({ status: 200, body, headers: { "access-control-allow-origin": "*" } }),
  );

describe.each(FAILURES)("when $name", ({ fail, reason }) => {
  it("shows the product that this browser saw last, without saving, and tells the page's maker why in one line", async () => {
    const visit = await stage.visit();
    await radio(visit, "Drum").waitFor();
    await expect.poll(() => visit.page.evaluate(() => localStorage.length), PATIENTLY).toBe(1);
    visit.complaints.length = 0;
    await fail(visit);
    await visit.page.reload();
    await radio(visit, "Drum").check();
    await expect.poll(() => visit.page.locator("[part=total]").textContent(), PATIENTLY).toBe("€245.00");
    await expect.poll(() => ours(visit), PATIENTLY).toEqual([expect.stringContaining(reason)]);
    expect(ours(visit)[0]).toContain(CONFIGURATOR_ID);
    expect(visit.errors).toEqual([]);
  });

  it("shows a plain picture where there is nothing to remember", async () => {
    const children = `${ELEMENT_START}><img id="plain" src="/images/mark.svg" width="40" height="40" alt="Lamp"></latchkey-configurator>`;
    stage.shop.pages.set("/plain.html", htmlPage(`${children}<script src="{{scriptUrl}}" async></script>`));
    const visit = await stage.visit("/none.html");
    await fail(visit);
    await visit.page.goto(`${stage.shop.url}/plain.html`);
    await visit.page.getByRole("alert").waitFor();
    expect(await visit.page.locator("#plain").isVisible()).toBe(true);
    await expect.poll(() => ours(visit), PATIENTLY).toEqual([expect.stringContaining(reason)]);
    expect(visit.errors).toEqual([]);
  });
});

describe("a browser without WebGL", () => {
  it("shows the pictures, and one line says why", async () => {
    const visit = await stage.visit("/none.html");
    const lines: string[] = [];
    visit.page.on("console", (message) => lines.push(message.text()));
    await visit.page.goto(stage.shop.url);
    const line = "[latchkey] The 3D model is not shown; the picture is. This browser has no WebGL 2.";
    await expect.poll(() => lines.filter((text) => text.startsWith("[latchkey]")), PATIENTLY).toEqual([line]);
    await visit.page.locator(".layer.shown").first().waitFor();
  });
});

describe("pictures that are not there", () => {
  it("leave their text, and one line", async () => {
    const visit = await stage.visit("/none.html");
    await visit.page.route("**/images/**", (route) => route.fulfill({ status: 404, body: "" }));
    await visit.page.goto(stage.shop.url);
    const picture = visit.page.locator("[part=picture]");
    await picture.and(visit.page.locator(".missing")).waitFor();
    expect(await picture.locator("img").count()).toBe(0);
    const text = await picture.evaluate((element) => getComputedStyle(element, "::after").content);
    expect(text).toContain(await picture.getAttribute("aria-label"));
    await expect
      .poll(() => ours(visit), PATIENTLY)
      .toEqual([expect.stringMatching(/^\[latchkey\] Not loaded: \/images\/.* \/images\//)]);

    await visit.page.unroute("**/images/**");
    await visit.page.getByRole("radio", { name: "Drum" }).check();
    await picture.locator("img.shown").first().waitFor();
    expect(await picture.evaluate((element) => element.classList.contains("missing"))).toBe(false);
    expect(visit.errors).toEqual([]);
  });
});

describe("after a failure", () => {
  it("the real product takes the place of the last known one and keeps the choices", async () => {
    const visit = await visitMounted(stage);
    await radio(visit, "Drum").waitFor();
    await expect.poll(() => visit.page.evaluate(() => localStorage.length), PATIENTLY).toBe(1);
    stage.api.overrides.set("/embed/v1", "drop");
    await visit.page.reload();
    await radio(visit, "Cone").check();
    expect(await visit.page.evaluate(() => window.handle.getState()?.isStale)).toBe(true);
    const refusal = await visit.page.evaluate(() => window.handle.save().catch(({ code }) => code));
    expect(refusal).toBe("not_connected");
    const document = createDemoConfigurator();
    stage.api.publish({ ...document, pricing: { ...document.pricing, base: { EUR: 20_000, USD: 22_000 } } });
    stage.api.overrides.clear();
    await visit.page.evaluate(() => void dispatchEvent(new Event("online")));
    await expect.poll(() => visit.page.evaluate(() => window.handle.getState()?.isStale), PATIENTLY).toBe(false);
    expect(await visit.page.evaluate(() => window.handle.getState())).toMatchObject({
      version: 2,
      values: { shade: "cone" },
    });
    await visit.page.evaluate(() => window.handle.save());
    expect(visit.errors).toEqual([]);
  });

  it("the real product comes by a button, too, however long the browser would wait", async () => {
    const visit = await visitMounted(stage);
    await radio(visit, "Drum").waitFor();
    await expect.poll(() => visit.page.evaluate(() => localStorage.length), PATIENTLY).toBe(1);
    stage.api.overrides.set("/embed/v1", "drop");
    await visit.page.reload();
    const again = visit.page.getByRole("button", { name: "Try again" });
    const failure = visit.page.waitForEvent("requestfailed");
    await again.click();
    await failure;
    // Nothing has changed, and it can be pressed once more.
    stage.api.overrides.clear();
    await again.click();
    await expect.poll(() => visit.page.evaluate(() => window.handle.getState()?.isStale), PATIENTLY).toBe(false);
    await again.waitFor({ state: "detached" });
    expect(visit.errors).toEqual([]);
  });

  it("comes by itself when the browser is online again", async () => {
    stage.api.overrides.set("/embed/v1", "drop");
    const visit = await visitMounted(stage);
    await visit.page.getByRole("button", { name: "Try again" }).waitFor();
    stage.api.overrides.clear();
    await visit.page.evaluate(() => void dispatchEvent(new Event("online")));
    await radio(visit, "Drum").waitFor();
    expect(await visit.page.evaluate(() => new Promise((resolve) => window.handle.on("ready", resolve)))).toMatchObject(
      { isStale: false },
    );
    expect([visit.errors, ours(visit).length]).toEqual([[], 1]);
  });

  it("shows nothing of what is no longer published, and forgets it", async () => {
    const visit = await stage.visit();
    await radio(visit, "Drum").waitFor();
    await expect.poll(() => visit.page.evaluate(() => localStorage.length), PATIENTLY).toBe(1);
    answer(404, "not_found");
    await visit.page.reload();
    await visit.page.getByRole("alert").waitFor();
    expect(await visit.page.evaluate(() => localStorage.length)).toBe(0);
  });

  it("says nothing of an address that was never published, nor throws when the page ignores every promise", async () => {
    stage.api.overrides.set("/embed/v1", "drop");
    const visit = await visitMounted(stage);
    await visit.page.waitForFunction(() => "handle" in window);
    await visit.page.evaluate(() => {
      const { handle } = window;
      for (const call of [handle.save, handle.share, handle.undo, handle.redo, handle.reset, handle.addToCart])
        void call();
      void handle.set({ shade: "drum" });
    });
    await visit.page.getByRole("alert").waitFor();
    await visit.page.waitForTimeout(200);
    expect(visit.errors).toEqual([]);
  });
});

describe("when a file of ours is missing", () => {
  const without = async (file: string, body: string) => {
    const visit = await stage.visit("/none.html");
    await visit.page.route(`**/assets/${file}.*.js`, (route) => route.fulfill({ status: 404, body: "" }));
    stage.shop.pages.set("/file.html", htmlPage(body));
    await visit.page.goto(`${stage.shop.url}/file.html`);
    return visit;
  };

  it("shows the page's picture in place of the user interface", async () => {
    const visit = await without("ui", scriptTag('data-fallback="/images/mark.svg"'));
    await visit.page.locator('latchkey-configurator img[src="/images/mark.svg"]').waitFor();
    expect([visit.errors, ours(visit).length]).toEqual([[], 1]);
  });

  it("leaves what stands inside the element where it is", async () => {
    const visit = await without(
      "ui",
      `${ELEMENT_START}><p>A plain lamp</p></latchkey-configurator><script src="{{scriptUrl}}"></script>`,
    );
    await expect.poll(() => ours(visit).length, PATIENTLY).toBe(1);
    expect(await visit.page.getByText("A plain lamp").isVisible()).toBe(true);
    expect(visit.errors).toEqual([]);
  });

  it("works without the extras, and refuses only what needs them", async () => {
    const visit = await without("extras", scriptTag());
    await radio(visit, "Drum").check();
    await visit.page.getByRole("button", { name: "Undo" }).click();
    expect(await radio(visit, "Drum").isChecked()).toBe(false);
    await visit.page.getByRole("button", { name: "Save" }).click();
    await visit.page.getByRole("status").filter({ hasText: "could not be reached" }).waitFor();
    expect(await visit.page.getByRole("button", { name: "Save" }).getAttribute("data-off")).toBeNull();
    expect(visit.errors).toEqual([]);
  });

  it("says so where there are neither extras nor data", async () => {
    stage.api.overrides.set("/embed/v1", "drop");
    const visit = await without("extras", scriptTag('data-fallback="/images/mark.svg"'));
    await visit.page.getByRole("alert").filter({ hasText: "could not be reached" }).waitFor();
    await visit.page.locator('latchkey-configurator img[src="/images/mark.svg"]').waitFor();
    expect([visit.errors, ours(visit).length]).toEqual([[], 1]);
  });

  it("saves what was there when it was asked to, however late the extras are", async () => {
    const visit = await stage.visit("/none.html");
    let release = () => {};
    const late = new Promise<void>((resolve) => (release = resolve));
    await visit.page.route("**/assets/extras.*.js", async (route) => {
      await late;
      await route.continue();
    });
    stage.shop.pages.set("/late.html", mountedPage());
    await visit.page.goto(`${stage.shop.url}/late.html`);
    await radio(visit, "Drum").check();
    const saved = visit.page.evaluate(() => window.handle.save());
    await radio(visit, "Cone").check();
    release();
    expect(await saved).toMatchObject({ values: { shade: "drum" } });
    await visit.page.getByRole("button", { name: "Save" }).click();
    await visit.page.getByLabel("Link to your configuration").waitFor();
    const saves = stage.api.requests.filter(({ path }) => path === "/embed/v1/configurations");
    expect(saves.map(({ body }) => JSON.parse(body).values.shade)).toEqual(["drum", "cone"]);
    expect(visit.errors).toEqual([]);
  });
});
