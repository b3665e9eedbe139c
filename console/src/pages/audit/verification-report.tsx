import type { ReactNode } from "react";
import type { AuditTrailReport } from "../../../../sdk/src/index.ts";
import { Button, CopyButton } from "../../design/button.tsx";
import { Notice } from "../../design/page.tsx";
import { saveFile } from "../../design/save-file.ts";
import { formatCheckpoint } from "./checkpoint.ts";
import { CHAIN_PROBLEMS } from "./words.ts";

/** What a verification found, in words, and the checkpoint to keep. */
export function VerificationReport({
  report: { verified, checked, problems, heads },
  hasCheckpoint,
}: {
  readonly report: AuditTrailReport;
  readonly hasCheckpoint: boolean;
}): ReactNode {
  const [first] = problems;
  const extent = `${checked} ${checked === 1 ? "event" : "events"} in ${heads.length} ${heads.length === 1 ? "chain" : "chains"}`;
  return (
    <div className="stack">
      <Notice tone={verified ? "success" : "danger"}>
        <p>
          <strong>{verified ? "The log verifies." : "The log is broken."}</strong> {extent}
          {verified ? `${hasCheckpoint ? ", and everything up to the checkpoint is as it was" : ""}.` : "."}
        </p>
        {first === undefined ? undefined : (
          <p>
            First break: chain {first.chain}, event {first.sequence}: {CHAIN_PROBLEMS[first.code]}.{" "}
            <a href={`/docs/errors/${first.code}`}>What this means</a>
            {problems.length > 1 ? ` There are ${problems.length} breaks.` : ""}
          </p>
        )}
      </Notice>
      {verified ? <Checkpoint text={formatCheckpoint(heads)} /> : undefined}
    </div>
  );
}

function Checkpoint({ text }: { readonly text: string }): ReactNode {
  return (
    <div className="stack-tight">
      <h3>Checkpoint to keep</h3>
      <p className="small muted">
        The last event of each chain. Keep it where those who run the server cannot change it, and give it to the next
        verification.
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="code-block code-block-low" aria-label="Checkpoint" tabIndex={0}>
        <code>{text}</code>
      </section>
      <div className="row">
        <CopyButton value={text} what="checkpoint" />
        <Button onClick={() => saveFile(new Blob([text], { type: "application/json" }), "heads.json")}>
          Save as heads.json
        </Button>
      </div>
    </div>
  );
}
