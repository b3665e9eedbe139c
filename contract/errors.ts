/**
 * Every error code that the API answers with. The code is stable; the texts may improve. `docs/errors/` is generated from this table:
 * one page per code.
 */
export interface ErrorKind {
  readonly status: number;
  readonly title: string;
  /** What happened and what to do about it, for the page of this code. */
  readonly help: string;
}

export const ERRORS = {
  malformed_json: {
    status: 400,
    title: "The body is not valid JSON",
    help: "Send one JSON object in UTF-8. An empty body is only accepted where the operation takes none.",
  },
  invalid_query: {
    status: 400,
    title: "A query parameter is not valid",
    help: "`errors[]` names each parameter. Unknown parameters are refused, so that a typing mistake does not silently widen a list.",
  },
  invalid_cursor: {
    status: 400,
    title: "The cursor is not valid here",
    help: "Pass `nextCursor` of the page before, unchanged, together with the same filters and sort order.",
  },
  invalid_idempotency_key: {
    status: 400,
    title: "The Idempotency-Key is not valid",
    help: "Use 1 to 128 printable ASCII characters without spaces, for example a UUID.",
  },
  not_authorized: {
    status: 401,
    title: "No principal",
    help: "The request reached a function without a decision of the authorizer. This is refused and never happens behind the gateway.",
  },
  role_too_low: {
    status: 403,
    title: "Your role does not allow this",
    help: "Disabling or revoking a token that you neither created nor own takes the role administrator or owner.",
  },
  right_not_held: {
    status: 403,
    title: "You cannot give a right that you do not hold",
    help: "A token cannot have a higher role, more scopes, more services or a later expiry than the credential that creates, edits, enables or rotates it, and the token of another member cannot be rotated. `errors[]` names the fields.",
  },
  not_found: {
    status: 404,
    title: "Not found",
    help: "There is nothing under this id in your workspace. Ids of other workspaces get the same answer.",
  },
  name_taken: {
    status: 409,
    title: "The name is taken",
    help: "A service account with this name exists already. Names are unique in a workspace.",
  },
  owner_has_tokens: {
    status: 409,
    title: "It still owns tokens",
    help: "Reassign or revoke the tokens that `errors[]` lists, then delete the service account.",
  },
  token_revoked: {
    status: 409,
    title: "The token is revoked",
    help: "A revoked token stays revoked. Issue a new one.",
  },
  rotation_not_running: {
    status: 409,
    title: "No rotation is running",
    help: "The token has one secret only: its last rotation has ended or there was none.",
  },
  version_not_published: {
    status: 409,
    title: "Another version is published now",
    help: "The configurator changed while the shopper was choosing. Load it again, show the new price, then save.",
  },
  changed_meanwhile: {
    status: 409,
    title: "It was changed meanwhile",
    help: "Somebody else changed the same thing between your read and your write. Read it again and repeat the request.",
  },
  idempotency_key_reused: {
    status: 409,
    title: "The Idempotency-Key was used for a different request",
    help: "A key stands for one request for 24 hours. Use a new key for a new request.",
  },
  body_too_large: {
    status: 413,
    title: "The body is too large",
    help: "Embed requests take 64 kB, all others 384 kB.",
  },
  unsupported_media_type: {
    status: 415,
    title: "The content type is not supported",
    help: "Send `application/json`. Embed operations also take `text/plain`, which needs no CORS preflight.",
  },
  invalid_body: {
    status: 422,
    title: "The body does not fit",
    help: "`errors[]` names each field, with a code and what was expected. Nothing was written.",
  },
  invalid_domain: {
    status: 422,
    title: "A domain is not valid",
    help: "`errors[]` names each domain that was refused and why. One bad domain refuses the whole request: nothing was written.",
  },
  service_account_required: {
    status: 422,
    title: "A public token needs a service account",
    help: "A public token belongs to a service account, so that it does not depend on a person. Create one and name it as `owner`.",
  },
  owner_not_accepted: {
    status: 422,
    title: "This owner cannot own the token",
    help: "The owner does not exist in this workspace, or the workspace policy `serviceAccountsOnly` forbids members as owners.",
  },
  document_not_valid: {
    status: 422,
    title: "The configurator document is not valid",
    help: "`errors[]` names each place in the document. A draft may be unfinished; only a valid document can be published.",
  },
  values_not_accepted: {
    status: 422,
    title: "The configuration is not accepted",
    help: "`errors[]` names each attribute that is unknown or whose value the configurator does not offer. Nothing was saved.",
  },
  too_many_requests: {
    status: 429,
    title: "Too many requests",
    help: "Wait for the time in `Retry-After` and try again.",
  },
  internal_error: {
    status: 500,
    title: "Something failed on our side",
    help: "Nothing was written by halves. Try again; when it goes on, give the `requestId` to whoever runs this platform.",
  },
} as const satisfies Record<string, ErrorKind>;

export type ErrorCode = keyof typeof ERRORS;

/** One refused field of a request. */
export interface FieldError {
  /** JSON Pointer (RFC 6901) into the body, or the name of a parameter. */
  readonly pointer: string;
  readonly code: string;
  readonly message: string;
}
