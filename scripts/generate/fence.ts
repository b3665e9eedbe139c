/** First lines of generated files, by format. JSON has no comments and gets none. */
export const TYPESCRIPT_FENCE = formatTypescriptFence("contract/");
export const MARKDOWN_FENCE = formatMarkdownFence("contract/");

export function formatMarkdownFence(source: string): string {
  return `<!-- ${formatText(source)} -->\n`;
}

export function formatTypescriptFence(source: string): string {
  return `// ${formatText(source)}\n`;
}

function formatText(source: string): string {
  return `Generated from ${source} by \`npm run generate\`. Do not edit.`;
}
