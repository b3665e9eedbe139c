import { FEATURES, type Feature } from "../../test/support/features.ts";
import type { GeneratedFile } from "./drift.ts";
import type { FeatureTest } from "./feature-tests.ts";
import { formatMarkdownFence } from "./fence.ts";

/** `docs/features.md`: what is promised, and the tests that show it. */
export function createFeatureTable(tests: readonly FeatureTest[]): GeneratedFile {
  const rows = Object.entries<Feature>(FEATURES).map(([row, feature]) => ({
    row,
    feature,
    tests: tests.filter((test) => test.row === Number(row)),
  }));
  const lines = rows.map(
    ({ row, feature, tests: shown }) =>
      `| ${row} | ${feature.promise} | ${sourceOf(feature)} | ${shown.length === 0 ? "none" : `[${shown.length}](#row-${row})`} |`,
  );
  const content = `${formatMarkdownFence("test/support/features.ts and the tests")}
# Features and the tests that show them

Rows "from today's platforms" come from the documents of access-token platforms that people use today; all of them work here. The others are
ours. A console row is about a page of the console.

| row | feature | source | tests |
| ---: | --- | --- | ---: |
${lines.join("\n")}
${rows.map(({ row, feature, tests: shown }) => formatRow(row, feature, shown)).join("")}`;
  return { path: "docs/features.md", content };
}

function sourceOf({ seed, console }: Feature): string {
  return `${seed ? "today's platforms" : "ours"}${console ? ", console" : ""}`;
}

function formatRow(row: string, { promise }: Feature, tests: readonly FeatureTest[]): string {
  if (tests.length === 0) return "";
  const files = [...new Set(tests.map(({ file }) => file))];
  const lists = files.map((file) => {
    const titles = tests.filter((test) => test.file === file).map(({ title }) => `- ${escapeMarkdown(title)}`);
    return `[${file}](../${file})\n\n${titles.join("\n")}\n`;
  });
  return `\n## Row ${row}\n\n${promise[0]?.toUpperCase()}${promise.slice(1)}.\n\n${lists.join("\n")}`;
}

/** Titles are plain text: nothing in them is markup. */
function escapeMarkdown(text: string): string {
  return text.replaceAll(/[\\`*_<>[\]|]/g, "\\$&");
}
