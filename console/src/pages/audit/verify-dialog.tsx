import { type ReactNode, useEffect, useRef, useState } from "react";
import type { AuditTrailReport } from "../../../../sdk/src/index.ts";
import { useWorkspace } from "../../api/workspace.tsx";
import { FormDialog } from "../../design/dialog.tsx";
import { TextAreaField } from "../../design/field.tsx";
import { ErrorNotice, Notice } from "../../design/page.tsx";
import { parseCheckpoint } from "./checkpoint.ts";
import { VerificationReport } from "./verification-report.tsx";

/** Lets the server verify what it has stored, from the first event to the last. */
export function VerifyDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { client } = useWorkspace();
  const running = useRef<AbortController>(undefined);
  const [kept, setKept] = useState("");
  const [progress, setProgress] = useState<AuditTrailReport>();
  const [report, setReport] = useState<AuditTrailReport>();
  const [isRunning, setIsRunning] = useState(false);
  const [error, setError] = useState<unknown>();
  useEffect(() => () => running.current?.abort(), []);
  const checkpoint = parseCheckpoint(kept);
  const run = async (): Promise<void> => {
    if (checkpoint === undefined) return;
    const controller = new AbortController();
    running.current = controller;
    setIsRunning(true);
    setError(undefined);
    setReport(undefined);
    setProgress(undefined);
    try {
      setReport(
        await client.auditEvents.verify({ checkpoint, onProgress: setProgress }, { signal: controller.signal }),
      );
    } catch (reason) {
      if (!controller.signal.aborted) setError(reason);
    } finally {
      setIsRunning(false);
    }
  };
  return (
    <FormDialog
      open
      onClose={onClose}
      title="Verify the audit log"
      description="Reads every event and checks that none was changed, moved, taken out or put in."
      submitLabel={report === undefined ? "Verify" : "Verify again"}
      busy={isRunning}
      onSubmit={() => void run()}
    >
      <TextAreaField
        label="Checkpoint of an earlier verification"
        optional
        rows={3}
        spellCheck={false}
        value={kept}
        onChange={(event) => setKept(event.currentTarget.value)}
        hint="Without one it cannot be known whether events are missing at the end, or whether all was written anew."
        error={checkpoint === undefined ? "This is no checkpoint: paste what was copied, as it was." : undefined}
      />
      <div role="status">
        {isRunning ? (
          <Notice>
            <p>{progress === undefined ? "Verifying…" : `${progress.checked} events so far.`}</p>
          </Notice>
        ) : undefined}
        {report === undefined ? undefined : <VerificationReport report={report} hasCheckpoint={kept.trim() !== ""} />}
      </div>
      {error === undefined ? undefined : <ErrorNotice error={error} />}
    </FormDialog>
  );
}
