import { type HeldRights, tidyScopes, tidyServices } from "../../domain/member.ts";
import { type Answer, type Refusal, refuse } from "../../http/answer.ts";
import { type CommitParts, commit } from "../../http/commit.ts";
import type { AuthorizedRequest } from "../../http/create-handler.ts";
import { type Once, REPEATED, runIdempotently } from "../../http/idempotent.ts";
import { refuseExcessRights } from "../../http/rights.ts";
import {
  listServiceAccounts,
  putServiceAccount,
  readServiceAccount,
  type StoredServiceAccount,
} from "../../store/service-accounts.ts";
import { LIVING_STATES, listTokens } from "../../store/token-lists.ts";
import { auditableFields, formatServiceAccount } from "./resource.ts";

/** Of how many of its tokens the last use is looked at where one service account is read. */
const EXAMINED_TOKENS_MAX = 100;

export async function list(
  { directory }: CommitParts,
  { principal, query }: AuthorizedRequest<"listServiceAccounts">,
): Promise<Answer | Refusal> {
  const page = await listServiceAccounts(directory, {
    workspaceId: principal.workspaceId,
    limit: query.limit,
    cursor: query.cursor,
  });
  if (page === undefined) return refuse("invalid_cursor");
  return { status: 200, body: { items: page.items.map(formatServiceAccount), nextCursor: page.nextCursor } };
}

export async function get(
  { directory }: CommitParts,
  { principal, path, nowEpochMs }: AuthorizedRequest<"getServiceAccount">,
): Promise<Answer | Refusal> {
  const { workspaceId } = principal;
  const { serviceAccountId } = path;
  const [account, page] = await Promise.all([
    readServiceAccount(directory, workspaceId, serviceAccountId),
    listTokens(directory, {
      workspaceId,
      filter: { owner: { type: "service_account", id: serviceAccountId }, states: LIVING_STATES },
      descending: true,
      limit: EXAMINED_TOKENS_MAX,
      cursor: undefined,
      nowEpochMs,
    }),
  ]);
  if (account === undefined) return refuse("not_found");
  const uses = page?.items.flatMap(({ lastUsedAt }) => lastUsedAt ?? []) ?? [];
  // Instants of one form are in the order of their texts.
  return { status: 200, body: { ...formatServiceAccount(account), lastUsedAt: uses.sort().at(-1) ?? null } };
}

export async function create(
  parts: CommitParts,
  request: AuthorizedRequest<"createServiceAccount">,
): Promise<Answer | Refusal> {
  return runIdempotently({
    table: parts.directory,
    request,
    run: (once) => createOnce(parts, request, once),
    replay: async ({ resourceId }) => {
      const account = await readServiceAccount(parts.directory, request.principal.workspaceId, resourceId);
      return account === undefined ? refuse("not_found") : { status: 201, body: formatServiceAccount(account) };
    },
  });
}

async function createOnce(
  parts: CommitParts,
  request: AuthorizedRequest<"createServiceAccount">,
  once: Once,
): Promise<Answer | Refusal | typeof REPEATED> {
  const { principal, body, nowEpochMs } = request;
  const rights = {
    role: body.role ?? principal.role ?? "viewer",
    scopes: tidyScopes(body.scopes ?? principal.scopes),
    services: tidyServices(body.services ?? principal.services),
  } satisfies HeldRights;
  // It owns no token yet, and each of its tokens will be bound by the end of the credential that makes it.
  const excess = refuseExcessRights({ ...principal, expiresAtEpochMs: undefined, networks: undefined }, rights);
  if (excess !== undefined) return excess;

  const now = new Date(nowEpochMs).toISOString();
  const account: StoredServiceAccount = {
    workspaceId: principal.workspaceId,
    name: body.name,
    description: body.description,
    state: "active",
    ...rights,
    tokenCount: 0,
    createdAt: now,
    createdBy: principal.id,
    updatedAt: now,
    revision: 1,
  };
  const change = { target: { type: "service_account", id: account.name }, after: auditableFields(account) };
  const outcome = await commit(parts, request, change, [
    putServiceAccount(parts.directory, account),
    ...once.claim({ resourceId: account.name }),
  ]);
  if (outcome.written) return { status: 201, body: formatServiceAccount(account) };
  if (outcome.failed.includes(1)) return REPEATED;
  return refuse("name_taken", {
    errors: [{ pointer: "/name", code: "name_taken", message: "A service account with this name exists already." }],
  });
}
