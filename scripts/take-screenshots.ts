import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import packagedChromium from "@sparticuz/chromium";
import { chromium } from "playwright-core";
import { startPlatform } from "../local/platform.ts";

/** Takes the pictures of the docs from the running demo shop: `npm run screenshots`. */
const IMAGES = resolve(import.meta.dirname, "../docs/images");
const SHOTS = [
  { name: "shop", path: "/", viewport: { width: 1280, height: 860 } },
  { name: "shop-dark", path: "/de/", viewport: { width: 1280, height: 860 }, colorScheme: "dark" },
  { name: "shop-phone", path: "/", viewport: { width: 390, height: 844 } },
] as const;

const dataDirectory = mkdtempSync(join(tmpdir(), "latchkey-screenshots-"));
const platform = await startPlatform({ dataDirectory, report: (line) => console.error(line) });
const browser = await chromium.launch({
  executablePath: await packagedChromium.executablePath(),
  args: ["--no-sandbox", "--disable-gpu", "--font-render-hinting=none"],
});
try {
  for (const { name, path, ...options } of SHOTS) {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    await page.goto(platform.shopUrl + path);
    await page.getByRole("radio").first().waitFor({ state: "attached" });
    await page.waitForLoadState("networkidle");
    // A picture of a choice is better than one of the defaults.
    await page.getByRole("radio", { name: /^(Cone|Kegel)/ }).check({ force: true });
    await page.waitForTimeout(800);
    await page.screenshot({ path: join(IMAGES, `${name}.png`) });
    await context.close();
    console.error(`docs/images/${name}.png`);
  }
} finally {
  await browser.close();
  await platform.stop();
  rmSync(dataDirectory, { recursive: true, force: true });
}
