import type { CsvCell } from "../../http/csv.ts";
import type { StatementBody } from "./statement-resource.ts";

type Line = StatementBody["lines"][number];

/** Names of the columns of an exported statement. Money is in minor units. */
export const STATEMENT_COLUMNS = [
  "month",
  "status",
  "line",
  "subject",
  "subjectId",
  "subjectName",
  "metric",
  "from",
  "to",
  "rateCard",
  "quantity",
  "includedUnits",
  "correctedMonth",
  "amount",
  "currency",
];

/** A row for each line, and one for the total. */
export function rowsOf({ month, status, lines, total, currency }: StatementBody): readonly (readonly CsvCell[])[] {
  const end = (amount: number) => [amount, currency];
  return [
    ...lines.map((line) => {
      const { type, subject, amount } = line;
      return [month, status, type, subject.type, subject.id, subject.name, ...cellsOf(line), ...end(amount)];
    }),
    [month, status, "total", ...Array<null>(10).fill(null), ...end(total)],
  ];
}

/** Metric to corrected month. The quantity of a fee is its days. */
function cellsOf(line: Line): readonly CsvCell[] {
  switch (line.type) {
    case "fee":
      return [null, line.from, line.to, line.rateCard, line.days, null, null];
    case "usage":
      return [line.metric, line.from, line.to, line.rateCard, line.units, line.includedUnits, null];
    case "correction":
      return [line.metric, null, null, null, line.units, null, line.month];
  }
}
