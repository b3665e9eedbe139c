import type { FieldCode } from "./field-codes.ts";

/**
 * Every error code that the API answers with. The code is stable; the titles may improve. Every function carries this table; the longer texts
 * of the pages are in `error-help.ts`.
 */
export interface ErrorKind {
  readonly status: number;
  readonly title: string;
}

export const ERRORS = {
  malformed_json: {
    status: 400,
    title: "The body is not valid JSON",
  },
  invalid_query: {
    status: 400,
    title: "A query parameter is not valid",
  },
  invalid_cursor: {
    status: 400,
    title: "The cursor is not valid here",
  },
  invalid_idempotency_key: {
    status: 400,
    title: "The Idempotency-Key is not valid",
  },
  not_authorized: {
    status: 401,
    title: "No principal",
  },
  invalid_id_token: {
    status: 401,
    title: "The ID token is not valid",
  },
  role_too_low: {
    status: 403,
    title: "Your role does not allow this",
  },
  right_not_held: {
    status: 403,
    title: "You cannot give a right that you do not hold",
  },
  no_service_access: {
    status: 403,
    title: "You have access to no service",
  },
  edit_key_not_valid: {
    status: 403,
    title: "The edit key is not that of this configuration",
  },
  not_found: {
    status: 404,
    title: "Not found",
  },
  invitation_not_found: {
    status: 404,
    title: "There is no invitation for you here",
  },
  name_taken: {
    status: 409,
    title: "The name is taken",
  },
  owner_has_tokens: {
    status: 409,
    title: "It still owns tokens",
  },
  already_member: {
    status: 409,
    title: "They are a member already",
  },
  invitation_open: {
    status: 409,
    title: "The invitation has not been accepted",
  },
  last_owner: {
    status: 409,
    title: "A workspace needs an owner",
  },
  token_revoked: {
    status: 409,
    title: "The token is revoked",
  },
  token_not_revoked: {
    status: 409,
    title: "The token is not revoked",
  },
  revocation_not_effective: {
    status: 409,
    title: "The revocation has not reached everything yet",
  },
  service_token_managed: {
    status: 409,
    title: "The service manages this token",
  },
  rotation_not_running: {
    status: 409,
    title: "No rotation is running",
  },
  service_has_applications: {
    status: 409,
    title: "It still has applications",
  },
  environment_pinned: {
    status: 409,
    title: "The environment is pinned",
  },
  version_not_published: {
    status: 409,
    title: "Another version is published now",
  },
  rate_card_exists: {
    status: 409,
    title: "There is a rate card for this day",
  },
  rate_card_in_force: {
    status: 409,
    title: "The rate card has begun",
  },
  too_many_webhooks: {
    status: 409,
    title: "The workspace has as many webhooks as it can have",
  },
  changed_meanwhile: {
    status: 409,
    title: "It was changed meanwhile",
  },
  file_not_sent: {
    status: 409,
    title: "The file has not been sent",
  },
  idempotency_key_reused: {
    status: 409,
    title: "The Idempotency-Key was used for a different request",
  },
  body_too_large: {
    status: 413,
    title: "The body is too large",
  },
  unsupported_media_type: {
    status: 415,
    title: "The content type is not supported",
  },
  invalid_body: {
    status: 422,
    title: "The body does not fit",
  },
  invalid_domain: {
    status: 422,
    title: "A domain is not valid",
  },
  invalid_address: {
    status: 422,
    title: "An address is not valid",
  },
  lifetime_too_long: {
    status: 422,
    title: "The workspace does not allow such a long life",
  },
  owner_lacks_right: {
    status: 422,
    title: "The owner does not hold this right",
  },
  service_account_required: {
    status: 422,
    title: "A public token needs a service account",
  },
  owner_not_accepted: {
    status: 422,
    title: "This owner cannot own the token",
  },
  webhook_url_not_accepted: {
    status: 422,
    title: "The address of the webhook is not accepted",
  },
  rate_card_not_accepted: {
    status: 422,
    title: "The rate card is not accepted",
  },
  token_not_accepted: {
    status: 422,
    title: "An embed cannot stand for this token",
  },
  document_not_valid: {
    status: 422,
    title: "The configurator document is not valid",
  },
  values_not_accepted: {
    status: 422,
    title: "The configuration is not accepted",
  },
  currency_not_offered: {
    status: 422,
    title: "The configurator has no price in this currency",
  },
  file_not_accepted: {
    status: 422,
    title: "The file is not accepted",
  },
  quota_exceeded: {
    status: 429,
    title: "The token has used up one of its limits",
  },
  too_many_requests: {
    status: 429,
    title: "Too many requests",
  },
  internal_error: {
    status: 500,
    title: "Something failed on our side",
  },
} as const satisfies Record<string, ErrorKind>;

export type ErrorCode = keyof typeof ERRORS;

export const ERROR_CODES = Object.keys(ERRORS).filter((code): code is ErrorCode => code in ERRORS);

/** One refused field of a request. */
export interface FieldError {
  /** JSON Pointer (RFC 6901) into the body, or the name of a parameter. */
  readonly pointer: string;
  readonly code: FieldCode;
  readonly message: string;
}
