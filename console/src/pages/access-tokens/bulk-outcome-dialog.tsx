import { CircleAlert, CircleCheck } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "../../design/button.tsx";
import { Dialog } from "../../design/dialog.tsx";
import { BULK_WORDS, type BulkAction, type BulkResult, describeTokens } from "./bulk-outcome.ts";

/** What became of each token of a bulk action, when not all of it was done. */
export function BulkOutcomeDialog({
  action,
  results,
  busy,
  onRetry,
  onClose,
}: {
  readonly action: BulkAction;
  readonly results: readonly BulkResult[];
  readonly busy: boolean;
  readonly onRetry: (tokenIds: readonly string[]) => void;
  readonly onClose: () => void;
}): ReactNode {
  const { verb, done } = BULK_WORDS[action];
  const doneCount = results.filter(({ status }) => status === "done").length;
  // The rules would refuse the others again.
  const again = results.filter(({ status }) => status === "failed" || status === "not_reached");
  return (
    <Dialog
      open
      onClose={onClose}
      title={`${done} ${doneCount} of ${describeTokens(results.length)}`}
      footer={
        <>
          {again.length === 0 ? undefined : (
            <Button busy={busy} onClick={() => onRetry(again.map(({ tokenId }) => tokenId))}>
              {verb} the other {describeTokens(again.length)}
            </Button>
          )}
          <Button look="primary" onClick={onClose}>
            Done
          </Button>
        </>
      }
    >
      <ul className="pattern-list">
        {results.map(({ tokenId, label, status, reason }) => (
          <li key={tokenId} data-refused={status !== "done" || undefined}>
            {status === "done" ? <CircleCheck aria-hidden /> : <CircleAlert aria-hidden />}
            <span className="wrap-anywhere">
              <strong>{label}</strong>: {reason ?? `${done.toLowerCase()}.`}
            </span>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
