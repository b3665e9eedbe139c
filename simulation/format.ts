/** A table in Markdown. Numbers are rounded, so that the last digit of a sum of logarithms is nobody's difference. */
export function formatTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map((_, column) => (column === 0 ? "---" : "---:")), ...rows];
  return lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/** As prose: no column is of numbers. */
export function formatText(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map(() => "---"), ...rows];
  return lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/** Two significant digits, and all of a whole number below a hundred. */
export function formatNumber(value: number, digits = 2): string {
  if (value === 0) return "0";
  return new Intl.NumberFormat("en-US", { maximumSignificantDigits: digits }).format(value);
}

export function formatPercent(part: number): string {
  const percent = part * 100;
  if (percent > 0 && percent < 0.1) return "< 0.1 %";
  return `${formatNumber(percent)} %`;
}
