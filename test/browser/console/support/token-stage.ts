import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll } from "vitest";
import type { CreateToken, Token } from "../../../../sdk/src/index.ts";
import { launchBrowser } from "../../../support/browser.ts";
import { type ConsoleTab, signIn } from "../../../support/console.ts";
import { startTestPlatform, type TestPlatform } from "../../../support/test-platform.ts";

export const SHOP = "https://shop.example.com";
export const STAGING = "https://staging.example.net";
export const CLIPBOARD = { permissions: ["clipboard-read", "clipboard-write"] };
export const HOUR_MS = 60 * 60 * 1000;

type SignInArguments = Parameters<typeof signIn>;
type PublicToken = Extract<CreateToken, { kind: "public" }>;

/** A platform and a browser for the tests of one file about the page of one token. */
export interface TokenStage {
  readonly test: TestPlatform;
  /** The tab of the present test. */
  readonly tab: ConsoleTab;
  open(address: string, role?: SignInArguments[2], options?: SignInArguments[3]): Promise<Page>;
  /** The page of a token that is there, at one of its sections. */
  openToken(id: string, section?: string, role?: SignInArguments[2], options?: SignInArguments[3]): Promise<Page>;
  issuePublic(more?: Partial<PublicToken>): Promise<Token & { readonly token: string }>;
  /** Status of a load that no cache answers: straight at the gateway. */
  load(value: string, origin: string): Promise<number>;
}

/** Starts before the file's first test and ends after its last. */
export function useTokenStage(): TokenStage {
  let started: { readonly test: TestPlatform; readonly browser: Browser } | undefined;
  let opened: ConsoleTab | undefined;
  const parts = () => {
    if (started === undefined) throw new Error("the platform is used before it has started");
    return started;
  };
  beforeAll(async () => {
    // One worker for each function: what the authorizer notes is written with the first use.
    const [test, browser] = await Promise.all([startTestPlatform({ workersMax: 1 }), launchBrowser()]);
    started = { test, browser };
  });
  afterAll(async () => {
    await started?.browser.close();
    await started?.test.close();
  });
  afterEach(() => opened?.context.close());
  const open: TokenStage["open"] = async (address, role = "owner", options = {}) => {
    opened = await signIn(parts().browser, parts().test, role, options);
    await opened.open(address);
    return opened.page;
  };
  return {
    get test() {
      return parts().test;
    },
    get tab() {
      if (opened === undefined) throw new Error("no page is open");
      return opened;
    },
    open,
    async openToken(id, section = "", ...rest) {
      const page = await open(`access-tokens/${id}${section === "" ? "" : `?tab=${section}`}`, ...rest);
      await page.getByRole("navigation", { name: "Parts of the token" }).waitFor();
      return page;
    },
    async issuePublic(more = {}) {
      const { demo, owner: client } = parts().test;
      const owner = { type: "service_account", id: demo.serviceAccount } as const;
      const made = await client.tokens.create({
        kind: "public",
        label: "Shop website",
        owner,
        domains: [SHOP],
        ...more,
      });
      if (made.token === null) throw new Error("a public token came without its value");
      return { ...made, token: made.token };
    },
    async load(value, origin) {
      const { demo, request, platform } = parts().test;
      const path = `/embed/v1/configurators/${demo.configuratorId}?access_token=${value}`;
      return (await request(path, { baseUrl: platform.gatewayUrl, origin })).status;
    },
  };
}

export const dialogOf = (page: Page) => page.locator(".dialog");
export const rowOf = (page: Page, name: string) => page.locator("tbody tr[data-row]").filter({ hasText: name });
export const card = (page: Page, name: string) => page.getByRole("region", { name, exact: true });
export const section = (page: Page, name: string) =>
  page.getByRole("navigation", { name: "Parts of the token" }).getByRole("link", { name });
export const copied = (page: Page) => page.evaluate(() => navigator.clipboard.readText());
export const detail = (page: Page, term: string) =>
  page.locator("dt", { hasText: new RegExp(`^${term}$`) }).locator("xpath=following-sibling::dd[1]");
