import { OPERATIONS } from "../../../../sdk/src/generated/operations.ts";
import type { AuditChainProblem, AuditEvent } from "../../../../sdk/src/generated/types.ts";

/** `rotateToken` as people say it: "Rotate token". */
export function describeOperation(operation: string): string {
  const words = operation.replaceAll(/([A-Z])/g, " $1").toLowerCase();
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}

/** `service_account` as people say it. */
export function describeTargetType(type: string): string {
  const words = type.replaceAll("_", " ");
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}

export const ACTOR_KINDS: Readonly<Record<AuditEvent["actor"]["kind"], string>> = {
  session: "in the console",
  private: "with a private token",
  public: "with a public token",
  service: "with a service token",
  system: "by the system",
};

/** What the log can be filtered by: every operation of the management API that changes something. */
export const AUDITED_OPERATIONS: readonly string[] = Object.entries(OPERATIONS)
  .filter(([, { effect, path }]) => effect === "write" && path.startsWith("/v1/"))
  .map(([id]) => id)
  .sort();

export const TARGET_TYPES = [
  "application",
  "configuration",
  "configurator",
  "embed",
  "member",
  "rate_card",
  "service",
  "service_account",
  "token",
  "webhook",
  "workspace",
] as const;

export const CHAIN_PROBLEMS: Readonly<Record<AuditChainProblem["code"], string>> = {
  malformed: "it is no event at all",
  content_changed: "a field of it was changed",
  misplaced: "it is not where it says: moved, there twice, or of another workspace",
  events_missing: "events between it and the one before are gone",
  link_broken: "it does not follow the event before it: that one was replaced, or this one moved",
  history_rewritten: "your checkpoint knows another event at this place",
  truncated: "the chain ends before your checkpoint",
};
