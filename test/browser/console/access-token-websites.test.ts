import { describe, expect, it } from "vitest";
import { feature } from "../../support/features.ts";
import { issueToken } from "../../support/people.ts";
import { startFakeShop } from "../embed/support/fake-shop.ts";
import { CLIPBOARD, card, copied, dialogOf, rowOf, SHOP, STAGING, useTokenStage } from "./support/token-stage.ts";

const stage = useTokenStage();

describe(feature(45), () => {
  it("shows where the token is used, and allows a refused website by one click, which can be undone", async () => {
    const token = await stage.issuePublic();
    expect(await stage.load(token.token, SHOP)).toBe(200);
    expect(await stage.load(token.token, STAGING)).toBe(403);
    const page = await stage.openToken(token.id, "origins");
    await rowOf(page, SHOP).getByText("On the list").waitFor();
    await rowOf(page, STAGING).getByText("Not on the list").waitFor();

    await page.getByRole("button", { name: `Allow ${STAGING}` }).click();
    await dialogOf(page).getByRole("radio", { name: STAGING }).waitFor();
    expect(await dialogOf(page).getByRole("radio", { name: STAGING }).isChecked()).toBe(true);
    await dialogOf(page).getByRole("radio", { name: "https://*.example.net" }).waitFor();
    await dialogOf(page).getByRole("button", { name: "Allow" }).click();
    await page.getByText(`${STAGING} is allowed.`).waitFor();
    expect((await stage.test.owner.tokens.get(token.id)).domains).toEqual([SHOP, STAGING]);
    await rowOf(page, STAGING).getByText("On the list", { exact: true }).waitFor();

    await page.getByRole("button", { name: "Undo" }).click();
    await page.getByText(`${STAGING} is off the list again.`).waitFor();
    expect((await stage.test.owner.tokens.get(token.id)).domains).toEqual([SHOP]);
    expect(stage.tab.problems).toEqual([]);
  });

  it("tries an address on the list while it is written", async () => {
    const { id } = await stage.issuePublic({ domains: [SHOP, "*.example.org"] });
    const page = await stage.openToken(id, "origins");
    const field = page.getByLabel("Try an address");
    await field.fill("de.example.org/lamps");
    await page.getByText("Allowed by https://*.example.org.").waitFor();
    await field.fill("example.org");
    await page.getByText("Refused: no entry allows https://example.org.").waitFor();
  });

  it("runs a list on trial, says what it would stop, and makes it the list", async () => {
    const token = await stage.issuePublic({ domains: [SHOP, STAGING] });
    const page = await stage.openToken(token.id, "origins");
    await page.getByRole("button", { name: "Start a trial" }).click();
    await dialogOf(page).getByLabel("Domains").fill("shop.example.com\n*.example.org");
    await dialogOf(page).getByText("*.example.org is stored as https://*.example.org").waitFor();
    await dialogOf(page).getByLabel("Ends").selectOption("In 7 days");
    await dialogOf(page).getByRole("button", { name: "Start the trial" }).click();
    const trial = card(page, "Trial of a stricter list");
    await trial.getByText("Running").waitFor();
    expect(await stage.load(token.token, STAGING)).toBe(200);
    await stage.tab.open(`access-tokens/${token.id}?tab=origins`);
    await trial
      .getByText("1 website that is allowed now would be refused, and 1 request since the trial began")
      .waitFor();
    await rowOf(page, STAGING).getByText("Would refuse: 1").waitFor();

    await page.getByRole("button", { name: `Add ${STAGING} to the trial` }).click();
    await dialogOf(page).getByRole("button", { name: "Add to the trial" }).click();
    await trial.getByText("It would refuse no page that is allowed now").waitFor();

    await page.getByRole("button", { name: "Make it the list" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Make it the list" }).click();
    await page.getByText("The list on trial counts now.").waitFor();
    const changed = await stage.test.owner.tokens.get(token.id);
    expect(changed).toMatchObject({ domains: [SHOP, "https://*.example.org", STAGING], trial: null });
    expect(stage.tab.problems).toEqual([]);
  });
});

describe(feature(46), () => {
  it("explains a refused page from its row, and what repairs it", async () => {
    const token = await stage.issuePublic({ label: "Refused there" });
    await stage.load(token.token, STAGING);
    const page = await stage.openToken(token.id, "origins");
    await page.getByRole("button", { name: `Actions for ${STAGING}` }).click();
    await page.getByRole("menuitem", { name: "Why is it refused?" }).click();
    await page.getByRole("heading", { name: "Refused", exact: true }).waitFor();
    expect(await page.getByLabel("Page that it comes from").inputValue()).toBe(STAGING);
    expect(await page.getByRole("link", { name: "What origin_not_listed means" }).getAttribute("href")).toBe(
      "/docs/errors/origin_not_listed",
    );
    await page.getByRole("button", { name: `Allow ${STAGING}` }).click();
    await dialogOf(page).getByRole("button", { name: "Allow" }).click();
    await page.getByRole("heading", { name: "Allowed" }).waitFor();
    expect(stage.tab.problems).toEqual([]);
  });

  it("explains any request that is described, as the address says", async () => {
    const { id } = await issueToken(stage.test.owner, { label: "Described", allowedAddresses: ["192.0.2.0/24"] });
    const page = await stage.openToken(id, "explain");
    await page.getByLabel("Operation", { exact: true }).fill("list tok");
    await page.getByRole("option", { name: /^List tokens/ }).click();
    await page.getByLabel("Address of the caller").fill("198.51.100.7");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Refused", exact: true }).waitFor();
    await page.getByRole("link", { name: "What address_not_listed means" }).waitFor();
    expect(new URL(page.url()).searchParams.get("address")).toBe("198.51.100.7");

    await page.getByLabel("Address of the caller").fill("192.0.2.7");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Allowed" }).waitFor();
    await page.getByLabel("Address of the caller").fill("elsewhere");
    await page.keyboard.press("Enter");
    await page.locator('[aria-invalid="true"]').waitFor();
  });
});

describe(feature(20), () => {
  it("makes an embed id, writes the tags, and lets it stand for another token", async () => {
    const token = await stage.issuePublic({ label: "First token" });
    const other = await stage.issuePublic({ label: "Second token", domains: [STAGING] });
    const { embed } = await stage.test.owner.deployment();
    const page = await stage.openToken(token.id, "embed", "owner", CLIPBOARD);
    await page.getByText(`data-token="${token.token}"`).waitFor();
    await page.getByRole("button", { name: "Create an embed id" }).click();
    await dialogOf(page).getByLabel("Label").fill("Lamp page");
    await page.keyboard.press("Enter");
    await rowOf(page, "Lamp page").waitFor();
    const { items } = await stage.test.owner.embeds.list({ tokenId: token.id });
    const id = items[0]?.id ?? "none";
    await page.getByText(`data-embed="${id}"`).waitFor();

    await page.getByRole("tab", { name: "Pinned, with SRI" }).click();
    await page.getByRole("button", { name: "Copy code: Pinned, with SRI" }).click();
    await page.getByText("Copied code: Pinned, with SRI").waitFor({ state: "attached" });
    const tag = await copied(page);
    expect(tag).toContain(`src="${stage.test.platform.baseUrl}${embed.pinnedScriptPath}"`);
    expect(tag).toContain(`integrity="${embed.integrity}"`);
    expect(tag).toContain(`data-configurator="${stage.test.demo.configuratorId}"`);
    await page.getByRole("tab", { name: "Pinned, with SRI" }).press("ArrowRight");
    expect(await page.getByRole("tab", { name: "Element" }).getAttribute("aria-selected")).toBe("true");
    await page.getByText(`<latchkey-configurator embed="${id}"`).waitFor();

    await page.getByRole("button", { name: "Actions for Lamp page" }).click();
    await page.getByRole("menuitem", { name: "Let it stand for another token" }).click();
    await dialogOf(page).getByLabel("Public token", { exact: true }).fill("second");
    await page.getByRole("option", { name: /^Second token/ }).click();
    await dialogOf(page).getByText(STAGING).waitFor();
    await dialogOf(page).getByRole("button", { name: "Change the token" }).click();
    await page.getByText("Lamp page stands for Second token now.").waitFor();
    expect((await stage.test.owner.embeds.get(id)).tokenId).toBe(other.id);
    await page.getByText("No embed id stands for this token").waitFor();
    await page.getByRole("button", { name: "Undo" }).click();
    await rowOf(page, "Lamp page").waitFor();
    expect((await stage.test.owner.embeds.get(id)).tokenId).toBe(token.id);
    expect(stage.tab.problems).toEqual([]);
  });

  it("gives a tag that works as it is pasted, by its integrity", async () => {
    const shop = await startFakeShop(() => ({}));
    try {
      const token = await stage.issuePublic({ label: "Pasted", domains: [shop.url] });
      const page = await stage.openToken(token.id, "embed");
      await page.getByRole("tab", { name: "Pinned, with SRI" }).click();
      const tag = await page.getByRole("tabpanel").locator("pre").first().innerText();
      shop.pages.set("/page.html", `<!doctype html><html lang="en"><title>Shop</title><body>${tag}</body></html>`);
      await page.goto(`${shop.url}/page.html`);
      await page.getByRole("button", { name: "Save" }).waitFor();
    } finally {
      await shop.close();
    }
  });
});
