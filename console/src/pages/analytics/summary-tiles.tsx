import type { ReactNode } from "react";
import type { AnalyticsSummary } from "../../../../sdk/src/generated/types.ts";
import { formatCount } from "../../design/chart-data.ts";
import { describeChange, describeEvent } from "./words.ts";

const LOADING = ["load", "option_chosen", "save", "resume", "share", "add_to_cart", "error"] as const;

/** Counts with those of the period before. */
export interface Comparison extends Pick<AnalyticsSummary, "events"> {
  /** `all`: the period is over. `over`: only its days that are. `unlike`: a day so far, and a whole one before it. */
  readonly days: "all" | "over" | "unlike";
}

/** The totals of the period. Each chooses what the chart and the lists below it count. */
export function SummaryTiles({
  summary,
  compared,
  event,
  onEvent,
}: {
  readonly summary: AnalyticsSummary | undefined;
  readonly compared: Comparison | undefined;
  readonly event: string;
  readonly onEvent: (event: string) => void;
}): ReactNode {
  const totals = summary?.events ?? LOADING.map((name) => ({ event: name, count: undefined }));
  return (
    <fieldset className="tiles" aria-label="Totals of the period">
      {totals.map(({ event: name, count }) => (
        <button key={name} type="button" className="tile" aria-pressed={event === name} onClick={() => onEvent(name)}>
          <span className="tile-number">{count === undefined ? "…" : formatCount(count)}</span>
          <span>{describeEvent(name)}</span>
          <span className="small muted">{count === undefined ? "…" : describeComparison(name, compared)}</span>
        </button>
      ))}
    </fieldset>
  );
}

function describeComparison(event: string, compared: Comparison | undefined): string {
  const total = compared?.events.find((one) => one.event === event);
  // The line stays, so that nothing moves.
  if (compared === undefined || total === undefined || total.previousCount === null) return "\u00a0";
  const { count, previousCount: before } = total;
  if (compared.days === "unlike") return `Before, in full: ${formatCount(before)}`;
  if (before === 0) return count === 0 ? "None before" : "New";
  return `${describeChange(count, before)}, before ${formatCount(before)}`;
}
