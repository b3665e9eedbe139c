import type { ReactNode } from "react";
import type { Statement } from "../../../sdk/src/generated/types.ts";
import { formatInstant } from "../design/time.tsx";
import { STATEMENT_STATES } from "./words.ts";

/** What a statement holds by now. */
export function CountedUntil({
  statement: { status, completeUntil, frozenAt },
}: {
  readonly statement: Pick<Statement, "status" | "completeUntil" | "frozenAt">;
}): ReactNode {
  const until =
    frozenAt !== null
      ? `Frozen on ${formatInstant(frozenAt)}.`
      : completeUntil === null
        ? "Nothing has been counted yet."
        : `Everything that was received before ${formatInstant(completeUntil)} is counted.`;
  return (
    <p className="small muted">
      {STATEMENT_STATES[status].meaning} {until}
    </p>
  );
}
