import type { Stage } from "./stage.ts";

/** One promise of the platform, tried on a deployment. */
export interface Check {
  /** A sentence that is true when the check passes. */
  readonly name: string;
  /** @returns what was seen, for the report @throws Error that says what was seen in its place */
  readonly run: (stage: Stage) => Promise<string | undefined>;
}

export type Outcome = "passed" | "failed" | "not reached";

export interface CheckResult {
  readonly name: string;
  readonly outcome: Outcome;
  readonly detail: string;
}
