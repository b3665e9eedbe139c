import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestPlatform, type TestPlatform } from "../support/test-platform.ts";
import { createFileConfigurator, PNG } from "../support/uploads.ts";

const root = new URL("../../", import.meta.url);
const SDK = new URL("sdk/src/index.ts", root).href;

let test: TestPlatform;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "latchkey-guides-"));
  test = await startTestPlatform();
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await test.close();
});

/** The fenced block of a guide that holds a text. */
function blockWith(guide: string, language: string, text: string): string {
  const markdown = readFileSync(new URL(`docs/guides/${guide}`, root), "utf8");
  const blocks = [...markdown.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)];
  const found = blocks.find(([, name, code = ""]) => name === language && code.includes(text));
  if (found?.[2] === undefined) throw new Error(`${guide} has no ${language} with ${text}`);
  return found[2];
}

/** Runs a program of a guide as its reader would, with the SDK of this repository. The platform answers from this process meanwhile. */
async function run(name: string, source: string, args: readonly string[] = []): Promise<string> {
  writeFileSync(join(folder, name), source.replace('"@latchkey/sdk"', JSON.stringify(SDK)));
  const { baseUrl: LATCHKEY_URL, ownerToken: LATCHKEY_TOKEN } = test.demo;
  const env = { ...process.env, LATCHKEY_URL, LATCHKEY_TOKEN, NO_COLOR: "1", NODE_NO_WARNINGS: "1" };
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [name, ...args], { cwd: folder, env });
  expect(stderr).toBe("");
  return stdout;
}

describe("the programs of the guides", () => {
  it("bring a configurator from a draft to a version and back, and print what the guide says", async () => {
    writeFileSync(join(folder, "mug.json"), blockWith("configurators.md", "json", '"Mug"'));
    const printed = await run("publish.mjs", blockWith("configurators.md", "js", "configurators.publish"));
    const markdown = readFileSync(new URL("docs/guides/configurators.md", root), "utf8");
    const promised = /It prints\n\n```\n([\s\S]*?)```/.exec(markdown)?.[1];
    const withoutId = (text = "") => text.replace(/cfg_\w{12}/, "cfg_");
    expect(withoutId(printed)).toBe(withoutId(promised));
  });

  it("write a rate card and read what the month costs, where it is another day than in UTC", async () => {
    const timeZone = new Date().getUTCHours() < 10 ? "Pacific/Niue" : "Pacific/Kiritimati";
    await test.owner.workspace.update({ timeZone });
    try {
      expect(await run("bill.mjs", blockWith("billing.md", "js", "rateCards.create"))).toMatch(
        /^running [0-9]+ [0-9]+\n$/,
      );
      expect((await test.owner.billing.rateCards.list()).items).toMatchObject([
        { state: "in_force", changeable: true },
      ]);
    } finally {
      await test.owner.workspace.update({ timeZone: "UTC" });
    }
  });

  it("count what shoppers do", async () => {
    const printed = await run("analytics.mjs", blockWith("analytics.md", "js", "analytics.funnel"));
    expect(printed).toMatch(
      /^load [0-9]+ [0-9]+\nload [0-9]+ .+\ninteraction [0-9]+ .+\nsave .+\nadd_to_cart .+\n(null|20.+Z)\n$/,
    );
  });

  it("send a file from a form, and download it again", async () => {
    const { id } = await test.owner.configurators.create({ name: "Mug", draft: createFileConfigurator() });
    await test.owner.configurators.publish(id);
    const { baseUrl, publicToken, shopUrl } = test.demo;
    const program = blockWith("files.md", "js", "embed.createUpload")
      .replace('baseUrl: "http://localhost:8787", token: "lkp_…"', () => {
        // What a browser adds by itself.
        return `baseUrl: "${baseUrl}", token: "${publicToken}", headers: { origin: "${shopUrl}" }`;
      })
      .concat(`
        const file = new File([Buffer.from("${PNG.toString("base64")}", "base64")], "heron.png", { type: "image/png" });
        const values = { motif: await upload("${id}", "motif", file) };
        console.log((await embed.save({ configuratorId: "${id}", values })).shortId);`);
    const shortId = (await run("upload.mjs", program)).trim();

    const printed = await run("download.mjs", blockWith("files.md", "js", "configurations.file"), [shortId]);
    expect(printed).toBe(`motif heron.png image/png ${PNG.length}\n`);
    expect(readFileSync(join(folder, `${shortId}-motif-heron.png`))).toEqual(PNG);
  });

  it("add a website to a token's domains, and keep those that are there", async () => {
    const { publicTokenId, shopUrl } = test.demo;
    const printed = await run("domains.mjs", blockWith("embed.md", "js", "tokens.update"), [
      publicTokenId,
      "http://localhost:3000",
    ]);
    expect(printed).toMatch(/^allow /);
    expect((await test.owner.tokens.get(publicTokenId)).domains).toEqual([shopUrl, "http://localhost:3000"]);
  });
});
