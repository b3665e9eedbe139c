import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser } from "../../support/browser.ts";
import { type ConsoleTab, signIn } from "../../support/console.ts";
import { feature } from "../../support/features.ts";
import { issueToken } from "../../support/people.ts";
import { watchSecrets } from "../../support/secret-traces.ts";
import { startTestPlatform, type TestPlatform } from "../../support/test-platform.ts";

let test: TestPlatform;
let browser: Browser;
let tab: ConsoleTab;

beforeAll(async () => {
  [test, browser] = await Promise.all([startTestPlatform(), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await test.close();
});
afterEach(() => tab.context.close());

const dialogOf = (page: Page) => page.locator(".dialog");
const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
const submit = (page: Page, name: string) => dialogOf(page).getByRole("button", { name, exact: true }).click();
const choose = async (page: Page, name: string, action: string) => {
  await button(page, `Actions for ${name}`).click();
  await page.getByRole("menuitem", { name: action, exact: true }).click();
};
const follow = async (page: Page, name: string) => {
  await page.locator("#navigation").getByRole("link", { name, exact: true }).click();
  await page.getByRole("heading", { level: 1, name }).waitFor();
};

const NOWHERE = { document: false, kept: false, memory: null };

/**
 * Has the console show a secret, and looks for it: while it is shown, and when its dialog is closed, when another page was visited without a
 * reload, and after a reload.
 */
async function expectNoTrace(address: string, show: (page: Page) => Promise<void>, format: RegExp): Promise<string> {
  tab = await signIn(browser, test, "owner");
  const { page } = tab;
  const watch = watchSecrets(tab);
  await tab.open(address);
  await show(page);
  const shown = dialogOf(page).locator(".secret code").first();
  await shown.waitFor();
  const secret = (await shown.textContent()) ?? "";
  expect(secret).toMatch(format);
  // What follows the ten characters that lists show.
  const hidden = secret.slice(10);
  const addresses = () => watch.addresses(hidden);

  // It is found where it is shown, which is in the state of a component too: so the search sees what it looks at.
  expect(await watch.find(hidden)).toEqual({ document: true, kept: false, memory: expect.any(String) });
  expect(addresses()).toEqual([]);
  expect(watch.sent(hidden)).toEqual([]);

  await watch.keepReachable();
  await submit(page, "I have saved it");
  await shown.waitFor({ state: "detached" });
  await expect.poll(() => watch.find(hidden)).toEqual(NOWHERE);
  await follow(page, "Members");
  expect(await watch.find(hidden)).toEqual(NOWHERE);
  await page.goBack();
  await page.getByRole("heading", { level: 1 }).waitFor();
  expect(await watch.find(hidden)).toEqual(NOWHERE);
  await page.reload();
  await page.getByRole("heading", { level: 1 }).waitFor();
  expect(await watch.find(hidden)).toEqual(NOWHERE);
  expect(addresses()).toEqual([]);
  expect(watch.sent(hidden)).toEqual([]);
  expect(tab.problems).toEqual([]);
  return secret;
}

describe(feature(4), () => {
  it("a private token that is made in the console is nowhere when its dialog is closed", async () => {
    const value = await expectNoTrace(
      "access-tokens",
      async (page) => {
        await button(page, "Add token").click();
        await page.getByRole("radio", { name: "Private" }).check();
        await dialogOf(page).getByLabel("Label", { exact: true }).fill("Made here");
        await page.getByRole("group", { name: "Analytics" }).getByRole("radio", { name: "Read only" }).check();
        await submit(page, "Add token");
      },
      /^lks_\w+$/,
    );
    expect(await test.client(value).whoami()).toMatchObject({ scopes: ["analytics:read"] });
  });

  it("a private token that is rotated there is nowhere when its dialog is closed", async () => {
    const { value: before } = await issueToken(test.owner, { label: "Rotated here" });
    const value = await expectNoTrace(
      "access-tokens?text=rotated",
      async (page) => {
        await choose(page, "Rotated here", "Rotate");
        await submit(page, "Rotate");
      },
      /^lks_\w+$/,
    );
    expect(value).not.toBe(before);
  });

  it("an application key is nowhere when its dialog is closed", async () => {
    const { id } = await test.owner.services.create({ name: "Called" });
    await expectNoTrace(
      `services/${id}?tab=applications`,
      async (page) => {
        await button(page, "Create application").click();
        await dialogOf(page).getByLabel("Name", { exact: true }).fill("Caller");
        await submit(page, "Create");
      },
      /^lka_\w+$/,
    );
  });

  it("the secret of a webhook is nowhere when its dialog is closed, and neither is the next one", async () => {
    await expectNoTrace(
      "webhooks",
      async (page) => {
        await button(page, "Add webhook").click();
        await page.getByLabel("Address").fill("http://127.0.0.1:9/hook");
        await page.getByLabel("Label").fill("Told");
        await submit(page, "Add");
      },
      /^whsec_/,
    );
    await tab.context.close();
    await expectNoTrace(
      "webhooks",
      async (page) => {
        await choose(page, "Told", "Rotate the secret");
        await submit(page, "Rotate");
      },
      /^whsec_/,
    );
  });
});

describe(feature(37), () => {
  it("a service token that was revealed is nowhere when its dialog is closed", async () => {
    const { id, token } = await test.owner.services.create({ name: "Revealed" });
    const revealed = await expectNoTrace(
      `services/${id}`,
      async (page) => {
        await button(page, "Reveal").click();
        await submit(page, "Reveal");
      },
      /^lkv_\w+$/,
    );
    expect(revealed).toBe(token);
  });

  it("a service token that is made with its service is nowhere when its dialog is closed", async () => {
    await expectNoTrace(
      "services",
      async (page) => {
        await button(page, "Create service").click();
        await dialogOf(page).getByLabel("Name", { exact: true }).fill("Made here");
        await submit(page, "Create");
      },
      /^lkv_\w+$/,
    );
  });
});
