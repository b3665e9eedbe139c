import { describe, expect, it } from "vitest";
import { linesInSight } from "../../../console/src/pages/configurator/diff-view.tsx";
import { diffLines } from "../../../console/src/pages/configurator/line-diff.ts";

const SIGNS = { same: " ", removed: "-", added: "+" };
const show = (before: string, after: string) => diffLines(before, after).map(({ type, text }) => SIGNS[type] + text);

describe("the difference of two texts", () => {
  it("names the lines that went and those that came", () => {
    expect(show("a\nb\nc", "a\nx\nc")).toEqual([" a", "-b", "+x", " c"]);
    expect(show("a\nc", "a\nb\nc")).toEqual([" a", "+b", " c"]);
    expect(show("same\ntext", "same\ntext")).toEqual([" same", " text"]);
  });

  it("counts the lines of both texts", () => {
    expect(diffLines("a\nb\nc", "a\nc\nd").map(({ before, after }) => [before, after])).toEqual([
      [1, 1],
      [2, undefined],
      [3, 2],
      [undefined, 3],
    ]);
  });

  it("gives both texts again, with as few changes as possible, for every pair of short texts", () => {
    const texts = wordsOf("ab", 5).map((word) => word.join("\n"));
    const wrong = texts.flatMap((before) =>
      texts.filter((after) => {
        const lines = diffLines(before, after);
        const read = (without: string) =>
          lines
            .filter(({ type }) => type !== without)
            .map(({ text }) => text)
            .join("\n");
        const changes = lines.filter(({ type }) => type !== "same").length;
        const fewest = distance(before.split("\n"), after.split("\n"));
        return read("added") !== before || read("removed") !== after || changes !== fewest;
      }),
    );
    expect(wrong).toEqual([]);
  });

  it("replaces all of the middle when too much is different", () => {
    const lines = (word: string) => Array.from({ length: 800 }, (_, index) => `${word} ${index}`).join("\n");
    const found = show(`{\n${lines("old")}\n}`, `{\n${lines("new")}\n}`);
    expect([found[0], found[1], found[801], found.at(-1)]).toEqual([" {", "-old 0", "+new 0", " }"]);
    expect(found).toHaveLength(1602);
  });

  it("is shown with three lines around each change, and a number for what is left out", () => {
    const text = (middle: string) => [1, 2, 3, 4, 5, middle, 6, 7, 8, 9].join("\n");
    const rows = linesInSight(diffLines(text("a"), text("b")));
    expect(rows.map((row) => (typeof row === "number" ? row : SIGNS[row.type] + row.text))).toEqual([
      2,
      " 3",
      " 4",
      " 5",
      "-a",
      "+b",
      " 6",
      " 7",
      " 8",
      1,
    ]);
  });
});

/** Every list of letters up to a length. */
function wordsOf(letters: string, length: number): readonly (readonly string[])[] {
  if (length === 0) return [[]];
  const shorter = wordsOf(letters, length - 1);
  const longest = shorter.filter((word) => word.length === length - 1);
  return [...shorter, ...longest.flatMap((word) => [...letters].map((letter) => [...word, letter]))];
}

/** Fewest lines to remove and add, by the table that every textbook has. */
function distance(before: readonly string[], after: readonly string[]): number {
  let row = after.map((_, index) => index + 1);
  row = [0, ...row];
  before.forEach((line, index) => {
    const next = [index + 1];
    after.forEach((other, at) => {
      const [corner = 0, above = 0] = [row[at], row[at + 1]];
      next.push(line === other ? corner : 1 + Math.min(above, next[at] ?? 0));
    });
    row = next;
  });
  return row.at(-1) ?? 0;
}
