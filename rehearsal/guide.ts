/** One block of commands of the deployment guide, with how the rehearsal treats it. */
export interface GuideBlock {
  readonly heading: string;
  /** Run as it stands; put in place by something else, such as a person's hands; or not tried at all. */
  readonly mark: "rehearsed" | "by hand" | "not rehearsed";
  /** A name for `rehearsed` blocks that others wait for; a reason for the rest. */
  readonly note: string;
  readonly commands: string;
}

const BLOCK =
  /^## (?<heading>.+)$|(?:^<!-- (?<mark>rehearsed|by hand|not rehearsed)(?:: (?<note>.+))? -->\n)?^```sh\n(?<commands>[\s\S]*?)^```$/gm;

/**
 * The blocks of shell commands of a guide, in their order. Each has its mark in a comment above it.
 *
 * @throws Error for a block without a mark, or with a reason missing
 */
export function readGuideBlocks(markdown: string): GuideBlock[] {
  const blocks: GuideBlock[] = [];
  let heading = "";
  for (const { groups } of markdown.matchAll(BLOCK)) {
    const { heading: newHeading, mark, note = "", commands } = groups ?? {};
    if (newHeading !== undefined) heading = newHeading;
    if (commands === undefined) continue;
    const first = commands.split("\n")[0];
    if (mark !== "rehearsed" && mark !== "by hand" && mark !== "not rehearsed")
      throw new Error(`"${first}" does not say whether it is rehearsed`);
    if (mark !== "rehearsed" && note === "") throw new Error(`"${first}" does not say why it is ${mark}`);
    blocks.push({ heading, mark, note, commands });
  }
  return blocks;
}
