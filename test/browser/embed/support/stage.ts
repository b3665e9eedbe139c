import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { createDemoConfigurator } from "../../../../demo/product.ts";
import { launchBrowser } from "../../../support/browser.ts";
import type { LaunchOptions } from "../../../support/find-browser.ts";
import { CONFIGURATOR_ID, type FakeApi, startFakeApi, TOKEN } from "./fake-api.ts";
import { type FakeShop, startFakeShop } from "./fake-shop.ts";

/** For `expect.poll`: a busy machine may take its time. */
export const PATIENTLY = { timeout: 10_000 };

/** A page, and everything that went wrong in it. */
export interface Visit {
  readonly page: Page;
  /** Uncaught errors and unhandled rejections. */
  readonly errors: string[];
  /** Console warnings and errors, those of the network left out. */
  readonly complaints: string[];
  readonly violations: string[];
}

/** Shop, API and browser. */
export interface Stage {
  readonly api: FakeApi;
  readonly shop: FakeShop;
  readonly browser: Browser;
  /** Opens a page of the shop in a fresh profile. */
  visit(path?: string, options?: BrowserContextOptions & { readonly origin?: string }): Promise<Visit>;
  /** Back to an API that has nothing to hide from the shop. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

export async function startStage(options?: LaunchOptions): Promise<Stage> {
  const api = await startFakeApi(createDemoConfigurator());
  const shop = await startFakeShop(() => ({
    scriptUrl: `${api.url}/embed.js`,
    baseUrl: api.url,
    uploadsUrl: api.url,
    publicToken: TOKEN,
    configuratorId: CONFIGURATOR_ID,
  }));
  const browser = await launchBrowser(options);
  return {
    api,
    shop,
    browser,
    async visit(path = "/", { origin = shop.url, ...profile } = {}) {
      const context = await browser.newContext({ locale: "en-US", ...profile });
      const page = await context.newPage();
      const visit: Visit = { page, errors: [], complaints: [], violations: [] };
      page.on("pageerror", (error) => visit.errors.push(error.message));
      page.on("console", (message) => {
        const isNetwork = /Failed to load resource|blocked by CORS policy/.test(message.text());
        // The demo has a model, and most of these browsers cannot draw one.
        const isExpected = !options?.hasWebGl && message.text().includes("has no WebGL 2");
        if (["warning", "error"].includes(message.type()) && !isNetwork && !isExpected)
          visit.complaints.push(message.text());
      });
      await page.exposeFunction("reportViolation", (text: string) => void visit.violations.push(text));
      await page.addInitScript(() => {
        document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sample }) => {
          Reflect.get(window, "reportViolation")(`${violatedDirective} ${blockedURI} ${sample}`);
        });
      });
      await page.goto(origin + path, { waitUntil: "commit" });
      return visit;
    },
    async reset() {
      await Promise.all(browser.contexts().map((context) => context.close()));
      api.reset();
      api.allowedOrigins.add(shop.url);
      shop.pages.clear();
    },
    async close() {
      await browser.close();
      await Promise.all([api.close(), shop.close()]);
    },
  };
}
