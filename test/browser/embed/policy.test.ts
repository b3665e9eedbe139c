import { createServer } from "node:http";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { TOKEN } from "./support/fake-api.ts";
import { listen, type RunningServer } from "./support/listen.ts";
import { htmlPage } from "./support/pages.ts";
import { PATIENTLY, type Stage, startStage } from "./support/stage.ts";

let stage: Stage;
let strict: RunningServer;
let directives: readonly string[] = [];
beforeAll(async () => {
  stage = await startStage();
  const tag = (attributes: string) =>
    `<script src="${stage.api.url}/embed.js" data-token="${TOKEN}" data-configurator="cfg_abcdefghijkl" ${attributes}></script>`;
  const server = createServer((_, response) => {
    const headers = { "content-type": "text/html", "content-security-policy": directives.join("; ") };
    response.writeHead(200, headers).end(htmlPage(`<div id="a"></div>${tag('data-target="#a" data-cart async')}`));
  });
  strict = await listen(server, "strict.localhost");
});
afterAll(() => Promise.all([stage.close(), strict.close()]));
beforeEach(async () => {
  await stage.reset();
  stage.api.allowedOrigins.add(strict.url);
  directives = [
    "default-src 'none'",
    `script-src ${stage.api.url}`,
    `connect-src ${stage.api.url}`,
    "img-src 'self' data:",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ];
});

describe("a strict page", () => {
  it("sees the whole journey without one violation", async () => {
    const visit = await stage.visit("/", { origin: strict.url });
    const { page } = visit;
    await page.getByRole("radio", { name: "Drum" }).check();
    await page.getByLabel("Language").selectOption("de");
    await page.getByRole("button", { name: "Speichern" }).click();
    await page.getByLabel("Link zu Ihrer Konfiguration").waitFor();
    await page.getByRole("button", { name: "In den Warenkorb" }).click();
    await page.getByText("Liegt in Ihrem Warenkorb.").waitFor();
    expect([visit.violations, visit.errors]).toEqual([[], []]);
  });

  it("sees none when the product fails to load either", async () => {
    stage.api.overrides.set("/embed/v1/configurators", { status: 503, body: { code: "unavailable" } });
    const visit = await stage.visit("/", { origin: strict.url });
    await visit.page.getByRole("alert").waitFor();
    expect([visit.violations, visit.errors]).toEqual([[], []]);
  });

  it("that does not allow the store of the files says so to the shopper, and to its maker where to allow it", async () => {
    const form = { uploadId: "upl_1", url: "http://files.localhost:9/bucket", fields: {} };
    stage.api.overrides.set("/embed/v1/uploads", { status: 200, body: form });
    const { page, complaints, errors } = await stage.visit("/", { origin: strict.url });
    const buffer = Buffer.from("a picture");
    await page.getByLabel(/^Engraved image/).setInputFiles({ name: "logo.png", mimeType: "image/png", buffer });
    await page.getByText("logo.png could not be uploaded. Please try again.").first().waitFor();
    const ours = complaints.filter((line) => line.startsWith("[latchkey]") && !line.includes("/images/"));
    expect(ours).toEqual([expect.stringMatching(/http:\/\/files\.localhost:9\..*connect-src/)]);
    expect(errors).toEqual([]);
  });

  it("that does not allow our files sees its own words, and its maker why", async () => {
    directives = [`script-src ${stage.api.url}/embed.js`, `connect-src ${stage.api.url}`];
    const visit = await stage.visit("/", { origin: strict.url });
    await visit.page.getByText("Not available right now").waitFor();
    await expect.poll(() => visit.complaints.join(), PATIENTLY).toContain("Content-Security-Policy");
    expect(visit.errors).toEqual([]);
  });
});
