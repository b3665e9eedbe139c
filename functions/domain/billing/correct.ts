import { nameOfPool } from "./pools.ts";
import type { CorrectionLine, Statement, StatementLine, UsageLine } from "./statement.ts";

/**
 * The difference between what a frozen month would cost by what is counted now, and what was stated for it: in its own statement, and in the
 * corrections of later ones. One line for each metric of each subject whose amount differs.
 */
export function correct({
  month,
  stated,
  frozen,
  now,
}: {
  readonly month: string;
  /** The lines of its own statement. */
  readonly stated: readonly StatementLine[];
  /** Every statement that may have corrected it. */
  readonly frozen: readonly Statement[];
  readonly now: readonly UsageLine[];
}): readonly CorrectionLine[] {
  const corrected = frozen.flatMap(({ lines }) => lines.filter(isCorrectionOf(month)));
  const before = [...stated.filter((line) => line.type === "usage"), ...corrected];
  const differences = new Map<string, CorrectionLine>();
  const add = (line: UsageLine | CorrectionLine, sign: 1 | -1) => {
    const { subject, metric } = line;
    const sum = differences.get(nameOfPool(line)) ?? {
      type: "correction",
      subject,
      metric,
      month,
      units: 0,
      amount: 0,
    };
    const { units, amount } = sum;
    differences.set(nameOfPool(line), {
      ...sum,
      units: units + sign * line.units,
      amount: amount + sign * line.amount,
    });
  };
  for (const line of now) add(line, 1);
  for (const line of before) add(line, -1);
  return [...differences.values()].filter(({ amount }) => amount !== 0);
}

function isCorrectionOf(month: string) {
  return (line: StatementLine): line is CorrectionLine => line.type === "correction" && line.month === month;
}
