import type { ReactNode } from "react";
import { Button } from "../../design/button.tsx";
import { BULK_WORDS, describeTokens } from "./bulk-outcome.ts";
import type { BulkActions } from "./use-bulk-actions.tsx";

/** What can be done with the selected tokens. It stays in sight at the lower edge. */
export function BulkBar({
  count,
  bulk: { offered, start, isBusy },
  onClear,
}: {
  readonly count: number;
  readonly bulk: Pick<BulkActions, "offered" | "start" | "isBusy">;
  readonly onClear: () => void;
}): ReactNode {
  return (
    <section className="bulk-bar" aria-label="Selected tokens" hidden={count === 0}>
      <span role="status">{count === 0 ? "" : `${describeTokens(count)} selected`}</span>
      <span className="row">
        {offered.map((action) => (
          <Button
            key={action}
            small
            look={action === "revoke" ? "danger" : "plain"}
            busy={isBusy}
            onClick={() => start(action)}
          >
            {BULK_WORDS[action].verb}
          </Button>
        ))}
        <Button small look="quiet" onClick={onClear}>
          Clear selection
        </Button>
      </span>
    </section>
  );
}
