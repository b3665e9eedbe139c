import type { ReactNode } from "react";
import { CopyButton } from "../../design/button.tsx";

/** A command for a shell, with its button to copy. */
export function CommandBlock({ command, what }: { readonly command: string; readonly what: string }): ReactNode {
  return (
    <div className="stack-tight">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="code-block" aria-label={what} tabIndex={0}>
        <code>{command}</code>
      </section>
      <div>
        <CopyButton value={command} what={what} small />
      </div>
    </div>
  );
}
