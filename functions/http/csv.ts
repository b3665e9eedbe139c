/** A cell of a table: text as it is, numbers without a separator of thousands. */
export type CsvCell = string | number | null;

/**
 * Comma-separated values (RFC 4180): a line of names, and a line for each row. A text that a spreadsheet would take for a formula gets an
 * apostrophe in front (OWASP, "CSV Injection"): names of tokens and values of products are written by people who need not be trusted.
 */
export function formatCsv(names: readonly string[], rows: readonly (readonly CsvCell[])[]): string {
  return [names, ...rows].map((cells) => `${cells.map(formatCell).join(",")}\r\n`).join("");
}

/** @param fileName of plain letters, digits, dots and hyphens: what a browser saves it as */
export function csvHeaders(fileName: string): Readonly<Record<string, string>> {
  return { "content-type": "text/csv; charset=utf-8", "content-disposition": `attachment; filename="${fileName}"` };
}

function formatCell(cell: CsvCell): string {
  if (cell === null) return "";
  if (typeof cell === "number") return String(cell);
  const text = /^[=+\-@\t\r\n]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
