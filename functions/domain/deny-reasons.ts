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
  "embed_unknown",
  "session_invalid",
  "workspace_not_named",
  "member_unknown",
  // State.
  "token_revoked",
  "token_disabled",
  "token_expired",
  "token_lifetime_exceeded",
  "owner_unknown",
  "owner_suspended",
  "owner_disabled",
  "member_suspended",
  // Permission.
  "kind_not_accepted",
  "capability_missing",
  "scope_missing",
  "owner_scope_missing",
  "role_too_low",
  "owner_role_too_low",
  // Where the request comes from.
  "address_not_listed",
  ...ORIGIN_REFUSALS,
  "origin_not_listed",
] as const;
export type DenyReason = (typeof DENY_REASONS)[number];
