import type { ReactNode } from "react";
import type { ApplicationUsage } from "../../../../../sdk/src/generated/types.ts";
import { formatInstant } from "../../../design/time.tsx";
import { formatHits } from "./limits.ts";
import { PERIOD_WORDS } from "./words.ts";

/** Hits of each running period beside its limit. */
export function UsageTable({ periods }: Pick<ApplicationUsage, "periods">): ReactNode {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="table-scroll" aria-label="Usage" tabIndex={0}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">Period (UTC)</th>
            <th scope="col">Used</th>
            <th scope="col">Left</th>
            <th scope="col">Starts anew</th>
          </tr>
        </thead>
        <tbody>
          {periods.map(({ period, used, limit, remaining, resetsAt }) => (
            <tr key={period}>
              <th scope="row">{PERIOD_WORDS[period]}</th>
              <td>
                <span className="stack-tight">
                  {limit === null ? formatHits(used) : `${formatHits(used)} of ${formatHits(limit)}`}
                  {limit === null ? undefined : (
                    <meter aria-label={PERIOD_WORDS[period]} min={0} max={limit} high={limit * 0.8} value={used} />
                  )}
                </span>
              </td>
              <td>
                {remaining === null ? (
                  <span className="muted">No limit</span>
                ) : remaining === 0 ? (
                  <span className="expired">Nothing</span>
                ) : (
                  formatHits(remaining)
                )}
              </td>
              <td>{formatInstant(resetsAt)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
