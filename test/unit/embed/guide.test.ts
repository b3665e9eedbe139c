import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const path = join(root, "docs/guides/embed.md");
const guide = readFileSync(path, "utf8");

const contract = ts.createSourceFile(
  "types.ts",
  readFileSync(join(root, "embed/src/core/types.ts"), "utf8"),
  ts.ScriptTarget.Latest,
  true,
);

/** Names of what an interface of the public contract has. */
function membersOf(name: string): readonly string[] {
  const found = contract.statements.find((node) => ts.isInterfaceDeclaration(node) && node.name.text === name);
  if (found === undefined || !ts.isInterfaceDeclaration(found)) throw new Error(`there is no ${name}`);
  return found.members.map((member) => member.name?.getText() ?? "");
}

/** The part of the guide below a heading. */
function section(heading: string): string {
  return guide.split(/^## /m).find((text) => text.startsWith(`${heading}\n`)) ?? "";
}

const rows = (text: string) => text.split("\n").filter((line) => line.startsWith("| `"));

describe("the guide of the embed", () => {
  it.each(membersOf("MountOptions"))(
    "has the option %s, as an attribute of the script tag and of the element",
    (name) => {
      const [row] = rows(section("Options")).filter((line) => line.startsWith(`| \`${name}\` |`));
      expect(row).toBeDefined();
      const attribute = name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
      // A document does not fit into an attribute.
      if (name !== "preview") expect(row).toMatch(new RegExp(`\`data-${attribute}\`.*\\|.*\`${attribute}\``));
    },
  );

  it.each(membersOf("Handle"))("says what %s of the handle does", (name) => {
    expect(rows(section("The handle")).join("\n")).toMatch(new RegExp(`\`${name}[\`(]`));
  });

  it.each(membersOf("EmbedEvents"))("says when %s is told, and in how it is listened to in React", (name) => {
    expect(rows(section("Events")).some((line) => line.startsWith(`| \`${name}\` |`))).toBe(true);
    const react = section("React").toLowerCase();
    expect(react).toContain(`\`on${name}\``);
  });

  it.each(membersOf("State"))("names %s of the state", (name) => {
    expect(section("The handle")).toContain(`\`${name}\``);
  });

  it("names every part and every custom property of the style sheets, and no other", () => {
    const folder = join(root, "embed/src/ui");
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => /\.(ts|css)$/.test(name));
    const sources = files.map((name) => readFileSync(join(folder, name), "utf8")).join("\n");
    const found = (text: string, pattern: RegExp) =>
      [...new Set([...text.matchAll(pattern)].map(([name]) => name))].toSorted();
    expect(found(section("Looks"), /--latchkey-[a-z-]+/g)).toEqual(found(sources, /--latchkey-[a-z-]+/g));

    const used = [...sources.matchAll(/\bpart: "([^"]+)"/g)].flatMap(([, names = ""]) => names.split(" "));
    const listed = /Parts for `::part\(\)`: `([^`]+)`/.exec(guide)?.[1]?.split(/\s+/) ?? [];
    expect(listed.toSorted()).toEqual([...new Set(used)].toSorted());
  });

  it("links to what exists", () => {
    const isThere = (link: string) => {
      const [file = "", anchor] = link.split("#");
      const target = file === "" ? path : join(dirname(path), file);
      if (anchor === undefined || !existsSync(target)) return existsSync(target);
      const headings = [...readFileSync(target, "utf8").matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) => heading);
      return headings.some((heading) => heading.toLowerCase().replaceAll(" ", "-") === anchor);
    };
    const links = [...guide.matchAll(/\]\((?!https:)([^)]+)\)/g)].map(([, link = ""]) => link);
    expect(links.length).toBeGreaterThan(10);
    expect(links.filter((link) => !isThere(link))).toEqual([]);
  });
});
