import type { ConfigurationSummary } from "../../../../sdk/src/generated/types.ts";

const LINE_END = "\r\n";
const FIXED = [
  "shortId",
  "configuratorId",
  "version",
  "createdAt",
  "updatedAt",
  "customerReference",
  "savedFrom",
  "savedWith",
] as const;

/** As the API's own export writes it: one JSON object a line. */
export function formatJsonLines(configurations: readonly ConfigurationSummary[]): string {
  return configurations.map((configuration) => `${JSON.stringify(configuration)}\n`).join("");
}

/**
 * CSV (RFC 4180): a column for each currency, in minor units, each attribute, and each name of the metadata. Cells that a spreadsheet would
 * take for a formula get an apostrophe: what stands there comes from shoppers.
 */
export function formatCsv(configurations: readonly ConfigurationSummary[]): string {
  const currencies = namesIn(configurations, ({ price }) => price);
  const attributes = namesIn(configurations, ({ values }) => values);
  const names = namesIn(configurations, ({ metadata }) => metadata);
  const header = [
    ...FIXED,
    ...currencies.map((currency) => `price.${currency}`),
    ...attributes.map((id) => `value.${id}`),
    ...names.map((name) => `metadata.${name}`),
  ];
  const rows = configurations.map((configuration) => [
    ...FIXED.map((name) => configuration[name]),
    ...currencies.map((currency) => configuration.price[currency]),
    ...attributes.map((id) => configuration.values[id]),
    ...names.map((name) => configuration.metadata[name]),
  ]);
  return [header, ...rows].map((row) => row.map(formatCell).join(",") + LINE_END).join("");
}

function namesIn(
  configurations: readonly ConfigurationSummary[],
  read: (configuration: ConfigurationSummary) => Readonly<Record<string, unknown>>,
): readonly string[] {
  return [...new Set(configurations.flatMap((configuration) => Object.keys(read(configuration))))];
}

/**
 * The start of a formula, also of one behind a mark at which a spreadsheet may part a cell into two: where numbers have a decimal comma, it parts
 * at semicolons and not at commas, and then takes no notice of quotation marks that are in the middle of a cell.
 */
const FORMULA = /((?:^|[;\t\r\n])[ \u00a0"]*)([=+\-@\uff0b\uff0d\uff1d\uff20])/g;

function formatCell(value: unknown): string {
  if (value === undefined || value === null) return "";
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  const text = typeof value === "string" ? value : JSON.stringify(value);
  const harmless = text.replace(FORMULA, "$1'$2").replace(/^(?=[\t\r])/, "'");
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
