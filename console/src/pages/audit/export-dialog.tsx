import { type ReactNode, useEffect, useRef, useState } from "react";
import { useWorkspace } from "../../api/workspace.tsx";
import { Button, CopyButton } from "../../design/button.tsx";
import { Dialog } from "../../design/dialog.tsx";
import { ErrorNotice, Notice } from "../../design/page.tsx";
import { saveFile } from "../../design/save-file.ts";
import { collectTrail } from "./export.ts";

/** The whole trail as a file, and how it is verified without us. */
export function ExportDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { workspaceId, client } = useWorkspace();
  const running = useRef<AbortController>(undefined);
  const [isRunning, setIsRunning] = useState(false);
  const [events, setEvents] = useState<number>();
  const [error, setError] = useState<unknown>();
  useEffect(() => () => running.current?.abort(), []);
  const name = `audit-${workspaceId}-${new Date().toISOString().slice(0, 10)}.jsonl`;
  const run = async (): Promise<void> => {
    const controller = new AbortController();
    running.current = controller;
    setIsRunning(true);
    setError(undefined);
    setEvents(0);
    try {
      const trail = client.auditEvents.export({}, { signal: controller.signal });
      saveFile(await collectTrail(trail.pages(), setEvents), name);
    } catch (reason) {
      if (controller.signal.aborted) return;
      setEvents(undefined);
      setError(reason);
    } finally {
      setIsRunning(false);
    }
  };
  const command = `latchkey-audit-verify ${name}`;
  return (
    <Dialog
      open
      onClose={onClose}
      title="Export the audit log"
      description="The whole trail as JSON Lines, one event a line, chain by chain."
      footer={
        <>
          <Button onClick={onClose}>Close</Button>
          <Button look="primary" busy={isRunning} onClick={() => void run()}>
            Export
          </Button>
        </>
      }
    >
      <div role="status">
        {events === undefined ? undefined : (
          <Notice tone={isRunning ? "info" : "success"}>
            <p>{isRunning ? `${events} events so far.` : `${events} events are in ${name}.`}</p>
          </Notice>
        )}
      </div>
      {error === undefined ? undefined : <ErrorNotice error={error} />}
      <div className="stack-tight">
        <h3>Verify it without this server</h3>
        <p>
          Each event carries the hash of the one before it. The command below comes with the SDK and needs no network;
          with <code>--checkpoint heads.json</code> it also finds what is missing at the end.
        </p>
        <div className="secret">
          <code>{command}</code>
          <CopyButton value={command} what="command" />
        </div>
        <p className="small">
          <a href="/docs/errors/content_changed">What a broken chain means</a>
        </p>
      </div>
    </Dialog>
  );
}
