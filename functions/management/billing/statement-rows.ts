import type { CsvCell } from "../../http/csv.ts";
import type { StatementBody } from "./statement-resource.ts";

type Line = StatementBody["lines"][number];

/** Names of the columns of an exported statement. docs/guides/billing.md says what each of them is. */
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
  "days",
  "daysInMonth",
  "units",
  "includedUnits",
  "priceMinorUnits",
  "perUnits",
  "correctedMonth",
  "amountMinorUnits",
  "currency",
] as const;

type Column = (typeof STATEMENT_COLUMNS)[number];
type Row = Readonly<Partial<Record<Column, CsvCell>>>;

/** A row for each line, below a line of usage one for each of its prices, and one for the total. */
export function rowsOf({ month, status, lines, total, currency }: StatementBody): readonly (readonly CsvCell[])[] {
  const rows: readonly Row[] = [...lines.flatMap(rowsOfLine), { line: "total", amountMinorUnits: total }];
  return rows.map((row) => {
    const whole: Row = { month, status, currency, ...row };
    return STATEMENT_COLUMNS.map((column) => whole[column] ?? null);
  });
}

function rowsOfLine(line: Line): readonly Row[] {
  const { type, subject, amount: amountMinorUnits } = line;
  const said = { line: type, subject: subject.type, subjectId: subject.id, subjectName: subject.name };
  switch (line.type) {
    case "fee": {
      const { rateCard, from, to, days, daysInMonth, price } = line;
      return [{ ...said, rateCard, from, to, days, daysInMonth, priceMinorUnits: price, amountMinorUnits }];
    }
    case "usage": {
      const { metric, rateCard, from, to, units, includedUnits, tiers } = line;
      const used = { ...said, metric, rateCard, from, to };
      return [
        { ...used, units, includedUnits, amountMinorUnits },
        // The line is rounded once, so that its prices have no amounts of their own.
        ...tiers.map((tier) => ({
          ...used,
          line: "tier",
          units: tier.units,
          priceMinorUnits: tier.price,
          perUnits: tier.per,
        })),
      ];
    }
    case "correction":
      return [{ ...said, metric: line.metric, units: line.units, correctedMonth: line.month, amountMinorUnits }];
  }
}
