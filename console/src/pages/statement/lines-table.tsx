import type { ReactNode } from "react";
import type { CorrectionLine, FeeLine, Statement, UsageLine } from "../../../../sdk/src/generated/types.ts";
import { describeDays, describeMonth } from "../../billing/dates.ts";
import { describeMetric, describePrice, describeSubject } from "../../billing/words.ts";
import { formatCount } from "../../design/chart-data.ts";
import { ScrollHint } from "../../design/scroll-hint.tsx";
import { formatAmount } from "../../money.ts";

type Line = FeeLine | UsageLine | CorrectionLine;

const GROUPS = [
  { type: "fee", title: "Fees" },
  { type: "usage", title: "Usage" },
  { type: "correction", title: "Corrections of earlier months" },
] as const satisfies readonly { readonly type: Line["type"]; readonly title: string }[];

/** The lines by what they are for, with the total that they add up to. */
export function LinesTable({
  statement: { currency, lines, total },
}: {
  readonly statement: Pick<Statement, "currency" | "lines" | "total">;
}): ReactNode {
  return (
    <ScrollHint>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="bar-scroll" aria-label="Lines of the statement" tabIndex={0}>
        <table className="bill">
          <thead>
            <tr>
              <th scope="col">For</th>
              <th scope="col">Days</th>
              <th scope="col" className="cell-end">
                Quantity
              </th>
              <th scope="col" className="cell-end">
                Price
              </th>
              <th scope="col" className="cell-end">
                Amount
              </th>
            </tr>
          </thead>
          {GROUPS.map(({ type, title }) => {
            const own = lines.filter((line) => line.type === type);
            return own.length === 0 ? undefined : (
              <tbody key={type}>
                <tr>
                  <th scope="rowgroup" colSpan={5} className="bill-group">
                    {title}
                  </th>
                </tr>
                {own.map((line) => (
                  <LineRow key={keyOf(line)} currency={currency} line={line} />
                ))}
              </tbody>
            );
          })}
          {lines.length === 0 ? (
            <tbody>
              <tr>
                <td colSpan={5} className="muted">
                  Nothing has been used that has a price.
                </td>
              </tr>
            </tbody>
          ) : undefined}
          <tfoot>
            <tr>
              <th scope="row" colSpan={4}>
                Total
              </th>
              <td className="cell-end">
                <strong>{formatAmount(currency, total)}</strong>
              </td>
            </tr>
          </tfoot>
        </table>
      </section>
    </ScrollHint>
  );
}

function keyOf(line: Line): string {
  const { type, subject } = line;
  const part = line.type === "correction" ? line.month : line.from;
  return [type, subject.type, subject.id ?? "", line.type === "fee" ? "" : line.metric, part].join(" ");
}

function LineRow({ currency, line }: { readonly currency: string; readonly line: Line }): ReactNode {
  const amount = formatAmount(currency, line.amount, { sign: line.type === "correction" });
  const { name, days, quantity, price } = describeLine(currency, line);
  return (
    <tr>
      <th scope="row" className="wrap-anywhere">
        {name}
      </th>
      <td>{days}</td>
      <td className="cell-end">{cellOf(quantity)}</td>
      <td className="cell-end">{cellOf(price)}</td>
      <td className="cell-end">{amount}</td>
    </tr>
  );
}

/** One thing under the other. */
function cellOf(parts: readonly string[]): ReactNode {
  return parts.map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: two tiers can have the same price
    <span key={index} className="bill-part">
      {part}
    </span>
  ));
}

interface LineText {
  readonly name: string;
  readonly days: string;
  /** What was used at which price: as many as there are prices. */
  readonly quantity: readonly string[];
  readonly price: readonly string[];
}

function describeLine(currency: string, line: Line): LineText {
  switch (line.type) {
    case "fee": {
      const { subject, from, to, days, daysInMonth, price } = line;
      const name = describeSubject(subject);
      return {
        name: name === undefined ? "Monthly fee" : `Monthly fee of ${name}`,
        days: describeDays(from, to),
        quantity: [days === daysInMonth ? "1 month" : `${days} of ${daysInMonth} days`],
        price: [formatAmount(currency, price)],
      };
    }
    case "usage": {
      const { subject, metric, from, to, includedUnits, tiers } = line;
      return {
        name: describeMetric(metric, subject),
        days: describeDays(from, to),
        quantity: [...(includedUnits === 0 ? [] : [includedUnits]), ...tiers.map(({ units }) => units)].map(
          formatCount,
        ),
        price: [...(includedUnits === 0 ? [] : ["Included"]), ...tiers.map((tier) => describePrice(currency, tier))],
      };
    }
    case "correction": {
      const { subject, metric, month, units } = line;
      return {
        name: describeMetric(metric, subject),
        days: describeMonth(month),
        quantity: [SIGNED.format(units)],
        price: ["Counted later"],
      };
    }
  }
}

const SIGNED = new Intl.NumberFormat(undefined, { signDisplay: "exceptZero" });
