import type { ReactNode } from "react";
import type { AnalyticsSummary } from "../../../../sdk/src/generated/types.ts";
import { formatCount } from "../../design/chart-data.ts";
import { describeChange, describeEvent } from "./words.ts";

const LOADING = ["load", "option_chosen", "save", "resume", "share", "add_to_cart", "error"] as const;

/** The totals of the period. Each chooses what the chart and the lists below it count. */
export function SummaryTiles({
  summary,
  event,
  onEvent,
}: {
  readonly summary: AnalyticsSummary | undefined;
  readonly event: string;
  readonly onEvent: (event: string) => void;
}): ReactNode {
  const totals = summary?.events ?? LOADING.map((name) => ({ event: name, count: undefined, previousCount: null }));
  return (
    <fieldset className="tiles" aria-label="Totals of the period">
      {totals.map(({ event: name, count, previousCount }) => (
        <button key={name} type="button" className="tile" aria-pressed={event === name} onClick={() => onEvent(name)}>
          <span className="tile-number">{count === undefined ? "…" : formatCount(count)}</span>
          <span>{describeEvent(name)}</span>
          <span className="small muted">{count === undefined ? "…" : compareWith(count, previousCount)}</span>
        </button>
      ))}
    </fieldset>
  );
}

function compareWith(count: number, before: number | null): string {
  // The line stays, so that nothing moves.
  if (before === null) return "\u00a0";
  if (before === 0) return count === 0 ? "None before" : "New";
  return `${describeChange(count, before)}, before ${formatCount(before)}`;
}
