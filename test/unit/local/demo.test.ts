import { readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { type Demo, readDemo, writeDemo } from "../../../local/demo.ts";
import { createFolder, removeFolder } from "./fixture.ts";

const folder = createFolder();
afterAll(() => removeFolder(folder));
const demo: Demo = {
  baseUrl: "http://localhost:1",
  shopUrl: "http://shop.localhost:2",
  consoleUrl: "http://localhost:1/console/",
  workspaceId: "ws_1",
  ownerToken: "lks_1",
  publicToken: "lkp_1",
  publicTokenId: "lkp_1",
  configuratorId: "cfg_1",
  serviceAccount: "demo-shop",
  members: [{ email: "owner@demo.example", role: "owner", subject: "s-1" }],
};

describe("demo.json", () => {
  it("comes back as it was written, and only its owner can read it, whatever was there", () => {
    const file = join(folder, "demo.json");
    writeFileSync(file, "{}", { mode: 0o644 });
    writeDemo(file, demo);
    expect(readDemo(file)).toEqual(demo);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(["demo.json"]);
  });

  it.each([
    "",
    "[]",
    "{}",
    JSON.stringify({ ...demo, members: "all" }),
    JSON.stringify({ ...demo, ownerToken: 1 }),
    JSON.stringify({ ...demo, publicTokenId: undefined }),
  ])("is made anew when it is not what this version writes: %s", (content) => {
    const file = join(folder, "other.json");
    writeFileSync(file, content);
    expect(readDemo(file)).toBeUndefined();
    expect(readDemo(join(folder, "missing.json"))).toBeUndefined();
  });
});
