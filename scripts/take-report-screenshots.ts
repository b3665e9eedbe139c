import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import type { Platform } from "../local/platform.ts";

/** A page of the demo's workspace that shows what its shoppers did. */
interface ReportShot {
  readonly name: string;
  readonly path: string;
  /** What is there when the page has its answers. */
  readonly settled: RegExp;
  readonly colorScheme?: "light" | "dark";
}

/** Tall enough for a whole page of charts. */
const VIEWPORT = { width: 1280, height: 1480 };

/** The pictures of the guides on analytics, usage and billing, with the demo's own shoppers. */
export async function takeReports(browser: Browser, platform: Platform, imagesDirectory: string): Promise<void> {
  await platform.addTraffic();
  const { demo } = platform;
  if (demo === undefined) throw new Error("there is no demo");
  const [month = ""] = new Date(Date.now() - 31 * 24 * 60 * 60 * 1000).toISOString().match(/^\d{4}-\d{2}/) ?? [];
  const analytics = `analytics?configurator=${demo.configuratorId}`;
  const shots: readonly ReportShot[] = [
    { name: "analytics", path: analytics, settled: /Shade color/ },
    { name: "analytics-dark", path: analytics, settled: /Shade color/, colorScheme: "dark" },
    { name: "billing", path: "billing", settled: /€\d/ },
    { name: "statement", path: `billing/statements/${month}`, settled: /€\d/ },
    { name: "usage", path: "usage", settled: /Loads/ },
  ];
  for (const { name, path, settled, colorScheme = "light" } of shots) {
    const context = await browser.newContext({
      locale: "en-US",
      viewport: VIEWPORT,
      colorScheme,
      reducedMotion: "reduce",
    });
    context.setDefaultTimeout(120_000);
    const page = await context.newPage();
    await signInAsOwner(page, demo.consoleUrl);
    await page.goto(`${demo.consoleUrl}workspace/${demo.workspaceId}/${path}`);
    await page.getByText(settled).first().waitFor();
    await page.waitForFunction(() => document.querySelector(".skeleton, [aria-busy=true]") === null);
    await page.mouse.move(0, 0);
    // Charts are drawn when their library is there.
    await page.waitForTimeout(4_000);
    await page.screenshot({ path: join(imagesDirectory, `${name}.png`) });
    console.error(`docs/images/${name}.png`);
    await context.close();
  }
}

async function signInAsOwner(page: Page, consoleUrl: string): Promise<void> {
  await page.goto(consoleUrl);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("button", { name: /Olivia Owner/ }).click();
  await page.locator("#navigation").waitFor({ state: "attached" });
}
