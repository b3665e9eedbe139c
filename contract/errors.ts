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
  invalid_id_token: {
    status: 401,
    title: "The ID token is not valid",
    help: "Sign in again and send the OpenID Connect ID token of that sign-in: not the access token, not one of another client, and before it expires.",
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
  no_service_access: {
    status: 403,
    title: "You have access to no service",
    help: "Your list of services is empty, or you and your token have none in common. An administrator can give you access to services; a token needs one of its owner's.",
  },
  edit_key_not_valid: {
    status: 403,
    title: "The edit key is not that of this configuration",
    help: "Only who saved a configuration can change it, with the `editKey` of the answer to that save. Whoever has only the short id can open it and save their own.",
  },
  not_found: {
    status: 404,
    title: "Not found",
    help: "There is nothing under this id in your workspace. Ids of other workspaces get the same answer.",
  },
  invitation_not_found: {
    status: 404,
    title: "There is no invitation for you here",
    help: "The workspace does not exist, or has no open invitation for the verified email address of your sign-in, or the invitation has ended. Ask an administrator of the workspace to invite this address, or to renew the invitation.",
  },
  name_taken: {
    status: 409,
    title: "The name is taken",
    help: "A service account with this name exists already. Names are unique in a workspace.",
  },
  owner_has_tokens: {
    status: 409,
    title: "It still owns tokens",
    help: "Reassign or revoke the tokens that `errors[]` lists, many in one request if you like, then delete the service account or remove the member.",
  },
  already_member: {
    status: 409,
    title: "They are a member already",
    help: "A workspace has one member for each email address and each sign-in. Change the member that exists; an invitation that has ended is given a new end with `POST /v1/members/{memberId}/renew-invitation`.",
  },
  invitation_open: {
    status: 409,
    title: "The invitation has not been accepted",
    help: "Only who has signed in once can be suspended or reinstated. Remove the member to take the invitation back.",
  },
  last_owner: {
    status: 409,
    title: "A workspace needs an owner",
    help: "This is the last active owner who holds everything: nobody could give back what they lose. Make somebody else an owner with every scope and all services first.",
  },
  token_revoked: {
    status: 409,
    title: "The token is revoked",
    help: "A revoked token stays revoked. Issue a new one.",
  },
  token_not_revoked: {
    status: 409,
    title: "The token is not revoked",
    help: "There is no revocation to ask for, and nothing to purge. Revoke the token first.",
  },
  revocation_not_effective: {
    status: 409,
    title: "The revocation has not reached everything yet",
    help: "Until `effectiveAt` of `GET /v1/tokens/{tokenId}/revocation` a request with the token may still pass, and its record is needed to refuse the others. Purge it afterwards.",
  },
  service_token_managed: {
    status: 409,
    title: "The service manages this token",
    help: "A service's token belongs to the service: rotate it with the service's own operation, and it ends with the service. Here it can be read, disabled and enabled.",
  },
  rotation_not_running: {
    status: 409,
    title: "No rotation is running",
    help: "The token has one secret only: its last rotation has ended or there was none.",
  },
  service_has_applications: {
    status: 409,
    title: "It still has applications",
    help: "Delete the applications of the service first. Their keys would otherwise open nothing that anybody could see.",
  },
  environment_pinned: {
    status: 409,
    title: "The environment is pinned",
    help: "It keeps its version until it is unpinned. Unpin it, or pin the version that it should have.",
  },
  version_not_published: {
    status: 409,
    title: "Another version is published now",
    help: "The configurator changed while the shopper was choosing. Load it again, show the new price, then save. A saved configuration of a former version is not quoted: open it, which shows what has changed, and save it again.",
  },
  too_many_webhooks: {
    status: 409,
    title: "The workspace has as many webhooks as it can have",
    help: "A workspace can have 10 webhooks. Delete one that is not needed any more, or let one receiver pass messages on.",
  },
  changed_meanwhile: {
    status: 409,
    title: "It was changed meanwhile",
    help: "Somebody else changed the same thing between your read and your write. Read it again and repeat the request.",
  },
  file_not_sent: {
    status: 409,
    title: "The file has not been sent",
    help: "There is no file under this upload yet. Send the form that `createUpload` gave, wait for its answer, then complete the upload. A form that has expired is replaced by a new one.",
  },
  idempotency_key_reused: {
    status: 409,
    title: "The Idempotency-Key was used for a different request",
    help: "A key stands for one request for 24 hours. Use a new key for a new request.",
  },
  body_too_large: {
    status: 413,
    title: "The body is too large",
    help: "Embed requests take 64 kB, saves with their thumbnail 160 kB, all others 384 kB. A configuration that would take more than 300 kB with all of its defaults is not saved either.",
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
  invalid_address: {
    status: 422,
    title: "An address is not valid",
    help: "`errors[]` names each entry that is neither an IPv4 or IPv6 address nor a network in CIDR notation such as `192.0.2.0/24` or `2001:db8::/32`. One bad entry refuses the whole request: nothing was written.",
  },
  lifetime_too_long: {
    status: 422,
    title: "The workspace does not allow such a long life",
    help: "The workspace's policy `tokenLifetimeDaysMax` limits how long a secret may live. Give an expiry that is at most so many days after the making of the present secret (`issuedAt`); rotating a token renews it. A token without an expiry is refused too.",
  },
  owner_lacks_right: {
    status: 422,
    title: "The owner does not hold this right",
    help: "A token cannot be given more than its owner holds. Give the owner the right first, choose another owner, or give the token less. `errors[]` names the fields.",
  },
  service_account_required: {
    status: 422,
    title: "A public token needs a service account",
    help: "A public token belongs to a service account, so that it does not depend on a person. Create one and name it as `owner`.",
  },
  owner_not_accepted: {
    status: 422,
    title: "This owner cannot own the token",
    help: "The owner does not exist in this workspace or is not active, or the workspace policy `serviceAccountsOnly` forbids members as owners.",
  },
  webhook_url_not_accepted: {
    status: 422,
    title: "The address of the webhook is not accepted",
    help: "A webhook is an https address on the public internet, without a user name, password or fragment. Private, loopback, link-local and other special addresses are refused, when the webhook is saved and again at each delivery, unless whoever runs this platform has allowed their network.",
  },
  token_not_accepted: {
    status: 422,
    title: "An embed cannot stand for this token",
    help: "An embed stands for a public token of this workspace that is not revoked. Private and service tokens never travel in a page.",
  },
  document_not_valid: {
    status: 422,
    title: "The configurator document is not valid",
    help: "`errors[]` names each place in the document. A draft may be unfinished; only a valid document can be published.",
  },
  values_not_accepted: {
    status: 422,
    title: "The configuration is not accepted",
    help: "`errors[]` names each attribute that is unknown, whose value the configurator does not offer, or whose value its rules forbid together with the others (`forbidden_by_rule`). Nothing was saved.",
  },
  currency_not_offered: {
    status: 422,
    title: "The configurator has no price in this currency",
    help: "Prices are never converted. Ask for one of the currencies that `errors[]` lists, or for none: then the first one counts.",
  },
  file_not_accepted: {
    status: 422,
    title: "The file is not accepted",
    help: "`errors[]` says why: the attribute takes no file, not this type, or not so many bytes, or the bytes that were sent are not of the type that was announced. The types and the largest size are in the configurator's document. A file that was refused cannot be saved.",
  },
  quota_exceeded: {
    status: 429,
    title: "The token has used up one of its limits",
    help: "`RateLimit-Policy` names the limit and `Retry-After` says in how many seconds its window ends: a UTC minute or a UTC day. Of a limit on all requests, saves may use up 80 %, batches of events 90 % and loads everything. Whoever may edit the token can raise its limits.",
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
