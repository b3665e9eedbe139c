import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const ROOT = join(import.meta.dirname, "../../..");
const guide = await readFile(join(ROOT, "docs/guides/theming.md"), "utf8");
const UI = join(ROOT, "embed/src/ui");
const names = (await readdir(UI, { recursive: true })).filter((name) => /\.(ts|css)$/.test(name));
const code = (await Promise.all(names.map((name) => readFile(join(UI, name), "utf8")))).join("\n");

/** First column of the table below a heading. */
const documented = (heading: string) =>
  [...(guide.split(`## ${heading}`)[1]?.split("\n## ")[0] ?? "").matchAll(/^\| `([^`]+)` \|/gm)]
    .map(([, name]) => name)
    .toSorted();

/** What `part` attributes hold. Those of buttons that are made in one place are named where they are made. */
const partsInCode = () => {
  const written = [...code.matchAll(/part: "([^"]+)"/g)].flatMap(([, parts = ""]) => parts.split(" "));
  const buttons = [...code.matchAll(/(?<!\.)\b(?:createButton|add)\("(\w+)"/g)].map(([, name = ""]) => name);
  return [...new Set([...written, ...buttons])].toSorted();
};

describe("the guide to looks", () => {
  it("names every custom property that there is, and no other", () => {
    const used = [...new Set(code.match(/--latchkey-[a-z-]+/g))].toSorted();
    expect(used.length).toBeGreaterThan(10);
    expect(documented("Custom properties")).toEqual(used);
  });

  it("names every part that there is, and no other", () => {
    expect(partsInCode().length).toBeGreaterThan(25);
    expect(documented("Parts")).toEqual(partsInCode());
  });
});
