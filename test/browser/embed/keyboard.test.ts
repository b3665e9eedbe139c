import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { desk } from "./support/desk-configurator.ts";
import { visitDesk } from "./support/desk-page.ts";
import { focused, press } from "./support/keyboard.ts";
import { PATIENTLY, type Stage, startStage } from "./support/stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage.close());
beforeEach(() => stage.reset());

/** Presses Tab until something has the keyboard. */
const tabTo = async (page: Page, name: string) => {
  const met: string[] = [];
  for (let count = 0; count < 40; count += 1) {
    const now = (await focused(page)) ?? "";
    if (now === name) return;
    met.push(now);
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab does not reach ${name}, only ${met.join(", ")}`);
};
const total = (page: Page) => page.locator("[part=total]").textContent();
/** What a screen reader hears of, besides the price. */
const heard = (page: Page) => page.locator("p.unseen[role=status]").first();
const tracked = (name: string) => stage.api.events.filter((event) => event.name === name);

describe("with the keyboard alone, a shopper", () => {
  it("chooses, meets a rule, counts parts, uploads, takes back, saves and adds to the cart", async () => {
    const { page, errors, complaints } = await visitDesk(stage);
    await page.getByRole("button", { name: "Save" }).waitFor();
    await tabTo(page, "oak");
    await press(page, "ArrowDown", "ArrowDown");
    expect(await page.getByRole("radio", { name: "Marble" }).isChecked()).toBe(true);

    await tabTo(page, "chalk");
    await press(page, "ArrowRight");
    const clay = page.getByRole("radio", { name: "Clay" });
    expect([await focused(page), await clay.isChecked()]).toEqual(["clay", false]);
    await heard(page).getByText("Color: Clay. Marble comes in chalk or ink.").waitFor({ state: "attached" });
    await press(page, "ArrowRight", "ArrowRight");
    expect(await page.getByRole("radio", { name: "Ink" }).isChecked()).toBe(true);

    await tabTo(page, "Height: exact value");
    await press(page, "Control+a", "7", "0", "Tab");
    expect(await page.getByRole("switch", { name: "Dimmer" }).isChecked()).toBe(true);
    await heard(page)
      .getByText("Also changed: Dimmer: yes. Lamps from 70 cm have a dimmer.")
      .waitFor({ state: "attached" });
    await tabTo(page, "Dimmer");
    await press(page, "Space");
    expect(await page.getByRole("switch", { name: "Dimmer" }).isChecked()).toBe(true);

    await tabTo(page, "More: Spare bulbs");
    await press(page, "Enter", "Enter");
    expect(await page.getByRole("spinbutton", { name: "Spare bulbs: quantity" }).inputValue()).toBe("2");
    await heard(page).getByText("2").waitFor({ state: "attached" });

    await tabTo(page, "Logo");
    const [chooser] = await Promise.all([page.waitForEvent("filechooser"), press(page, "Space")]);
    await chooser.setFiles({ name: "logo.png", mimeType: "image/png", buffer: Buffer.alloc(1_500) });
    await page.getByText("logo.png (2 kB)").waitFor();
    await heard(page).getByText("logo.png is uploaded.").waitFor({ state: "attached" });
    expect(await total(page)).toBe("€326.00");

    await press(page, "Shift+Tab");
    await page.getByRole("button", { name: "Undo" }).focus();
    await press(page, "Enter");
    expect(await total(page)).toBe("€301.00");
    await press(page, "Control+Shift+z");
    expect(await total(page)).toBe("€326.00");

    await tabTo(page, "Save");
    await press(page, "Enter");
    await page.getByLabel("Link to your configuration").waitFor();
    expect(await focused(page)).toBe("Save");
    await press(page, "Shift+Tab", "Enter");
    await page.getByText("Added to your cart.").waitFor();
    expect(await focused(page)).toBe("Add to cart");

    const [save] = stage.api.requests.filter(({ path }) => path === "/embed/v1/configurations");
    expect(JSON.parse(save?.body ?? "{}").values).toMatchObject({
      base: "marble",
      color: "ink",
      height: 70,
      dimmer: true,
      bulbs: { part: "warm", quantity: 2 },
      logo: expect.stringMatching(/^upl_/),
    });
    await page.goto("about:blank");
    await expect
      .poll(() => tracked("rule_blocked").map(({ properties }) => properties), PATIENTLY)
      .toEqual([
        { attribute: "color", value: "clay", rule: "marble-is-not-dyed" },
        // The arrow keys pass over it.
        { attribute: "color", value: "sage", rule: "marble-is-not-dyed" },
        { attribute: "dimmer", rule: "tall-lamps-are-dimmed" },
      ]);
    expect([errors, complaints]).toEqual([[], []]);
  });

  it("learns why something cannot be chosen", async () => {
    const { page } = await visitDesk(stage);
    await page.getByRole("radio", { name: "Marble" }).check();
    const describedBy = (name: string, role: "radio" | "textbox") =>
      page.getByRole(role, { name }).evaluate((input) => {
        const root = input.getRootNode();
        const ids = input.getAttribute("aria-describedby")?.split(" ") ?? [];
        return ids.map((id) => root instanceof ShadowRoot && root.getElementById(id)?.textContent).filter(Boolean);
      });
    expect(await describedBy("Clay", "radio")).toEqual(["Marble comes in chalk or ink."]);
    expect(await describedBy("Ink", "radio")).toEqual([]);
    expect(await describedBy("Engraving", "textbox")).toContain("Marble cannot be engraved.");
    const engraving = page.getByRole("textbox", { name: "Engraving" });
    expect(await engraving.getAttribute("aria-disabled")).toBe("true");
    await engraving.pressSequentially("Ada");
    expect(await engraving.inputValue()).toBe("");
    await heard(page).getByText("Marble cannot be engraved.").waitFor({ state: "attached" });
    await page.getByRole("radio", { name: "Oak" }).check();
    expect(await describedBy("Clay", "radio")).toEqual([]);
    expect(await engraving.getAttribute("aria-disabled")).toBe("false");
  });

  it("stays within the bounds of a number", async () => {
    const { page } = await visitDesk(stage);
    const exact = page.getByRole("spinbutton", { name: "Height: exact value" });
    await exact.fill("73");
    await press(page, "Tab");
    expect(await exact.inputValue()).toBe("75");
    await heard(page).getByText("75\u00a0cm").waitFor({ state: "attached" });
    await exact.fill("500");
    await press(page, "Tab");
    expect(await exact.inputValue()).toBe("80");
    const fewer = page.getByRole("button", { name: "Fewer: Spare bulbs" });
    await fewer.press("Enter");
    expect(await fewer.getAttribute("aria-disabled")).toBe("true");
    expect(await focused(page)).toBe("Fewer: Spare bulbs");
    await heard(page).getByText("0 (0 – 4)").waitFor({ state: "attached" });
  });

  it("keeps a place when what had it disappears", async () => {
    const { page } = await visitDesk(stage, { reducedMotion: "reduce" });
    await page.getByRole("switch", { name: "Dimmer" }).check();
    await page.getByRole("radio", { name: "Steel" }).focus();
    await press(page, "Control+z");
    expect(await page.getByRole("group", { name: "Knob" }).count()).toBe(0);
    expect(await focused(page)).toBe("warm");
    await press(page, "Shift+Control+z");
    expect(await page.getByRole("group", { name: "Knob" }).count()).toBe(1);
  });

  it("keeps a place on undo when there is nothing more to undo", async () => {
    const { page } = await visitDesk(stage);
    await page.getByRole("radio", { name: "Walnut" }).check();
    const undo = page.getByRole("button", { name: "Undo" });
    await undo.press("Enter");
    expect([await focused(page), await undo.getAttribute("aria-disabled")]).toEqual(["Undo", "true"]);
    await heard(page).getByText("Base: Oak").waitFor({ state: "attached" });
  });

  it("keeps a place when everything is made anew", async () => {
    stage.api.overrides.set("/embed/v1", "drop");
    const { page } = await visitDesk(stage, { reducedMotion: "reduce" });
    const within = () => page.evaluate(() => document.activeElement?.localName);
    await page.getByRole("button", { name: "Try again" }).focus();
    stage.api.overrides.clear();
    await press(page, "Enter");
    await page.getByRole("button", { name: "Save" }).waitFor();
    expect(await within()).toBe("latchkey-configurator");
    stage.api.publish(desk);
    await page.getByRole("button", { name: "Save" }).press("Enter");
    await page.getByText("The product has changed meanwhile.").waitFor();
    expect(await focused(page)).toBe("Save");
  });

  it("starts over and takes that back", async () => {
    const { page } = await visitDesk(stage);
    await page.getByRole("radio", { name: "Marble" }).check();
    await page.getByRole("switch", { name: "Dimmer" }).check();
    await page.getByRole("button", { name: "Start over" }).press("Enter");
    expect(await total(page)).toBe("€192.00");
    await press(page, "Control+z");
    expect(await total(page)).toBe("€251.00");
  });

  it("presses nothing outside of the configurator", async () => {
    const { page } = await visitDesk(stage);
    await page.getByRole("radio", { name: "Marble" }).check();
    await page.evaluate(() => {
      const active = document.activeElement?.shadowRoot?.activeElement;
      if (active instanceof HTMLElement) active.blur();
    });
    await press(page, "Control+z");
    expect(await page.getByRole("radio", { name: "Marble" }).isChecked()).toBe(true);
  });
});
