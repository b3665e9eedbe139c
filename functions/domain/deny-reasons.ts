import { ORIGIN_REFUSALS } from "./origin.ts";

/** Why a request is refused, in the order in which the checks are made. A closed list; each has a page in docs/errors. */
export const DENY_REASONS = [
  // Shape: before any I/O.
  "credential_missing",
  "credential_ambiguous",
  "credential_malformed",
  "secret_in_url",
  "operation_unknown",
  // Authenticity.
  "token_unknown",
  "token_mismatch",
  "session_invalid",
  "workspace_not_named",
  "member_unknown",
  // State.
  "token_revoked",
  "token_disabled",
  "token_expired",
  "member_suspended",
  // Permission.
  "kind_not_accepted",
  "capability_missing",
  "scope_missing",
  "role_too_low",
  // Origin.
  ...ORIGIN_REFUSALS,
  "origin_not_listed",
] as const;
export type DenyReason = (typeof DENY_REASONS)[number];
