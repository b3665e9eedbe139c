import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { BrowserContextOptions, Page } from "playwright-core";
import { startPlatform } from "../local/platform.ts";
import { findBrowser, launchFound } from "../test/support/find-browser.ts";
import { makeFirstToken } from "../test/support/first-token.ts";
import { takeReports } from "./take-report-screenshots.ts";

/** Takes the pictures of the docs from the running platform: `npm run screenshots`, or `npm run screenshots -- shop`, `-- console` or `-- reports` for a part. */
const IMAGES = resolve(import.meta.dirname, "../docs/images");
const DESKTOP = { width: 1280, height: 860 };

interface Shot extends Pick<BrowserContextOptions, "viewport" | "colorScheme"> {
  readonly name: string;
  readonly path: string;
  /** Beginnings of the names of what is chosen: a picture of a choice is better than one of the defaults. */
  readonly choices: readonly RegExp[];
  /** Only this part of the page. */
  readonly part?: string;
}

const SHOTS: readonly Shot[] = [
  { name: "shop", path: "/", viewport: DESKTOP, choices: [/^Cone/, /^Ochre/] },
  { name: "shop-dark", path: "/de/", viewport: DESKTOP, colorScheme: "dark", choices: [/^Salbei/, /^Nussbaum/] },
  { name: "shop-phone", path: "/", viewport: { width: 390, height: 844 }, choices: [/^Lake/] },
  { name: "shop-rtl", path: "/ar/", viewport: DESKTOP, choices: [/^أسطوانة/] },
  { name: "shop-3d", path: "/", viewport: DESKTOP, choices: [/^Drum/, /^Ink/, /^Marble/], part: ".preview" },
];

async function take(page: Page, { name, choices, part }: Shot): Promise<void> {
  await page.locator("latchkey-model.shown").waitFor({ state: "attached" });
  for (const choice of choices) await page.getByRole("radio", { name: choice }).first().check({ force: true });
  await page.mouse.move(0, 0);
  // The model follows, and the picture below it is gone.
  await page.waitForTimeout(4_000);
  const path = join(IMAGES, `${name}.png`);
  await (part === undefined ? page.screenshot({ path }) : page.locator(part).screenshot({ path }));
}

async function takeShop(): Promise<void> {
  for (const shot of SHOTS) {
    const { viewport, colorScheme = "light" } = shot;
    const context = await browser.newContext({ locale: "en-US", viewport: viewport ?? DESKTOP, colorScheme });
    // Without a graphics card a model takes its time.
    context.setDefaultTimeout(240_000);
    const page = await context.newPage();
    page.on("console", (message) => console.error(message.text()));
    await page.goto(platform.shopUrl + shot.path);
    await take(page, shot);
    await context.close();
    console.error(`docs/images/${shot.name}.png`);
  }
}

/** The steps of docs/guides/first-token.md, as its test takes them. */
async function takeConsole(): Promise<void> {
  const context = await browser.newContext({ locale: "en-US", viewport: DESKTOP, reducedMotion: "reduce" });
  const page = await context.newPage();
  const consoleUrl = `${platform.baseUrl}/console/`;
  await makeFirstToken(page, { consoleUrl, shopUrl: platform.shopUrl }, async ({ name }) => {
    // What has just appeared is in its place, and the marks of the pointer are gone.
    await page.mouse.move(0, 0);
    await page.waitForTimeout(1_000);
    await page.screenshot({ path: join(IMAGES, `${name}.png`) });
    console.error(`docs/images/${name}.png`);
  });
  await context.close();
}

/** The last ones: what they are of changes what the others show. */
const PARTS = { shop: takeShop, console: takeConsole, reports: () => takeReports(browser, platform, IMAGES) } as const;
const [part] = process.argv.slice(2);
const dataDirectory = mkdtempSync(join(tmpdir(), "latchkey-screenshots-"));
const platform = await startPlatform({ dataDirectory, report: (line) => console.error(line) });
const browser = await launchFound(await findBrowser(), { hasWebGl: true });
try {
  for (const [name, takePart] of Object.entries(PARTS)) if (part === undefined || part === name) await takePart();
} finally {
  await browser.close();
  await platform.stop();
  rmSync(dataDirectory, { recursive: true, force: true });
}
