import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { evaluate } from "../../../functions/domain/configurator/evaluate.ts";
import { analyze } from "../../support/axe.ts";
import { desk } from "./support/desk-configurator.ts";
import { visitDesk } from "./support/desk-page.ts";
import { CONFIGURATOR_ID } from "./support/fake-api.ts";
import { type Stage, startStage } from "./support/stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage.close());
beforeEach(() => stage.reset());

const SHORT_ID = "0123456789abcdef";
const still = { reducedMotion: "reduce" } as const;

/** Everything at once: forbidden values, an attribute that a rule sets, a part, a file, the breakdown and a link. */
const useAll = async (page: Page) => {
  await page.getByRole("radio", { name: "Marble" }).check();
  await page.getByRole("slider", { name: "Height" }).fill("7");
  await page.getByRole("button", { name: "More: Spare bulbs" }).click();
  await page.getByLabel("Logo").setInputFiles({ name: "logo.png", mimeType: "image/png", buffer: Buffer.alloc(9) });
  await page.getByText("logo.png (").waitFor();
  await page.getByText("Total", { exact: true }).click();
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByLabel("Link to your configuration").waitFor();
};
const answerWithMigration = () => {
  const { values, price } = evaluate(desk, { base: "walnut", color: "sage" });
  const engraving = { ...desk.attributes[6], id: "plaque", label: { en: "Plaque" } };
  const saved = {
    shortId: SHORT_ID,
    configuratorId: CONFIGURATOR_ID,
    version: 1,
    values,
    price,
    createdAt: "2026-11-22T12:00:00.000Z",
  };
  stage.api.overrides.set(`/embed/v1/configurations/${SHORT_ID}`, {
    status: 200,
    body: {
      ...saved,
      document: { ...desk, attributes: [...desk.attributes, engraving] },
      current: { version: 2 },
      migration: {
        version: 2,
        document: desk,
        values,
        price,
        kept: ["base", "height"],
        replaced: [{ attributeId: "color", from: "clay", to: "sage" }],
        dropped: [{ attributeId: "plaque", value: "For Ada" }],
        priceDifference: { EUR: -700, USD: -770 },
      },
    },
  });
};

describe("no accessibility violation", () => {
  it.each([
    { name: "in light", options: { colorScheme: "light" } },
    { name: "in dark", options: { colorScheme: "dark" } },
    { name: "in forced colors", options: { forcedColors: "active" } },
    { name: "on a phone", options: { viewport: { width: 360, height: 720 }, hasTouch: true, isMobile: true } },
  ] as const)("is there $name", async ({ options }) => {
    const { page, errors } = await visitDesk(stage, { ...still, ...options });
    await useAll(page);
    expect(await analyze(page)).toEqual([]);
    expect(errors).toEqual([]);
  });

  it("is there from right to left", async () => {
    const { page } = await visitDesk(stage, { ...still, lang: "ar" });
    await page.getByRole("radio", { name: "رخام" }).check();
    const [label, toggle] = [page.locator("label").getByText("خافت"), page.getByRole("switch")];
    const [labelBox, toggleBox] = [await label.boundingBox(), await toggle.boundingBox()];
    expect(labelBox?.x).toBeGreaterThan(toggleBox?.x ?? 0);
    expect(await page.getByRole("button", { name: "حفظ" }).count()).toBe(1);
    expect(await analyze(page)).toEqual([]);
  });

  it("is there while it loads, nor after a failure, where the page's own content is shown", async () => {
    stage.api.overrides.set("/embed/v1/configurators", 4_000);
    const loading = await visitDesk(stage, still);
    await loading.page.locator("[aria-busy]").waitFor();
    expect(await analyze(loading.page)).toEqual([]);
    stage.api.overrides.clear();
    stage.api.overrides.set("/embed/v1", "drop");
    const failed = await visitDesk(stage, still);
    await failed.page.getByRole("button", { name: "Try again" }).waitFor();
    expect(await failed.page.getByText("A lamp for your desk.").isVisible()).toBe(true);
    expect(await analyze(failed.page)).toEqual([]);
  });

  it("is there when the connection is lost and this is the last known product", async () => {
    const { page } = await visitDesk(stage, still);
    await page.getByRole("button", { name: "Save" }).waitFor();
    await page.waitForTimeout(300);
    stage.api.overrides.set("/embed/v1", "drop");
    await page.reload();
    await page.getByRole("group", { name: "There is no connection" }).waitFor();
    expect(await analyze(page)).toEqual([]);
    const save = page.getByRole("button", { name: "Save" });
    expect(await save.getAttribute("aria-disabled")).toBe("true");
    await save.press("Enter");
    await page.locator("[part=status]").getByText("nothing can be saved").waitFor();
  });

  it("is there when the product changed since the save, and all that changed is said", async () => {
    answerWithMigration();
    const { page } = await visitDesk(stage, { ...still, query: `?latchkey=${SHORT_ID}` });
    const notice = page.getByRole("group", { name: "The product has changed since you saved it." });
    await notice.waitFor();
    expect(await notice.locator("dt, dd").allTextContents()).toEqual([
      "Replaced",
      "Color: Clay → Sage",
      "No longer offered",
      "Plaque: For Ada",
      "Kept",
      "Base, Height",
      "Price difference",
      "-€7.00",
    ]);
    expect(await analyze(page)).toEqual([]);
    await notice.getByRole("button", { name: "Close" }).press("Enter");
    expect(await notice.count()).toBe(0);
    expect(await page.getByRole("button", { name: "Undo" }).evaluate((button) => button.matches(":focus"))).toBe(true);
  });
});

describe("for everybody", () => {
  it.each([320, 390, 768, 1280])("fits a window of %i pixels", async (width) => {
    const { page } = await visitDesk(stage, { ...still, viewport: { width, height: 700 } });
    await useAll(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  });

  it.each(["en", "de", "ar"])("fits 320 pixels with text of twice the size, in %s", async (lang) => {
    const { page } = await visitDesk(stage, { ...still, lang, viewport: { width: 320, height: 700 } });
    await page.locator("[part~=save]").waitFor();
    await page.addStyleTag({ content: "html { font-size: 200% }" });
    await page.locator("input[value=marble]").check();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  });

  it("has room for a finger on everything that can be touched", async () => {
    const { page } = await visitDesk(stage, {
      ...still,
      viewport: { width: 360, height: 720 },
      hasTouch: true,
      isMobile: true,
    });
    await useAll(page);
    const small = await page
      .locator("label.box, label.swatch, label.button, button, select, input:not([type=radio], .unseen)")
      .evaluateAll((elements) =>
        elements.flatMap((element) => {
          const { width, height } = element.getBoundingClientRect();
          return !element.checkVisibility() || (width >= 44 && height >= 44)
            ? []
            : [`${element.outerHTML.slice(0, 80)} ${width} × ${height}`];
        }),
      );
    expect(small).toEqual([]);
  });

  it("does not move without being asked to", async () => {
    const { page } = await visitDesk(stage, still);
    await useAll(page);
    const moving = await page.locator("latchkey-configurator").evaluate(() => document.getAnimations().length);
    expect(moving).toBe(0);
  });

  it("prints what was chosen and what it costs", async () => {
    const { page } = await visitDesk(stage, still);
    await page.getByRole("radio", { name: "Marble" }).check();
    await page.emulateMedia({ media: "print" });
    const isShown = (text: string) => page.getByText(text, { exact: true }).first().isVisible();
    expect(await isShown("Marble")).toBe(true);
    expect(await isShown("Oak")).toBe(false);
    expect(await isShown("Base price")).toBe(true);
    expect(await page.getByRole("button").count()).toBe(0);
  });

  it("announces a new price when it has settled", async () => {
    const { page } = await visitDesk(stage);
    await page.getByRole("radio", { name: "Walnut" }).check();
    await page.getByRole("status").getByText("Total: €207.00").waitFor({ state: "attached" });
  });
});
