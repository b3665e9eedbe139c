import { createHash } from "node:crypto";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Listener } from "../../local/http/listen.ts";
import { launchBrowser } from "../support/browser.ts";
import { startFrontDoor, WITH_ISSUER } from "../unit/infra/front-door.ts";

/** Puts a preview into a frame, as the console does, and notes what it and the policy say. */
const CONSOLE_SCRIPT = `
  window.said = [];
  window.violations = [];
  addEventListener("securitypolicyviolation", ({ effectiveDirective }) => violations.push(effectiveDirective));
  addEventListener("message", ({ data, origin }) => said.push({ ...data, origin }));
  const frame = document.createElement("iframe");
  frame.setAttribute("sandbox", "allow-scripts");
  frame.src = "/console/preview.html";
  document.body.append(frame);
`;
/** Tries everything that a preview must not be able to do. */
const PREVIEW_SCRIPT = `
  const outcome = (attempt) => { try { return String(attempt()); } catch (error) { return error.name; } };
  const said = {
    parent: outcome(() => parent.document.title),
    storage: outcome(() => localStorage.length),
    cookie: outcome(() => document.cookie),
    color: getComputedStyle(document.documentElement).color,
  };
  fetch("/v1/whoami").then(() => "read", (error) => error.name).then((api) => parent.postMessage({ ...said, api }, "*"));
`;
const PREVIEW_STYLE = "html { color: rgb(1, 2, 3); }";
const ASSETS = {
  "console/assets/main.js": CONSOLE_SCRIPT,
  "console/assets/preview.js": PREVIEW_SCRIPT,
  "console/assets/preview.css": PREVIEW_STYLE,
};
const integrity = (text: string) => `sha384-${createHash("sha384").update(text).digest("base64")}`;
const script = (name: "main" | "preview") =>
  `<script defer src="/console/assets/${name}.js" integrity="${integrity(ASSETS[`console/assets/${name}.js`])}" crossorigin></script>`;
const style = `<link rel="stylesheet" href="/console/assets/preview.css" integrity="${integrity(PREVIEW_STYLE)}" crossorigin>`;

describe("the console's policies in Chromium", () => {
  let edge: Listener;
  let browser: Browser;
  let page: Page;
  const origin = () => `http://localhost:${edge.port}`;
  beforeAll(async () => {
    [edge, browser] = await Promise.all([
      startFrontDoor({
        parameters: { ...WITH_ISSUER, IssuerUrl: "http://localhost:1" },
        files: {
          ...ASSETS,
          "console/index.html": `<!doctype html><title>secret</title><body>${script("main")}`,
          "console/preview.html": `<!doctype html>${style}<body>${script("preview")}`,
        },
      }),
      launchBrowser(),
    ]);
  });
  afterAll(async () => {
    await browser.close();
    await edge.close();
  });
  beforeEach(async () => {
    page = await browser.newPage();
  });
  afterEach(() => page.close());

  const said = async () => {
    // Asked from outside each time: what polls in the page is stopped by the policy, which allows no eval.
    await expect.poll(() => page.evaluate("window.said?.length ?? 0")).toBeGreaterThan(0);
    return page.evaluate("window.said[0]");
  };

  it("let a preview run and look as it should, and see nothing of the console, its storage and the API", async () => {
    await page.goto(`${origin()}/console/`);
    expect(await said()).toEqual({
      origin: "null",
      color: "rgb(1, 2, 3)",
      parent: "SecurityError",
      storage: "SecurityError",
      cookie: "SecurityError",
      api: "TypeError",
    });
    expect(await page.evaluate("window.violations")).toEqual([]);
  });

  it("take a preview's origin away when it is opened by itself, too", async () => {
    await page.goto(`${origin()}/console/preview.html`);
    expect(await page.evaluate("self.origin")).toBe("null");
  });

  it("run no script and no style that is not a file of the console, ask nobody but the API and the issuer, and make no sink", async () => {
    await page.goto(`${origin()}/console/workspace/ws_1`);
    await said();
    const violations = await page.evaluate(async () => {
      const seen: string[] = [];
      addEventListener("securitypolicyviolation", ({ effectiveDirective }) => seen.push(effectiveDirective));
      const append = (name: string, attributes: Record<string, string>, text = "") => {
        const element = document.createElement(name);
        for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
        element.append(text);
        document.body.append(element);
      };
      const attempts: (() => unknown)[] = [
        () => append("style", {}, "body { color: red }"),
        () => append("p", { style: "color: red" }),
        () => append("img", { src: "https://pictures.example/a.png" }),
        () => append("iframe", { src: "https://frames.example/" }),
        () => append("base", { href: "https://base.example/" }),
        () => fetch("https://elsewhere.example/"),
        () => Reflect.set(document.body, "innerHTML", "<b>sink</b>"),
      ];
      for (const attempt of attempts) {
        try {
          await attempt();
        } catch {
          // The policy's own report is what counts.
        }
      }
      await fetch("/v1/whoami");
      await fetch("http://localhost:1/token").catch(() => undefined);
      return seen;
    });
    expect([...violations].sort()).toEqual([
      "base-uri",
      "connect-src",
      "frame-src",
      "img-src",
      "require-trusted-types-for",
      "style-src-attr",
      "style-src-elem",
    ]);
  });

  it("let nobody frame the console, not even a page of its own origin", async () => {
    await page.goto(`${origin()}/v1/whoami`);
    const frames = await page.evaluate(async () => {
      const frame = document.createElement("iframe");
      frame.src = "/console/";
      const loaded = new Promise((resolve) => frame.addEventListener("load", resolve));
      document.body.append(frame);
      await loaded;
      return frame.contentWindow?.length;
    });
    // The console's script, had it run, would have put in its preview.
    expect(frames).toBe(0);
  });
});
