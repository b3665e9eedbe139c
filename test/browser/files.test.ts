import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { launchBrowser, type PageWatch, watchPage } from "../support/browser.ts";
import { dumpTables } from "../support/dump-tables.ts";
import { feature } from "../support/features.ts";
import { startTestPlatform, type TestPlatform } from "../support/test-platform.ts";
import { PNG } from "../support/uploads.ts";

/** Larger than one write of a socket; what follows the end of a picture counts, too. */
const DRAWING = Buffer.concat([PNG, Buffer.from(Array.from({ length: 300_000 }, (_, index) => index % 251))]);
const BYTES_MAX = 2_000_000;

let test: TestPlatform;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let watch: PageWatch;
/** `METHOD origin status` of everything that went to the store of files. */
let sent: string[];

beforeAll(async () => {
  [test, browser] = await Promise.all([startTestPlatform(), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await test.close();
});
beforeEach(async () => {
  context = await browser.newContext({ locale: "en-US" });
  page = await context.newPage();
  watch = watchPage(page, test.platform.baseUrl);
  sent = [];
  page.on("response", (response) => {
    const { origin } = new URL(response.url());
    if (origin === test.platform.store.s3Endpoint) sent.push(`${response.request().method()} ${response.status()}`);
  });
  await page.goto(`${test.demo.shopUrl}/`);
  await page.getByText("up to 2 MB").waitFor();
});
afterEach(() => context.close());

const field = () => page.locator("[part=attribute]").filter({ hasText: "Engraved image" });
const choose = (name: string, mimeType: string, buffer: Buffer) =>
  field().locator("input[type=file]").setInputFiles({ name, mimeType, buffer });
const says = (text: string) => field().locator("[part=file]").filter({ hasText: text }).waitFor();
const total = () => page.locator("[part=total]").innerText();
const storedUploads = async () => (await dumpTables(test.platform)).filter((item) => item.includes('"S":"UPLOAD"'));

async function save(): Promise<string> {
  await page.getByRole("button", { name: "Save" }).click();
  const link = await page.getByRole("textbox", { name: /link/i }).inputValue();
  return new URL(link).searchParams.get("latchkey") ?? "";
}

describe(feature(54), () => {
  it("a file goes from the shopper's disk to the store, into a save, and to the shop byte for byte", async () => {
    const before = await total();
    await choose("heron.png", "image/png", DRAWING);
    await says("heron.png (300 kB)");
    expect(await total()).not.toBe(before);
    // By one form, and past the API.
    expect(sent.filter((line) => !line.startsWith("OPTIONS"))).toEqual(["POST 204"]);
    expect(watch.apiRequests.filter((line) => line.includes("/uploads"))).toEqual([
      "POST /embed/v1/uploads",
      expect.stringMatching(/^POST \/embed\/v1\/uploads\/upl_\w+\/complete$/),
    ]);

    const shortId = await save();
    const file = await test.owner.configurations.file(shortId, "engravedImage");
    expect(file).toMatchObject({ name: "heron.png", contentType: "image/png", bytes: DRAWING.length });
    const download = await fetch(file.url);
    expect(DRAWING.equals(Buffer.from(await download.arrayBuffer()))).toBe(true);

    // Who opens the link sees that there is a file, and neither its name nor its content.
    const other = await context.newPage();
    await other.goto(`${test.demo.shopUrl}/?latchkey=${shortId}`);
    await other.locator("[part=file]").filter({ hasText: "Your file" }).waitFor();
    expect(await other.content()).not.toContain("heron.png");
    expect(watch.uncaughtErrors).toEqual([]);
  });

  it.each([
    ["another type", "film.mp4", "video/mp4", PNG, "film.mp4 is not a file of these types."],
    ["a type by its name only", "drawing.png", "text/html", PNG, "drawing.png is not a file of these types."],
    ["one byte too many", "poster.png", "image/png", Buffer.alloc(BYTES_MAX + 1), "poster.png is too large."],
  ])("a file of %s is refused in words, and nothing of it is anywhere", async (_, name, mimeType, buffer, words) => {
    const [price, uploads] = [await total(), await storedUploads()];
    await choose(name, mimeType, buffer);
    await says(words);
    expect(await page.getByRole("progressbar").count()).toBe(0);
    expect(await total()).toBe(price);
    expect([sent, watch.apiRequests.filter((line) => line.includes("/uploads"))]).toEqual([[], []]);
    expect(await storedUploads()).toEqual(uploads);
    expect((await test.owner.configurations.get(await save())).values).toMatchObject({ engravedImage: "" });
    expect(watch.uncaughtErrors).toEqual([]);
  });

  it("a file that is not what it says it is gets to nobody, and the next one can be chosen", async () => {
    const price = await total();
    await choose("drawing.png", "image/png", Buffer.from("<script>alert(1)</script>"));
    await says("drawing.png is empty, damaged or not of the type that it says. Please choose another file.");
    expect(sent.at(-1)).toBe("POST 204");
    expect(await total()).toBe(price);
    expect((await test.owner.configurations.get(await save())).values).toMatchObject({ engravedImage: "" });

    await choose("heron.png", "image/png", PNG);
    await says("heron.png (");
    const { url } = await test.owner.configurations.file(await save(), "engravedImage");
    expect(Buffer.from(await (await fetch(url)).arrayBuffer())).toEqual(PNG);
  });
});
