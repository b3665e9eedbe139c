export interface CodeBlock {
  readonly language: string;
  readonly code: string;
  /** Of the first line of code, from 1. */
  readonly line: number;
}

/** The fenced blocks of a Markdown text. */
export function readCodeBlocks(markdown: string): readonly CodeBlock[] {
  return [...markdown.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(({ index, 1: language = "", 2: code = "" }) => ({
    language,
    code,
    line: markdown.slice(0, index).split("\n").length + 1,
  }));
}
