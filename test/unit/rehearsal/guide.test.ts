import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readGuideBlocks } from "../../../rehearsal/guide.ts";

const MARKDOWN = `## 1. First

<!-- rehearsed -->
\`\`\`sh
npx cdk bootstrap
\`\`\`

\`\`\`ts
not.a("command");
\`\`\`

## 2. Second

<!-- rehearsed: deploys -->
\`\`\`sh
npx cdk deploy
echo done
\`\`\`

<!-- not rehearsed: nobody is there -->
\`\`\`sh
aws configure sso
\`\`\`
`;

describe("the blocks of a guide", () => {
  it("are read in their order, with heading, mark and note", () => {
    expect(readGuideBlocks(MARKDOWN)).toEqual([
      { heading: "1. First", mark: "rehearsed", note: "", commands: "npx cdk bootstrap\n" },
      { heading: "2. Second", mark: "rehearsed", note: "deploys", commands: "npx cdk deploy\necho done\n" },
      { heading: "2. Second", mark: "not rehearsed", note: "nobody is there", commands: "aws configure sso\n" },
    ]);
  });

  it("must say whether they are rehearsed", () => {
    const without = MARKDOWN.replace("<!-- rehearsed -->\n", "");
    expect(() => readGuideBlocks(without)).toThrow('"npx cdk bootstrap" does not say whether it is rehearsed');
  });

  it("must say why they are not", () => {
    const without = MARKDOWN.replace("not rehearsed: nobody is there", "not rehearsed");
    expect(() => readGuideBlocks(without)).toThrow('"aws configure sso" does not say why it is not rehearsed');
  });
});

describe("docs/guides/deploy.md", () => {
  const markdown = readFileSync(new URL("../../../docs/guides/deploy.md", import.meta.url), "utf8");

  it("has commands that are rehearsed, one block that deploys, and one token by hand", () => {
    const blocks = readGuideBlocks(markdown);
    expect(blocks.filter(({ mark }) => mark === "rehearsed").length).toBeGreaterThanOrEqual(9);
    expect(blocks.filter(({ note }) => note === "deploys")).toHaveLength(1);
    expect(blocks.filter(({ mark }) => mark === "by hand")).toHaveLength(1);
  });

  it("leads to headings that it has", () => {
    const anchors = [...markdown.matchAll(/^## (.+)$/gm)].map(([, title = ""]) =>
      title
        .toLowerCase()
        .replace(/[^a-z0-9 -]/g, "")
        .replaceAll(" ", "-"),
    );
    for (const [, anchor = ""] of markdown.matchAll(/\]\(#([^)]+)\)/g)) expect(anchors).toContain(anchor);
  });
});
