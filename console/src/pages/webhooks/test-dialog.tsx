import type { ReactNode } from "react";
import type { Webhook } from "../../../../sdk/src/generated/types.ts";
import { useChange } from "../../api/use-change.ts";
import { useWorkspace } from "../../api/workspace.tsx";
import { FormDialog } from "../../design/dialog.tsx";
import { ErrorNotice, Notice } from "../../design/page.tsx";
import { describeOutcome } from "./words.ts";

/** Sends a test message, and says how it went. */
export function TestDialog({
  webhook,
  onClose,
}: {
  readonly webhook: Webhook;
  readonly onClose: () => void;
}): ReactNode {
  const { client } = useWorkspace();
  const test = useChange(() => client.webhooks.test(webhook.id), { renews: ["webhook-deliveries"] });
  return (
    <FormDialog
      open
      onClose={onClose}
      title={`Test ${webhook.label ?? webhook.url}`}
      description={
        <>
          Posts one signed message to <span className="mono wrap-anywhere">{webhook.url}</span> now. It is not repeated.
        </>
      }
      submitLabel={test.data === undefined ? "Send" : "Send another"}
      busy={test.isPending}
      onSubmit={() => test.mutate(undefined)}
    >
      <div role="status">
        {test.isPending ? (
          <Notice>
            <p>Sending…</p>
          </Notice>
        ) : undefined}
        {test.data === undefined || test.isPending ? undefined : (
          <Notice tone={test.data.status === "delivered" ? "success" : "danger"}>
            <p>
              <strong>{test.data.status === "delivered" ? "Delivered." : "Not delivered."}</strong>{" "}
              {describeOutcome(test.data)}
            </p>
          </Notice>
        )}
      </div>
      {test.error === null ? undefined : <ErrorNotice error={test.error} />}
    </FormDialog>
  );
}
