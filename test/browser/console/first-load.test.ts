import { brotliCompressSync } from "node:zlib";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser } from "../../support/browser.ts";
import { startTestPlatform, type TestPlatform } from "../../support/test-platform.ts";

const BYTES_MAX = 150_000;

/** What the console costs before the first list is on screen. */
describe("the first load of the console in Chromium", () => {
  let test: TestPlatform;
  let browser: Browser;

  beforeAll(async () => {
    [test, browser] = await Promise.all([startTestPlatform(), launchBrowser()]);
  });
  afterAll(async () => {
    await browser.close();
    await test.close();
  });

  it(`loads at most ${BYTES_MAX} bytes, Brotli, until the access tokens are listed, from our own origin and the issuer's only`, async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    const origins = new Set<string>();
    const files = new Map<string, Promise<Buffer>>();
    page.on("request", (request) => {
      const { origin, protocol } = new URL(request.url());
      if (protocol.startsWith("http")) origins.add(origin);
    });
    page.on("response", (response) => {
      const { origin, pathname } = new URL(response.url());
      if (origin === test.platform.baseUrl && pathname.startsWith("/console/") && response.ok()) {
        files.set(pathname, response.body());
      }
    });
    await page.goto(test.demo.consoleUrl);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("button", { name: /Olivia Owner/ }).click();
    await page.getByRole("rowheader", { name: "Demo shop" }).waitFor();
    const sizes = await Promise.all(
      [...files].map(async ([path, body]) => [path, brotliCompressSync(await body).length] as const),
    );
    const total = sizes.reduce((sum, [, bytes]) => sum + bytes, 0);
    console.log(`first load: ${total} bytes in ${sizes.length} files`);
    expect(sizes.length).toBeGreaterThan(3);
    expect(total, JSON.stringify(sizes)).toBeLessThanOrEqual(BYTES_MAX);
    expect([...origins].sort()).toEqual([test.platform.baseUrl, test.platform.issuer.url].sort());
    await context.close();
  });

  it("moves nothing that is painted while the list arrives", async () => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    const page = await context.newPage();
    await page.addInitScript(() => {
      const seen = { total: 0, moved: [] as string[] };
      Object.assign(globalThis, { layoutShift: seen });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) {
          const { value, hadRecentInput, sources } = entry as PerformanceEntry & {
            readonly value: number;
            readonly hadRecentInput: boolean;
            readonly sources: readonly { readonly node: Node | null }[];
          };
          if (hadRecentInput) continue;
          seen.total += value;
          for (const { node } of sources) seen.moved.push(node instanceof Element ? node.className : String(node));
        }
      }).observe({ type: "layout-shift", buffered: true });
    });
    await page.goto(test.demo.consoleUrl);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("button", { name: /Olivia Owner/ }).click();
    await page.getByRole("rowheader", { name: "Demo shop" }).waitFor();
    await page.waitForTimeout(500);
    const { total, moved } = await page.evaluate(() => Reflect.get(globalThis, "layoutShift"));
    console.log(`layout shift: ${total}`);
    // "Good" by web.dev is at most 0.1; nothing at all is better.
    expect(total, moved.join(", ")).toBeLessThan(0.02);
    await context.close();
  });
});
