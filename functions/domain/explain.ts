import { CHECKS, type Check, type OperationRule, type TokenJudgment } from "./checks.ts";
import type { DenyReason } from "./deny-reasons.ts";
import { lacksServices } from "./rights.ts";
import type { TokenSubject } from "./token-record.ts";

/** The checks of the authorizer, and what a function checks before anything else. */
export const CHECK_NAMES = [
  "state",
  "lifetime",
  "owner",
  "kind",
  "permission",
  "address",
  "origin",
  "services",
] as const satisfies readonly (Check["name"] | "services")[];
export type CheckName = Check["name"] | "services";
export type ExplainedReason = DenyReason | "no_service_access";

/** What must be known of an operation beyond the authorizer's decision. */
export interface ExplainedOperation extends OperationRule {
  readonly byService?: boolean | undefined;
}

export interface CheckOutcome {
  readonly name: CheckName;
  /** Null when the check is passed. */
  readonly reason: ExplainedReason | null;
}

/**
 * What every check says about a request whose secret is right, by the authorizer's own checks. The first reason decides; the others are
 * what would be met next.
 */
export function explainJudgment(judgment: TokenJudgment, operation: ExplainedOperation): readonly CheckOutcome[] {
  const { kind } = judgment.subject.token;
  const isServiceless = kind === "private" && lacksServices(operation, judgment.subject.rights);
  return [
    ...CHECKS.map(({ name, findReason }): CheckOutcome => ({ name, reason: findReason(judgment) ?? null })),
    { name: "services", reason: isServiceless ? "no_service_access" : null },
  ];
}

/** The checks that look at the token and its owner alone: whether it stands, whatever the request is. */
const STANDING: readonly CheckName[] = ["state", "lifetime", "owner"];

/** Why no request with the token passes now; undefined when there is no such reason. */
export function findStandingReason(subject: TokenSubject, nowEpochMs: number): DenyReason | undefined {
  const judgment: TokenJudgment = {
    subject,
    nowEpochMs,
    // What these checks do not look at.
    operation: { credentials: [], effect: "read" },
    origin: { refusal: "origin_missing" },
    address: undefined,
  };
  for (const { name, findReason } of CHECKS) {
    const reason = STANDING.includes(name) ? findReason(judgment) : undefined;
    if (reason !== undefined) return reason;
  }
  return undefined;
}

/** The earlier of the token's own expiry and the end of the workspace's longest lifetime; undefined when there is neither. */
export function endOf({ token, lifetimeEndsAtEpochMs }: TokenSubject): number | undefined {
  const ends = [token.expiresAtEpochMs, lifetimeEndsAtEpochMs].filter((end) => end !== undefined);
  return ends.length === 0 ? undefined : Math.min(...ends);
}
