import { digestToken, formatDigest } from "../../domain/digest.ts";
import { isSameOwner } from "../../domain/permissions.ts";
import { createTokenId, createTokenValue, parseTokenId } from "../../domain/token.ts";
import type { Owner } from "../../domain/token-record.ts";
import { actorOf } from "../../http/actor.ts";
import { type Answer, isRefusal, type Refusal, refuse } from "../../http/answer.ts";
import type { AuthorizedRequest } from "../../http/create-handler.ts";
import { type Once, REPEATED, runIdempotently } from "../../http/idempotent.ts";
import { putAuditEvent } from "../../store/audit.ts";
import type { IdempotencyRecord } from "../../store/idempotency.ts";
import { countOwnedToken, putToken, readToken, type StoredToken } from "../../store/tokens.ts";
import { transact } from "../../store/transact.ts";
import { readWorkspace, type StoredWorkspace } from "../../store/workspaces.ts";
import { readDomains } from "./domains.ts";
import type { TokenParts } from "./parts.ts";
import { auditableFields, formatToken } from "./resource.ts";
import { createNonce, createRetryableValue } from "./retryable-value.ts";
import { refuseExcess, refuseExpiryInThePast, refuseOwner, rightsOf } from "./rights.ts";

type Request = AuthorizedRequest<"createToken">;
/** What the body says, checked against the principal's rights and the workspace's policies. */
type Wanted = Pick<StoredToken, "kind" | "role" | "scopes" | "services" | "domains"> & { readonly owner: Owner };

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
  if (body.expiresAt !== undefined && Date.parse(body.expiresAt) <= nowEpochMs) return refuseExpiryInThePast();
  const workspace = await readWorkspace(parts.directory, principal.workspaceId);
  const wanted = body.kind === "public" ? readPublic(body, workspace) : readPrivate(body, request, workspace);
  if (isRefusal(wanted)) return wanted;

  const { owner, ...rights } = wanted;
  const id = createTokenId(body.kind, parts.randomBytes);
  const nonce = createNonce(parts.randomBytes);
  const value = once.hasKey
    ? createRetryableValue(id, request.headers, nonce)
    : createTokenValue(id, parts.randomBytes);
  const now = new Date(nowEpochMs).toISOString();
  const token: StoredToken = {
    id,
    workspaceId: principal.workspaceId,
    label: body.label,
    note: body.note,
    digest: formatDigest(digestToken(value)),
    ...rights,
    ...(body.kind === "public" && { value }),
    state: "active",
    expiresAt: body.expiresAt,
    ownerType: owner.type,
    ownerId: owner.id,
    ownerName: owner.name,
    createdAt: now,
    createdBy: principal.id,
    createdByOwner: { type: principal.owner.type, id: principal.owner.id },
    updatedAt: now,
    revision: 1,
  };
  const writes = [
    putToken(parts.directory, token),
    countOwnedToken(parts.directory, principal.workspaceId, owner, 1),
    putAuditEvent(
      parts.directory,
      actorOf(request),
      { operation: request.operation, target: { type: "token", id }, after: auditableFields(token) },
      parts.randomBytes,
    ),
  ];
  const outcome = await transact(parts.directory.client, [...writes, ...once.claim({ resourceId: id, nonce })]);
  if (outcome.written) return { status: 201, body: formatToken(token, nowEpochMs, value) };
  if (outcome.failed.includes(writes.length)) return REPEATED;
  if (outcome.failed.includes(1)) return refuseOwner();
  throw new Error("a new token could not be written");
}

function readPublic(body: Extract<Request["body"], { kind: "public" }>, workspace: StoredWorkspace): Wanted | Refusal {
  const { owner } = body;
  if (owner === undefined || owner.type !== "service_account") {
    return refuse("service_account_required", {
      errors: [
        { pointer: "/owner", code: "service_account_required", message: "Name a service account as the owner." },
      ],
    });
  }
  if (body.domains === undefined) {
    return refuse("invalid_domain", {
      errors: [{ pointer: "/domains", code: "required", message: "A public token needs at least one domain." }],
    });
  }
  const domains = readDomains(body.domains, workspace.policies);
  if ("refusal" in domains) return domains;
  return {
    kind: "public",
    scopes: body.scopes,
    services: "all",
    domains,
    owner: { type: "service_account", id: owner.id, name: owner.id },
  };
}

function readPrivate(
  body: Extract<Request["body"], { kind: "private" }>,
  { principal }: Request,
  workspace: StoredWorkspace,
): Wanted | Refusal {
  const { role, scopes, services, expiresAt } = body;
  const expiresAtEpochMs = expiresAt === undefined ? undefined : Date.parse(expiresAt);
  const excess = refuseExcess(principal, "private", { role, scopes, services, expiresAtEpochMs });
  if (excess !== undefined) return excess;

  const reference = body.owner ?? principal.owner;
  const isOneself = isSameOwner(reference, principal.owner);
  // A token acts with its owner's name: nobody makes one in another person's.
  const isAccepted = reference.type === "service_account" || (isOneself && !workspace.policies.serviceAccountsOnly);
  if (!isAccepted) return refuseOwner();
  const name = isOneself ? principal.owner.name : reference.id;
  return {
    kind: "private",
    role,
    scopes,
    services,
    domains: [],
    owner: { type: reference.type, id: reference.id, name },
  };
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
