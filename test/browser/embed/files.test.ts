import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { visitDesk } from "./support/desk-page.ts";
import { focused, press } from "./support/keyboard.ts";
import { PATIENTLY, type Stage, startStage } from "./support/stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage.close());
beforeEach(() => stage.reset());

const total = (page: Page) => page.locator("[part=total]").textContent();
/** What a screen reader hears of, besides the price. */
const heard = (page: Page) => page.locator("p.unseen[role=status]").first();

/** Gives the page a slow line, on which 200 kB take some seconds. */
async function sendSlowly(page: Page): Promise<{ reset(): Promise<void> }> {
  const tools = await page.context().newCDPSession(page);
  const limit = async (uploadThroughput: number) => {
    await tools.send("Network.enable");
    await tools.send("Network.emulateNetworkConditions", {
      offline: false,
      latency: 0,
      downloadThroughput: -1,
      uploadThroughput,
    });
  };
  await limit(40_000);
  return { reset: () => limit(-1) };
}

describe("a file", () => {
  const choose = (page: Page, name: string, mimeType: string, bytes: number) =>
    page.getByLabel(/^Logo/).setInputFiles({ name, mimeType, buffer: Buffer.alloc(bytes) });
  const isSending = (page: Page, name: string) => page.getByRole("progressbar", { name: `Uploading ${name} …` });
  const cancel = (page: Page) => page.getByRole("button", { name: "Cancel" });
  const completed = () => stage.api.requests.filter(({ path }) => path.endsWith("/complete"));

  it.each(["Enter", "Space"])("is chosen with %s", async (key) => {
    const { page } = await visitDesk(stage);
    // Begun before the focus: Enter opens it on the way down, and the browser must know by then that a test waits for it.
    const choosing = page.waitForEvent("filechooser");
    await page.getByLabel(/^Logo/).focus();
    await press(page, key);
    const chooser = await choosing;
    await chooser.setFiles({ name: "logo.png", mimeType: "image/png", buffer: Buffer.alloc(1_000) });
    await page.getByText("logo.png (1 kB)").waitFor();
  });

  it("is refused in words when it is too large or of another type", async () => {
    const { page } = await visitDesk(stage);
    await page.getByText("PNG, PDF, up to 200 kB").waitFor();
    await choose(page, "poster.png", "image/png", 200_001);
    await page.getByText("poster.png is too large. PNG, PDF, up to 200 kB").first().waitFor();
    expect(await page.getByLabel(/^Logo/).getAttribute("aria-invalid")).toBe("true");
    await choose(page, "film.mp4", "video/mp4", 10);
    await page.getByText("film.mp4 is not a file of these types.").first().waitFor();
    expect(stage.api.requests.filter(({ path }) => path.includes("upload"))).toEqual([]);
    await choose(page, "exact.png", "image/png", 200_000);
    await page.getByText("exact.png (200 kB)").waitFor();
    expect(await page.getByLabel(/^Logo/).getAttribute("aria-invalid")).toBe("false");
  });

  it("that the API does not take is refused for good, in words", async () => {
    const { page, errors } = await visitDesk(stage);
    for (const code of ["file_not_accepted", "invalid_body"]) {
      stage.api.overrides.set("/embed/v1/uploads", { status: 422, body: { code } });
      await choose(page, `${code}.png`, "image/png", 0);
      const words = `${code}.png is empty, damaged or not of the type that it says. Please choose another file.`;
      await page.getByText(words).first().waitFor();
    }
    expect(errors).toEqual([]);
  });

  it("can be sent again after a failure, and removed", async () => {
    const { page, errors } = await visitDesk(stage);
    stage.api.overrides.set("/embed/v1/uploads", { status: 503, body: {} });
    await choose(page, "logo.pdf", "application/pdf", 1_000);
    await page.getByText("logo.pdf could not be uploaded.").first().waitFor();
    stage.api.overrides.clear();
    await choose(page, "logo.pdf", "application/pdf", 1_000);
    await page.getByText("logo.pdf (1 kB)").waitFor();
    await page.getByRole("button", { name: "Remove" }).press("Enter");
    expect(await page.getByRole("button", { name: "Remove" }).count()).toBe(0);
    expect(await focused(page)).toBe("Logo");
    expect(await total(page)).toBe("€192.00");
    expect(errors).toEqual([]);
  });

  it("tells how much of it is sent, and can be given up halfway", async () => {
    const { page, errors } = await visitDesk(stage);
    await choose(page, "first.png", "image/png", 1_000);
    await page.getByText("first.png (1 kB)").waitFor();
    const speed = await sendSlowly(page);
    await choose(page, "poster.png", "image/png", 200_000);
    const progress = isSending(page, "poster.png");
    const values = new Set<number>();
    await expect
      .poll(async () => {
        const value = await progress.getAttribute("value");
        if (value !== null) values.add(Number(value));
        return [...values].filter((part) => part > 0 && part < 1).length;
      }, PATIENTLY)
      .toBeGreaterThan(1);
    expect([...values]).toEqual([...values].toSorted((one, other) => one - other));

    await cancel(page).press("Enter");
    await page.getByText("first.png (1 kB)").waitFor();
    await heard(page).getByText("The file was not uploaded.").waitFor({ state: "attached" });
    expect(await focused(page)).toBe("Logo");
    expect([await progress.count(), await cancel(page).count()]).toEqual([0, 0]);
    expect(completed()).toHaveLength(1);

    await speed.reset();
    await choose(page, "poster.png", "image/png", 200_000);
    await page.getByText("poster.png (200 kB)").waitFor();
    expect(completed()).toHaveLength(2);
    expect(errors).toEqual([]);
  });

  it("takes the place of one that is still on its way", async () => {
    const { page } = await visitDesk(stage);
    await sendSlowly(page);
    await choose(page, "slow.png", "image/png", 200_000);
    await isSending(page, "slow.png").waitFor();
    await choose(page, "quick.png", "image/png", 1_000);
    await page.getByText("quick.png (1 kB)").waitFor();
    expect(completed()).toHaveLength(1);
    expect(await total(page)).toBe("€217.00");
  });

  it("keeps the keyboard's place when it has arrived", async () => {
    const { page } = await visitDesk(stage);
    stage.api.overrides.set("/embed/v1/uploads", 1_000);
    await choose(page, "logo.png", "image/png", 1_000);
    await cancel(page).focus();
    await page.getByText("logo.png (1 kB)").waitFor();
    expect(await focused(page)).toBe("Logo");
  });
});
