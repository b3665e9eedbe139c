import type { ReactNode } from "react";
import { formatCount } from "./chart-data.ts";
import { ScrollHint } from "./scroll-hint.tsx";

export interface BarRow {
  readonly key: string;
  readonly name: ReactNode;
  readonly count: number;
  /** Of the whole, from 0 to 1. Without a whole the table has no such column. */
  readonly share?: number | undefined;
  /** Length of the bar, from 0 to 1, where it is not the share. */
  readonly bar?: number;
  /** What was counted in the period before. */
  readonly before?: number | undefined;
  /** One more cell, such as the share of the step before. */
  readonly note?: ReactNode;
}

const SHARES = new Intl.NumberFormat(undefined, { style: "percent", maximumFractionDigits: 1 });

export function formatShare(share: number | undefined): string {
  return share === undefined ? "–" : SHARES.format(share);
}

/** Counts that are compared with each other: a table whose rows have bars below their names. */
export function BarTable({
  label,
  head,
  countHead = "Count",
  noteHead,
  beforeHead = "Before",
  rows,
}: {
  readonly label: string;
  /** Head of the first column, such as "Origin". */
  readonly head: string;
  readonly countHead?: string;
  readonly noteHead?: string;
  readonly beforeHead?: string;
  readonly rows: readonly BarRow[];
}): ReactNode {
  const hasShare = rows.some(({ share }) => share !== undefined);
  const hasBefore = rows.some(({ before }) => before !== undefined);
  return (
    <ScrollHint>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="bar-scroll" aria-label={`Table: ${label}`} tabIndex={0}>
        <table className="bar-table">
          <thead>
            <tr>
              <th scope="col">{head}</th>
              <th scope="col" className="cell-end">
                {countHead}
              </th>
              {hasShare ? (
                <th scope="col" className="cell-end">
                  Share
                </th>
              ) : undefined}
              {noteHead === undefined ? undefined : (
                <th scope="col" className="cell-end">
                  {noteHead}
                </th>
              )}
              {hasBefore ? (
                <th scope="col" className="cell-end">
                  {beforeHead}
                </th>
              ) : undefined}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, name, count, share, bar = share ?? 0, before, note }) => (
              <tr key={key}>
                <th scope="row">
                  <span className="wrap-anywhere">{name}</span>
                  <span className="bar" aria-hidden>
                    <span style={{ inlineSize: `${Math.min(1, bar) * 100}%` }} />
                  </span>
                </th>
                <td className="cell-end">{formatCount(count)}</td>
                {hasShare ? <td className="cell-end">{formatShare(share)}</td> : undefined}
                {noteHead === undefined ? undefined : <td className="cell-end">{note}</td>}
                {hasBefore ? <td className="cell-end muted">{formatCount(before ?? 0)}</td> : undefined}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </ScrollHint>
  );
}
