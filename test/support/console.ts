import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from "playwright-core";
import { expect } from "vitest";
import type { Role } from "../../functions/domain/rights.ts";
import { analyze } from "./axe.ts";
import type { TestPlatform } from "./test-platform.ts";

/** A tab of the console in which somebody is signed in. */
export interface ConsoleTab {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What went wrong on the page: uncaught errors, and lines that the browser wrote as errors, such as violations of the policy. */
  readonly problems: string[];
  /** Goes to a page of the demo workspace by its address, as a link in a message would. */
  open(page: string): Promise<void>;
}

/** Signs a demo member in through the real issuer, with a browser context of their own. */
export async function signIn(
  browser: Browser,
  { demo, platform }: TestPlatform,
  role: Role,
  options: BrowserContextOptions = {},
): Promise<ConsoleTab> {
  const member = platform.issuer.members.find((candidate) => candidate.role === role);
  if (member === undefined) throw new Error(`no demo member has the role ${role}`);
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    reducedMotion: "reduce",
    ...options,
  });
  const page = await context.newPage();
  const problems: string[] = [];
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
  await page.goto(demo.consoleUrl);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("button", { name: member.name }).click();
  await page.locator("#navigation").waitFor({ state: "attached" });
  return {
    page,
    context,
    problems,
    async open(target) {
      await page.goto(`${demo.consoleUrl}workspace/${demo.workspaceId}/${target}`);
      // By its tag: under the dialog that an address opens, a heading has no role.
      await page.locator("h1").first().waitFor();
    },
  };
}

/** What axe finds wrong with the page as it is now, a line each: everything in light, and again in dark what the colors decide. */
export async function violationsOf(page: Page): Promise<readonly string[]> {
  await paintIn(page, "light");
  const light = await analyze(page);
  await paintIn(page, "dark");
  return [...light, ...(await analyze(page, ["color-contrast", "link-in-text-block"]))];
}

/** The colors of the scheme, and none of those on the way to them. */
async function paintIn(page: Page, colorScheme: "light" | "dark"): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await page.evaluate(async () => {
    const isOnItsWay = ({ effect, playState }: Animation) =>
      playState !== "finished" && Number.isFinite(Number(effect?.getComputedTiming().endTime));
    const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    // What the colors change, and what a dialog begins that has just been opened, moves from the next frame on.
    for (let quiet = 0; quiet < 2; quiet += 1) {
      await nextFrame();
      const moving = document.getAnimations().filter(isOnItsWay);
      for (const animation of moving) animation.finish();
      if (moving.length > 0) quiet = -1;
    }
  });
}

/** @param what is looked at, for the message */
export async function expectAccessible(page: Page, what: string): Promise<void> {
  expect([what, await violationsOf(page)]).toEqual([what, []]);
}

/**
 * Writes `text` in place of what a JSON editor holds. What was selected is deleted first: Chromium otherwise inserts with an inline style of
 * its own, which the policy of the page refuses aloud.
 */
export async function replaceText(editor: Locator, text: string): Promise<void> {
  await editor.click();
  await editor.press("ControlOrMeta+a");
  await editor.press("Delete");
  await editor.page().keyboard.insertText(text);
}
