import { describe, expect, it } from "vitest";
import { expectAccessible } from "../../support/console.ts";
import { editStoredToken } from "../../support/edit-stored-token.ts";
import { feature } from "../../support/features.ts";
import { issueToken } from "../../support/people.ts";
import {
  CLIPBOARD,
  card,
  copied,
  detail,
  dialogOf,
  HOUR_MS,
  rowOf,
  SHOP,
  STAGING,
  section,
  useTokenStage,
} from "./support/token-stage.ts";

const stage = useTokenStage();

describe("the page of one token: overview", () => {
  it("says what a token is, and copies its value where that is public", async () => {
    const token = await stage.issuePublic({ note: "For the lamps", expiresIn: "7d" });
    await stage.load(token.token, SHOP);
    const page = await stage.openToken(token.id, "", "owner", CLIPBOARD);
    expect(await page.getByRole("heading", { level: 1 }).innerText()).toBe("Shop website");
    await detail(page, "Token id").getByText(token.id).waitFor();
    await detail(page, "Known as").getByText(token.displayId).waitFor();
    await detail(page, "Starts with").getByText(token.masked).waitFor();
    await detail(page, "Last used").getByText(SHOP).waitFor();
    await detail(page, "Limits").getByText("6,000 requests a minute").waitFor();
    await detail(page, "Note").getByText("For the lamps").waitFor();
    await page.getByRole("heading", { name: "One thing to look at" }).waitFor();
    await page.getByText("It ends soon.").waitFor();
    await card(page, "Value").getByRole("button", { name: "Copy token" }).click();
    await page.getByText("Copied token").waitFor({ state: "attached" });
    expect(await copied(page)).toBe(token.token);
    expect(stage.tab.problems).toEqual([]);
  });

  it("tells what the token was given and its owner has lost since", async () => {
    const rights = {
      role: "administrator",
      scopes: ["analytics:write", "configurator:read"],
      services: "all",
    } as const;
    await stage.test.owner.serviceAccounts.create({ name: "night-export", ...rights });
    const owner = { type: "service_account", id: "night-export" } as const;
    const { id } = await issueToken(stage.test.owner, { label: "Nightly", owner, ...rights });
    await stage.test.owner.serviceAccounts.update("night-export", {
      role: "viewer",
      scopes: ["analytics:read"],
      services: [],
    });
    const page = await stage.openToken(id);
    const now = card(page, "What it can do now");
    await now.getByText("Analytics, read only given as Analytics, read and write").waitFor();
    await now.getByText("given, but the owner does not have it").waitFor();
    await detail(page, "Role").getByText("Viewer given as Administrator").waitFor();
    await detail(page, "Services").getByText("None: operations on services are refused.").waitFor();
    await now.getByText("It was given more than its owner, night-export, has now.").waitFor();

    await stage.test.owner.serviceAccounts.disable("night-export");
    await stage.tab.open(`access-tokens/${id}`);
    await now.getByText("Nothing.").waitFor();
  });

  it("has the actions of the list as buttons and in its menu", async () => {
    const { id } = await issueToken(stage.test.owner, { label: "Acted on" });
    const page = await stage.openToken(id);
    await page.getByRole("button", { name: "Actions for Acted on" }).click();
    await page.getByRole("menuitem", { name: "Disable" }).click();
    await page.getByText("Every request with it is refused until it is enabled again.").waitFor();
    await card(page, "What it can do now").getByText("The token is disabled.").waitFor();
    await page.getByRole("button", { name: "Enable" }).click();
    await page.getByText("Enabled Acted on.").waitFor();
    await page.getByRole("button", { name: "Edit" }).click();
    await dialogOf(page).getByLabel("Label", { exact: true }).fill("Renamed");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "Renamed" }).waitFor();
    expect(stage.tab.problems).toEqual([]);
  });

  it("offers nothing that a viewer may not do", async () => {
    const token = await stage.issuePublic({ label: "Looked at" });
    const page = await stage.openToken(token.id, "", "viewer");
    expect(await section(page, "Activity").count()).toBe(0);
    expect(await page.getByRole("button", { name: /^(Edit|Rotate)$/ }).count()).toBe(0);
    await stage.load(token.token, STAGING);
    await stage.tab.open(`access-tokens/${token.id}?tab=origins`);
    await rowOf(page, STAGING).waitFor();
    expect(await page.getByRole("button", { name: /Allow|Edit the list|Start a trial/ }).count()).toBe(0);
    await section(page, "Embed").click();
    await card(page, "Embed ids of this token").waitFor();
    expect(await page.getByRole("button", { name: "Create an embed id" }).count()).toBe(0);
    await section(page, "Rotation").click();
    await card(page, "No rotation is running").waitFor();
    expect(await page.getByRole("button", { name: "Start a rotation" }).count()).toBe(0);
    expect(stage.tab.problems).toEqual([]);
  });

  it("is not there for an unknown id", async () => {
    await stage.open("access-tokens/lks_000000000000");
    await stage.tab.page.getByRole("heading", { level: 1, name: "Not found" }).waitFor();
  });
});

describe(feature(19), () => {
  it("says when the old secret is still used, and when it can go", async () => {
    const old = await issueToken(stage.test.owner, { label: "Rotated here" });
    const page = await stage.openToken(old.id, "rotation");
    await page.getByRole("button", { name: "Start a rotation" }).click();
    await dialogOf(page).getByRole("button", { name: "Rotate" }).click();
    const value = await dialogOf(page).locator("code").first().innerText();
    await page.getByRole("button", { name: "I have saved it" }).click();
    await page.getByText("The new secret has not been used yet").waitFor();
    expect(await page.content()).not.toContain(value);

    await stage.test.client(old.value).whoami();
    await stage.tab.open(`access-tokens/${old.id}?tab=rotation`);
    await page.getByText("Somebody has used the old secret within the last hour.").waitFor();

    const ago = (hours: number) => new Date(Date.now() - hours * HOUR_MS).toISOString();
    await editStoredToken(stage.test, old.id, { issuedAt: ago(72), previousLastUsedAt: ago(48), lastUsedAt: ago(47) });
    await stage.test.client(value).whoami();
    await stage.tab.open(`access-tokens/${old.id}?tab=rotation`);
    await page.getByText("Safe to finish.").waitFor();
    await card(page, "Old secret").getByText("2 days ago").waitFor();

    await page.getByRole("button", { name: "Keep the old one longer" }).click();
    expect(await dialogOf(page).getByRole("radio", { name: "3 days" }).isChecked()).toBe(true);
    await dialogOf(page).getByRole("radio", { name: "7 days" }).check();
    await dialogOf(page).getByRole("button", { name: "Set the end" }).click();
    await page.getByText(/The old secret counts until/).waitFor();
    const { rotation } = await stage.test.owner.tokens.get(old.id);
    expect(Date.parse(rotation?.previousValidUntil ?? "")).toBeGreaterThan(Date.now() + 6 * 24 * HOUR_MS);

    await page.getByRole("button", { name: "Finish now" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Stop the old secret" }).click();
    await card(page, "No rotation is running").waitFor();
    expect((await stage.test.owner.tokens.get(old.id)).rotation).toBeNull();
    expect(stage.tab.problems).toEqual([]);
  });

  it("names the pages that still carry the old value of a public token", async () => {
    const token = await stage.issuePublic({ label: "Old value" });
    await stage.test.owner.tokens.rotate(token.id, { graceSeconds: 3600 });
    expect(await stage.load(token.token, SHOP)).toBe(200);
    const page = await stage.openToken(token.id, "rotation");
    await rowOf(page, SHOP).waitFor();
    await page.getByText("Somebody has used the old secret within the last hour.").waitFor();
  });
});

describe(feature(17), () => {
  it("waits until a revocation has reached everything, and removes the record after its name is typed", async () => {
    const token = await stage.issuePublic({ label: "Gone soon" });
    const page = await stage.openToken(token.id);
    await page.getByRole("button", { name: "Actions for Gone soon" }).click();
    await page.getByRole("menuitem", { name: "Revoke" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Revoke" }).click();
    await page.getByText("A copy of what it loads may still be handed out for a moment.").waitFor();
    expect(await page.getByRole("button", { name: "Remove the record" }).isDisabled()).toBe(true);
    expect(await section(page, "Embed").count()).toBe(0);

    await editStoredToken(stage.test, token.id, { revokedAt: new Date(Date.now() - HOUR_MS).toISOString() });
    await page.getByText("Confirmed: no request passes with it any more.").waitFor();
    await page.getByRole("button", { name: "Remove the record" }).click();
    const confirm = page.getByRole("alertdialog").getByRole("button", { name: "Remove" });
    expect(await confirm.isDisabled()).toBe(true);
    await page.getByLabel("Type Gone soon to confirm").fill("Gone soon");
    await confirm.click();
    await page.getByRole("heading", { level: 1, name: "Access tokens" }).waitFor();
    await expect(stage.test.owner.tokens.get(token.id)).rejects.toMatchObject({ code: "not_found" });
    expect(stage.tab.problems).toEqual([]);
  });
});

describe("the page of one token: activity", () => {
  it("shows what happened to the token and what was done with it", async () => {
    const { id, value } = await issueToken(stage.test.owner, {
      label: "Followed",
      role: "workspace_manager",
      scopes: ["account_management:write"],
    });
    await stage.test.client(value).tokens.update(id, { note: "by itself" });
    const page = await stage.openToken(id, "activity");
    await rowOf(page, "Create token").waitFor();
    await page.getByRole("button", { name: "Update token" }).click();
    await dialogOf(page).getByText("by itself").waitFor();
    await page.keyboard.press("Escape");
    await page.getByLabel("Which events").selectOption("Done with this token");
    await rowOf(page, "Create token").waitFor({ state: "detached" });
    await rowOf(page, "Update token").waitFor();
    expect(new URL(page.url()).searchParams.get("by")).toBe("actor");
    await page.getByRole("link", { name: "In the audit log" }).click();
    await page.getByRole("heading", { level: 1, name: "Audit log" }).waitFor();
    await rowOf(page, "Update token").waitFor();
  });
});

describe("the page of one token, for everybody", () => {
  it("has no violation that axe knows, with each dialog", async () => {
    const token = await stage.issuePublic({ label: "Checked", domains: [SHOP, STAGING] });
    await stage.load(token.token, SHOP);
    await stage.load(token.token, "https://de.example.net");
    const endsAt = new Date(Date.now() + 24 * HOUR_MS).toISOString();
    await stage.test.owner.tokens.update(token.id, { trial: { domains: [STAGING], endsAt } });
    await stage.test.owner.tokens.rotate(token.id, { graceSeconds: 3600 });
    await stage.test.owner.embeds.create({ label: "Checked", tokenId: token.id });
    const page = await stage.openToken(token.id);
    await card(page, "What it can do now").getByText("Load configurators").waitFor();
    await expectAccessible(page, "overview");
    const dialogs: Readonly<Record<string, readonly string[]>> = {
      Origins: ["Allow https://de.example.net", "Change the trial", "Make it the list"],
      Rotation: ["Keep the old one longer", "Finish now"],
      Explain: [],
      Activity: ["Update token"],
      Embed: ["Create an embed id"],
    };
    for (const [name, buttons] of Object.entries(dialogs)) {
      await section(page, name).click();
      if (name === "Explain") {
        await page.getByRole("button", { name: "Explain" }).click();
        await card(page, "Checks, in order").waitFor();
      }
      for (const button of buttons) await page.getByRole("button", { name: button }).first().waitFor();
      await expectAccessible(page, name);
      for (const button of buttons) {
        const opener = page.getByRole("button", { name: button }).first();
        await opener.focus();
        await page.keyboard.press("Enter");
        await dialogOf(page).waitFor();
        await expectAccessible(page, `${name}: ${button}`);
        await page.keyboard.press("Escape");
        await dialogOf(page).waitFor({ state: "detached" });
        await expect
          .poll(() => opener.evaluate((element) => element === document.activeElement), { message: `after ${button}` })
          .toBe(true);
      }
    }
    expect(stage.tab.problems).toEqual([]);
  });

  it("fits a telephone", async () => {
    const token = await stage.issuePublic({ label: "On a telephone" });
    await stage.load(token.token, SHOP);
    const page = await stage.openToken(token.id, "", "owner", { viewport: { width: 360, height: 740 } });
    for (const name of ["Overview", "Origins", "Rotation", "Explain", "Activity", "Embed"]) {
      await section(page, name).click();
      await page.waitForTimeout(300);
      const width = await page.locator("#main").evaluate((main) => main.scrollWidth - main.clientWidth);
      expect(width, name).toBeLessThanOrEqual(0);
    }
  });
});
