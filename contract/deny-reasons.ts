import type { DenyReason } from "../functions/domain/deny-reasons.ts";

export interface DenyReasonText {
  /** Which rule refused, for the developer of the page or program that was refused. */
  readonly message: string;
  /** What would repair it, and who can do that. */
  readonly fix: string;
}

/**
 * What each deny reason means. `POST /embed/v1/diagnose` answers with these texts, and `docs/errors/` holds one page per reason.
 * They speak about the request only: never about another token, its owner or its list of domains.
 */
export const DENY_REASON_HELP: Readonly<Record<DenyReason, DenyReasonText>> = {
  credential_missing: {
    message: "The request carries no credential.",
    fix: "Send `Authorization: Bearer <token>`, or, with a public token, `?access_token=<token>`.",
  },
  credential_ambiguous: {
    message: "The request carries a credential in the `Authorization` header and another one in `?access_token=`.",
    fix: "Send exactly one of the two.",
  },
  credential_malformed: {
    message: "The credential is neither a token nor a session: its shape or its checksum is wrong.",
    fix: "Copy the token again, whole and without quotes or spaces. It has 65 characters and starts with `lkp_`, `lks_` or `lkv_`.",
  },
  secret_in_url: {
    message:
      "A private or service token was sent in the URL. Such a token is a secret and must not appear in URLs or logs.",
    fix: "Rotate the token now, because its value may have been logged. Then send it as `Authorization: Bearer <token>` from a server. A website needs a public token.",
  },
  operation_unknown: {
    message: "The API has no operation for this method and path.",
    fix: "Compare method and path with `/openapi.json` of the deployment.",
  },
  token_unknown: {
    message: "There is no such token in this deployment.",
    fix: "Check that the token belongs to this deployment and is complete. If its record was removed, issue a new token.",
  },
  token_mismatch: {
    message: "The token's id exists, but its secret part is not the current one.",
    fix: "The token has probably been rotated and the grace period is over: use the new value.",
  },
  embed_unknown: {
    message: "There is no embed with this id in this deployment.",
    fix: "Check the embed id in the script tag. If the embed was deleted, create one and use its id.",
  },
  session_invalid: {
    message: "The session is not valid: it has expired, or it was not issued for this deployment.",
    fix: "Sign in again.",
  },
  workspace_not_named: {
    message: "A console session must say which workspace it means.",
    fix: "Send the workspace id in the header `Latchkey-Workspace`.",
  },
  member_unknown: {
    message: "The person who signed in is not a member of this workspace.",
    fix: "Check the workspace id, or ask an administrator of the workspace for an invitation.",
  },
  token_revoked: {
    message: "The token was revoked. This is final.",
    fix: "Issue a new token and use that one.",
  },
  token_disabled: {
    message: "The token is disabled.",
    fix: "An administrator of the workspace can enable it again.",
  },
  token_expired: {
    message: "The token has expired.",
    fix: "Give the token a later expiry, or none, or issue a new one.",
  },
  token_lifetime_exceeded: {
    message: "The token's secret is older than the workspace allows.",
    fix: "Rotate the token: the time counts from the making of its secret. An administrator can change the policy `tokenLifetimeDaysMax`.",
  },
  owner_unknown: {
    message: "Whoever the token belonged to does not exist any more.",
    fix: "Issue a new token for a service account of the workspace.",
  },
  owner_suspended: {
    message: "The member to whom the token belongs is suspended, and so are their tokens.",
    fix: "An administrator can end the suspension, or reassign the token to a service account.",
  },
  owner_disabled: {
    message: "The service account or service to which the token belongs is disabled, and so are its tokens.",
    fix: "An administrator of the workspace can enable it again.",
  },
  member_suspended: {
    message: "The member is suspended.",
    fix: "An administrator of the workspace can end the suspension.",
  },
  kind_not_accepted: {
    message: "This operation does not accept this kind of credential.",
    fix: "Public tokens open `/embed/v1` only; private tokens and sessions open `/v1` only. Use a credential of the right kind.",
  },
  capability_missing: {
    message: "The public token does not hold the capability that this operation needs.",
    fix: "Add the capability to the token's scopes: `embed:load`, `embed:save`, `embed:resume` or `embed:track`.",
  },
  scope_missing: {
    message: "The credential does not hold the scope that this operation needs.",
    fix: "Add the scope that the operation needs to the token. A `:write` scope includes the `:read` of the same family.",
  },
  owner_scope_missing: {
    message: "The token holds the scope that this operation needs, but its owner does not hold it any more.",
    fix: "An administrator can give the scope to the token's owner, or reassign the token to a service account that holds it.",
  },
  role_too_low: {
    message: "The role of the credential is below the lowest role that this operation needs.",
    fix: "Use a credential with a higher role. Its owner must hold that role too.",
  },
  owner_role_too_low: {
    message: "The token's role is high enough for this operation, but its owner's role is not, or not any more.",
    fix: "An administrator can raise the role of the token's owner, or reassign the token to a service account with that role.",
  },
  address_not_listed: {
    message: "The caller's address is in none of the networks that may use the token.",
    fix: "Call from a listed network, or add the caller's network to the token's `allowedAddresses`.",
  },
  origin_missing: {
    message: "The request has no `Origin` header. A public token works on web pages only.",
    fix: "Call the API from a page on another origin with `fetch` in its default mode. For a server, use a private token.",
  },
  origin_empty: {
    message: "The `Origin` header is empty.",
    fix: "Something between the page and the API removes the header's value. Let it pass unchanged.",
  },
  origin_null: {
    message: "The origin of the page is `null`: the page is a local file, a sandboxed frame or a `data:` URL.",
    fix: "Serve the page from a web server, and add `allow-same-origin` to the `sandbox` attribute of a frame around it.",
  },
  origin_repeated: {
    message: "The request has more than one `Origin`.",
    fix: "Something between the page and the API adds a second `Origin` header. Let the browser's pass alone.",
  },
  origin_malformed: {
    message: "The `Origin` header is not an http or https origin as browsers write it.",
    fix: "Do not set the header yourself. The page must be served over http or https under an ordinary host name.",
  },
  origin_not_listed: {
    message: "The page's origin is not on the token's list of domains.",
    fix: "Add the origin, with its scheme and port, to the token's domains: without a scheme, an entry means https. `*.example.com` covers every host below `example.com` but not `example.com` itself.",
  },
};
