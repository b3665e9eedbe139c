const TEXT = "Generated from contract/ by `npm run generate`. Do not edit.";

/** First lines of generated files, by format. JSON has no comments and gets none. */
export const TYPESCRIPT_FENCE = `// ${TEXT}\n`;
export const MARKDOWN_FENCE = `<!-- ${TEXT} -->\n`;
