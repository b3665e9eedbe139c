import type { ResponseOf } from "../../../contract/api.ts";
import type { RandomBytes } from "../../domain/base62.ts";
import { actorOf } from "../../http/actor.ts";
import { type Answer, type Refusal, refuse } from "../../http/answer.ts";
import type { AuthorizedRequest } from "../../http/create-handler.ts";
import { type Once, REPEATED, runIdempotently } from "../../http/idempotent.ts";
import { putAuditEvent } from "../../store/audit.ts";
import {
  listServiceAccounts,
  putServiceAccount,
  readServiceAccount,
  removeServiceAccount,
  type StoredServiceAccount,
  updateServiceAccount,
} from "../../store/service-accounts.ts";
import type { Table } from "../../store/table.ts";
import { listTokens } from "../../store/tokens.ts";
import { transact } from "../../store/transact.ts";

export interface ServiceAccountParts {
  readonly directory: Table;
  readonly randomBytes: RandomBytes;
}

/** Most tokens that a refusal to delete names. */
const LISTED_TOKENS_MAX = 20;

export async function list(
  { directory }: ServiceAccountParts,
  { principal, query }: AuthorizedRequest<"listServiceAccounts">,
): Promise<Answer | Refusal> {
  const page = await listServiceAccounts(directory, {
    workspaceId: principal.workspaceId,
    limit: query.limit,
    cursor: query.cursor,
  });
  if (page === undefined) return refuse("invalid_cursor");
  return { status: 200, body: { items: page.items.map(format), nextCursor: page.nextCursor } };
}

export async function get(
  { directory }: ServiceAccountParts,
  { principal, path }: AuthorizedRequest<"getServiceAccount">,
): Promise<Answer | Refusal> {
  const account = await readServiceAccount(directory, principal.workspaceId, path.serviceAccountId);
  return account === undefined ? refuse("not_found") : { status: 200, body: format(account) };
}

export async function create(
  parts: ServiceAccountParts,
  request: AuthorizedRequest<"createServiceAccount">,
): Promise<Answer | Refusal> {
  return runIdempotently({
    table: parts.directory,
    request,
    run: (once) => createOnce(parts, request, once),
    replay: async ({ resourceId }) => {
      const account = await readServiceAccount(parts.directory, request.principal.workspaceId, resourceId);
      return account === undefined ? refuse("not_found") : { status: 201, body: format(account) };
    },
  });
}

async function createOnce(
  { directory, randomBytes }: ServiceAccountParts,
  request: AuthorizedRequest<"createServiceAccount">,
  once: Once,
): Promise<Answer | Refusal | typeof REPEATED> {
  const { principal, body, nowEpochMs } = request;
  const now = new Date(nowEpochMs).toISOString();
  const account: StoredServiceAccount = {
    workspaceId: principal.workspaceId,
    name: body.name,
    description: body.description,
    tokenCount: 0,
    createdAt: now,
    createdBy: principal.id,
    updatedAt: now,
    revision: 1,
  };
  const target = { type: "service_account", id: account.name };
  const after = { name: account.name, description: account.description };
  const writes = [
    putServiceAccount(directory, account),
    putAuditEvent(directory, actorOf(request), { operation: request.operation, target, after }, randomBytes),
  ];
  const outcome = await transact(directory.client, [...writes, ...once.claim({ resourceId: account.name })]);
  if (outcome.written) return { status: 201, body: format(account) };
  if (outcome.failed.includes(writes.length)) return REPEATED;
  return refuse("name_taken", {
    errors: [{ pointer: "/name", code: "name_taken", message: "A service account with this name exists already." }],
  });
}

export async function update(
  { directory, randomBytes }: ServiceAccountParts,
  request: AuthorizedRequest<"updateServiceAccount">,
): Promise<Answer | Refusal> {
  const { principal, path, body, nowEpochMs } = request;
  const account = await readServiceAccount(directory, principal.workspaceId, path.serviceAccountId);
  if (account === undefined) return refuse("not_found");
  const changes = { description: body.description ?? undefined, updatedAt: new Date(nowEpochMs).toISOString() };
  const target = { type: "service_account", id: account.name };
  const before = { description: account.description };
  const after = { description: changes.description };
  const outcome = await transact(directory.client, [
    updateServiceAccount(directory, account, changes),
    putAuditEvent(directory, actorOf(request), { operation: request.operation, target, before, after }, randomBytes),
  ]);
  return outcome.written ? { status: 200, body: format({ ...account, ...changes }) } : refuse("changed_meanwhile");
}

export async function remove(
  parts: ServiceAccountParts,
  request: AuthorizedRequest<"deleteServiceAccount">,
): Promise<Answer | Refusal> {
  const { directory, randomBytes } = parts;
  const { principal, path } = request;
  const account = await readServiceAccount(directory, principal.workspaceId, path.serviceAccountId);
  if (account === undefined) return refuse("not_found");
  if (account.tokenCount > 0) return refuseOwner(parts, request);
  const target = { type: "service_account", id: account.name };
  const before = { name: account.name, description: account.description };
  const outcome = await transact(directory.client, [
    removeServiceAccount(directory, account),
    putAuditEvent(directory, actorOf(request), { operation: request.operation, target, before }, randomBytes),
  ]);
  return outcome.written ? { status: 204 } : refuse("changed_meanwhile");
}

async function refuseOwner(
  { directory }: ServiceAccountParts,
  { principal, path, nowEpochMs }: AuthorizedRequest<"deleteServiceAccount">,
): Promise<Refusal> {
  const page = await listTokens(directory, {
    workspaceId: principal.workspaceId,
    filter: { owner: { type: "service_account", id: path.serviceAccountId } },
    newestFirst: true,
    limit: LISTED_TOKENS_MAX,
    cursor: undefined,
    nowEpochMs,
  });
  const living = page?.items.filter(({ state }) => state !== "revoked") ?? [];
  return refuse("owner_has_tokens", {
    errors: living.map(({ id, label }) => ({ pointer: `/tokens/${id}`, code: "owned_token", message: label })),
  });
}

function format(account: StoredServiceAccount): ResponseOf<"getServiceAccount"> {
  const { name, description, tokenCount, createdAt, createdBy, updatedAt } = account;
  return { id: name, name, description: description ?? null, tokenCount, createdAt, createdBy, updatedAt };
}
