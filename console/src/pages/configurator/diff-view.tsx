import { type ReactNode, useMemo } from "react";
import { type DiffLine, diffLines } from "./line-diff.ts";

/** Lines around a change that stay in sight. */
const AROUND = 3;
const SIGNS = { same: " ", removed: "-", added: "+" } as const;
const WORDS = { removed: "removed", added: "added" } as const;

/** What is different between two documents, line by line; long stretches without a change are left out. */
export function DiffView({
  before,
  after,
  label,
}: {
  readonly before: unknown;
  readonly after: unknown;
  readonly label: string;
}): ReactNode {
  const lines = useMemo(() => diffLines(formatDocument(before), formatDocument(after)), [before, after]);
  const isChanged = lines.some(({ type }) => type !== "same");
  if (!isChanged) return <p className="muted">They are the same.</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="diff" aria-label={label} tabIndex={0}>
      <table>
        <tbody>
          {linesInSight(lines).map((line, index) =>
            typeof line === "number" ? (
              // biome-ignore lint/suspicious/noArrayIndexKey: the rows never change their order
              <tr key={index} className="diff-gap">
                <td colSpan={4}>{line === 1 ? "1 line is the same" : `${line} lines are the same`}</td>
              </tr>
            ) : (
              // biome-ignore lint/suspicious/noArrayIndexKey: the rows never change their order
              <tr key={index} data-type={line.type}>
                <td className="diff-number">{line.before}</td>
                <td className="diff-number">{line.after}</td>
                <td>
                  <span aria-hidden>{SIGNS[line.type]}</span>
                  {line.type === "same" ? undefined : <span className="visually-hidden">{WORDS[line.type]}</span>}
                </td>
                <td className="diff-text">{line.text}</td>
              </tr>
            ),
          )}
        </tbody>
      </table>
    </section>
  );
}

/** As the editor writes it. */
export function formatDocument(document: unknown): string {
  return JSON.stringify(document, null, 2);
}

/** The changes and what is around them; a number stands for so many lines that are left out. */
export function linesInSight(lines: readonly DiffLine[]): readonly (DiffLine | number)[] {
  const near = new Set<number>();
  lines.forEach(({ type }, index) => {
    if (type === "same") return;
    for (let at = index - AROUND; at <= index + AROUND; at += 1) near.add(at);
  });
  const rows: (DiffLine | number)[] = [];
  lines.forEach((line, index) => {
    const last = rows.at(-1);
    if (near.has(index)) rows.push(line);
    else if (typeof last === "number") rows[rows.length - 1] = last + 1;
    else rows.push(1);
  });
  return rows;
}
