import { digestToken, formatDigest } from "../../domain/digest.ts";
import { createTokenId, createTokenValue, parseTokenId } from "../../domain/token.ts";
import { type Answer, isRefusal, type Refusal, refuse } from "../../http/answer.ts";
import { commit } from "../../http/commit.ts";
import type { AuthorizedRequest } from "../../http/create-handler.ts";
import { type Once, REPEATED, runIdempotently } from "../../http/idempotent.ts";
import type { IdempotencyRecord } from "../../store/idempotency.ts";
import { countOwnedToken, putToken, readToken, type StoredToken } from "../../store/tokens.ts";
import { readWorkspace } from "../../store/workspaces.ts";
import { readExpiry, refuseLifetime } from "./expiry.ts";
import type { TokenParts } from "./parts.ts";
import { auditableFields, formatToken } from "./resource.ts";
import { createNonce, createRetryableValue } from "./retryable-value.ts";
import { refuseExcess, refuseOwner, rightsOf } from "./rights.ts";
import { readPrivate, readPublic } from "./wanted-token.ts";

type Request = AuthorizedRequest<"createToken">;

/** Issues a token. Its value is made here, given once, and forgotten; only its digest is stored. */
export async function createToken(parts: TokenParts, request: Request): Promise<Answer | Refusal> {
  return runIdempotently({
    table: parts.directory,
    request,
    run: (once) => issue(parts, request, once),
    replay: (record) => answerAgain(parts, request, record),
  });
}

async function issue(parts: TokenParts, request: Request, once: Once): Promise<Answer | Refusal | typeof REPEATED> {
  const { principal, body, nowEpochMs } = request;
  const expiry = readExpiry(body, nowEpochMs);
  if (isRefusal(expiry)) return expiry;
  const { expiresAt } = expiry;
  const workspace = await readWorkspace(parts.directory, principal.workspaceId);
  const context = { parts, request, workspace, expiresAt };
  const wanted = await (body.kind === "public" ? readPublic(body, context) : readPrivate(body, context));
  if (isRefusal(wanted)) return wanted;
  const now = new Date(nowEpochMs).toISOString();
  const lifetime = refuseLifetime({ issuedAt: now, expiresAt }, workspace.policies);
  if (lifetime !== undefined) return lifetime;

  const { owner, ...settings } = wanted;
  const id = createTokenId(body.kind, parts.randomBytes);
  const nonce = createNonce(parts.randomBytes);
  const value = once.hasKey
    ? createRetryableValue(id, request.headers, nonce)
    : createTokenValue(id, parts.randomBytes);
  const token: StoredToken = {
    id,
    workspaceId: principal.workspaceId,
    label: body.label,
    note: body.note,
    digest: formatDigest(digestToken(value)),
    ...settings,
    ...(body.kind === "public" && { value }),
    state: "active",
    issuedAt: now,
    expiresAt,
    ownerType: owner.type,
    ownerId: owner.id,
    ownerName: owner.name,
    createdAt: now,
    createdBy: principal.id,
    createdByOwner: { type: principal.owner.type, id: principal.owner.id },
    updatedAt: now,
    revision: 1,
  };
  const writes = [putToken(parts.directory, token), countOwnedToken(parts.directory, principal.workspaceId, owner, 1)];
  const change = { target: { type: "token", id }, after: auditableFields(token) };
  const outcome = await commit(parts, request, change, [...writes, ...once.claim({ resourceId: id, nonce })]);
  if (outcome.written) return { status: 201, body: formatToken(token, nowEpochMs, value) };
  if (outcome.failed.includes(writes.length)) return REPEATED;
  if (outcome.failed.includes(1)) return refuseOwner();
  throw new Error("a new token could not be written");
}

async function answerAgain(parts: TokenParts, request: Request, record: IdempotencyRecord): Promise<Answer | Refusal> {
  const token = await readToken(parts.directory, request.principal.workspaceId, record.resourceId);
  if (token === undefined) return refuse("not_found");
  // Rights may have changed since: what could not be created now is not given again.
  const excess = refuseExcess(request.principal, token.kind, rightsOf(token));
  if (excess !== undefined) return excess;
  return { status: 201, body: formatToken(token, request.nowEpochMs, valueAgain(token, request, record)) };
}

/** The value once more, for a retry by the same credential; undefined when it cannot be derived or has been rotated since. */
export function valueAgain(
  token: StoredToken,
  { headers }: { readonly headers: Readonly<Record<string, string | undefined>> },
  { nonce }: IdempotencyRecord,
): string | undefined {
  const id = parseTokenId(token.id);
  if (id === undefined || nonce === undefined) return undefined;
  const value = createRetryableValue(id, headers, nonce);
  return formatDigest(digestToken(value)) === token.digest ? value : undefined;
}
