import type { ErrorCode } from "./errors.ts";

/** What happened and what to do about it: the text of each code's page, in `docs/errors/` and below `/docs/errors/` of a deployment. */
export const ERROR_HELP: Readonly<Record<ErrorCode, string>> = {
  malformed_json: "Send one JSON object in UTF-8. An empty body is only accepted where the operation takes none.",
  invalid_query:
    "`errors[]` names each parameter. Unknown parameters are refused, so that a typing mistake does not silently widen a list.",
  invalid_cursor: "Pass `nextCursor` of the page before, unchanged, together with the same filters and sort order.",
  invalid_idempotency_key: "Use 1 to 128 printable ASCII characters without spaces, for example a UUID.",
  not_authorized:
    "The request reached a function without a decision of the authorizer. This is refused and never happens behind the gateway.",
  invalid_id_token:
    "Sign in again and send the OpenID Connect ID token of that sign-in: not the access token, not one of another client, and before it expires.",
  role_too_low: "Disabling or revoking a token that you neither created nor own takes the role administrator or owner.",
  right_not_held:
    "A token cannot have a higher role, more scopes, more services or a later expiry than the credential that creates, edits, enables or rotates it, and the token of another member cannot be rotated. `errors[]` names the fields.",
  no_service_access:
    "Your list of services is empty, or you and your token have none in common. An administrator can give you access to services; a token needs one of its owner's.",
  edit_key_not_valid:
    "Only who saved a configuration can change it, with the `editKey` of the answer to that save. Whoever has only the short id can open it and save their own. A quote takes the key from a token without `embed:resume`, which may see no saves but its own.",
  not_found: "There is nothing under this id in your workspace. Ids of other workspaces get the same answer.",
  invitation_not_found:
    "The workspace does not exist, or has no open invitation for the verified email address of your sign-in, or the invitation has ended. Ask an administrator of the workspace to invite this address, or to renew the invitation.",
  name_taken: "A service account with this name exists already. Names are unique in a workspace.",
  owner_has_tokens:
    "Reassign or revoke the tokens that `errors[]` lists, many in one request if you like, then delete the service account or remove the member.",
  already_member:
    "A workspace has one member for each email address and each sign-in. Change the member that exists; an invitation that has ended is given a new end with `POST /v1/members/{memberId}/renew-invitation`.",
  invitation_open:
    "Only who has signed in once can be suspended or reinstated. Remove the member to take the invitation back.",
  last_owner:
    "This is the last active owner who holds everything: nobody could give back what they lose. Make somebody else an owner with every scope and all services first.",
  token_revoked: "A revoked token stays revoked. Issue a new one.",
  token_not_revoked: "There is no revocation to ask for, and nothing to purge. Revoke the token first.",
  revocation_not_effective:
    "Until `effectiveAt` of `GET /v1/tokens/{tokenId}/revocation` a request with the token may still pass, and its record is needed to refuse the others. Purge it afterwards.",
  service_token_managed:
    "A service's token belongs to the service: rotate it with the service's own operation, and it ends with the service. Here it can be read, disabled and enabled.",
  rotation_not_running: "The token has one secret only: its last rotation has ended or there was none.",
  service_has_applications:
    "Delete the applications of the service first. Their keys would otherwise open nothing that anybody could see.",
  environment_pinned: "It keeps its version until it is unpinned. Unpin it, or pin the version that it should have.",
  version_not_published:
    "The configurator changed while the shopper was choosing. Load it again, with `publishedVersion` of the answer as the parameter `version`, since caches may hold the former version for a minute; show the new price, then save. A saved configuration of a former version is not quoted: open it, which shows what has changed, and save it again.",
  rate_card_exists:
    "A day has one rate card at most, and this one has another already. Change that one with `PATCH`, or let yours begin on another day.",
  rate_card_in_force:
    "A card that began before today is what statements are made from, and stays as it is. Write another one that begins today or later.",
  too_many_webhooks:
    "A workspace can have 10 webhooks. Delete one that is not needed any more, or let one receiver pass messages on.",
  changed_meanwhile:
    "Somebody else changed the same thing between your read and your write. Read it again and repeat the request.",
  file_not_sent:
    "There is no file under this upload yet. Send the form that `createUpload` gave, wait for its answer, then complete the upload. A form that has expired is replaced by a new one.",
  idempotency_key_reused: "A key stands for one request for 24 hours. Use a new key for a new request.",
  body_too_large:
    "Embed requests take 64 kB, saves with their thumbnail 160 kB, all others 384 kB. A configuration that would take more than 300 kB with all of its defaults is not saved either.",
  unsupported_media_type:
    "Send `application/json`. Embed operations also take `text/plain`, which needs no CORS preflight.",
  invalid_body: "`errors[]` names each field, with a code and what was expected. Nothing was written.",
  invalid_domain:
    "`errors[]` names each domain that was refused and why. One bad domain refuses the whole request: nothing was written.",
  invalid_address:
    "`errors[]` names each entry that is neither an IPv4 or IPv6 address nor a network in CIDR notation such as `192.0.2.0/24` or `2001:db8::/32`. One bad entry refuses the whole request: nothing was written.",
  lifetime_too_long:
    "The workspace's policy `tokenLifetimeDaysMax` limits how long a secret may live. Give an expiry that is at most so many days after the making of the present secret (`issuedAt`); rotating a token renews it. A token without an expiry is refused too.",
  owner_lacks_right:
    "A token cannot be given more than its owner holds. Give the owner the right first, choose another owner, or give the token less. `errors[]` names the fields.",
  service_account_required:
    "A public token belongs to a service account, so that it does not depend on a person. Create one and name it as `owner`.",
  owner_not_accepted:
    "The owner does not exist in this workspace or is not active, or the workspace policy `serviceAccountsOnly` forbids members as owners.",
  webhook_url_not_accepted:
    "A webhook is an https address on the public internet, without a user name, password or fragment. Private, loopback, link-local and other special addresses are refused, when the webhook is saved and again at each delivery, unless whoever runs this platform has allowed their network.",
  rate_card_not_accepted:
    "`errors[]` names each field and why. A card begins today or later, in the time zone of the workspace; it has the currency of the others; and the services and applications that it names exist.",
  token_not_accepted:
    "An embed stands for a public token of this workspace that is not revoked. Private and service tokens never travel in a page.",
  document_not_valid:
    "`errors[]` names each place in the document. A draft may be unfinished; only a valid document can be published.",
  values_not_accepted:
    "`errors[]` names each attribute that is unknown, whose value the configurator does not offer, or whose value its rules forbid together with the others (`forbidden_by_rule`). Nothing was saved.",
  currency_not_offered:
    "Prices are never converted. Ask for one of the currencies that `errors[]` lists, or for none: then the first one counts.",
  file_not_accepted:
    "`errors[]` says why: the attribute takes no file, not this type, or not so many bytes, or the bytes that were sent are not of the type that was announced. The types and the largest size are in the configurator's document. A file that was refused cannot be saved.",
  quota_exceeded:
    "`RateLimit-Policy` names the limit and `Retry-After` says in how many seconds its window ends: a UTC minute or a UTC day. Of a limit on all requests, saves may use up 80 %, batches of events 90 % and loads everything. Whoever may edit the token can raise its limits.",
  too_many_requests: "Wait for the time in `Retry-After` and try again.",
  internal_error:
    "Nothing was written by halves. Try again; when it goes on, give the `requestId` to whoever runs this platform.",
};
