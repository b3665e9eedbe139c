import type { OperationId } from "../../../contract/operations.ts";
import { tidyScopes, tidyServices } from "../../domain/member.ts";
import { type Answer, type Refusal, refuse } from "../../http/answer.ts";
import { changesOf, onlyFields } from "../../http/changes.ts";
import { type CommitParts, commit } from "../../http/commit.ts";
import type { AuthorizedRequest } from "../../http/create-handler.ts";
import { refuseOwnerOfTokens } from "../../http/owned-tokens.ts";
import { refuseExcessRights, refuseRightsChange, refuseSuperior } from "../../http/rights.ts";
import {
  readServiceAccount,
  removeServiceAccount,
  type ServiceAccountChanges,
  type StoredServiceAccount,
  updateServiceAccount,
} from "../../store/service-accounts.ts";
import { auditableFields, formatServiceAccount } from "./resource.ts";

export async function update(
  parts: CommitParts,
  request: AuthorizedRequest<"updateServiceAccount">,
): Promise<Answer | Refusal> {
  const { principal, path, body } = request;
  const account = await readServiceAccount(parts.directory, principal.workspaceId, path.serviceAccountId);
  if (account === undefined) return refuse("not_found");
  const rights = {
    role: body.role ?? account.role,
    scopes: tidyScopes(body.scopes ?? account.scopes),
    services: tidyServices(body.services ?? account.services),
  };
  const refusal = refuseRightsChange(principal, account, rights);
  if (refusal !== undefined) return refusal;
  const { description } = body;
  const changes = { ...rights, ...(description !== undefined && { description: description ?? undefined }) };
  return changeAccount(parts, request, account, changes);
}

export async function disable(
  parts: CommitParts,
  request: AuthorizedRequest<"disableServiceAccount">,
): Promise<Answer | Refusal> {
  const { principal, path } = request;
  const account = await readServiceAccount(parts.directory, principal.workspaceId, path.serviceAccountId);
  if (account === undefined) return refuse("not_found");
  const refusal = refuseSuperior(principal, account);
  if (refusal !== undefined) return refusal;
  return changeAccount(parts, request, account, { state: "disabled" });
}

/** Gives back all that disabling took, so it takes holding as much. */
export async function enable(
  parts: CommitParts,
  request: AuthorizedRequest<"enableServiceAccount">,
): Promise<Answer | Refusal> {
  const { principal, path } = request;
  const account = await readServiceAccount(parts.directory, principal.workspaceId, path.serviceAccountId);
  if (account === undefined) return refuse("not_found");
  const refusal = refuseExcessRights(principal, account);
  if (refusal !== undefined) return refusal;
  return changeAccount(parts, request, account, { state: "active" });
}

export async function remove(
  parts: CommitParts,
  request: AuthorizedRequest<"deleteServiceAccount">,
): Promise<Answer | Refusal> {
  const { directory } = parts;
  const { principal, path, nowEpochMs } = request;
  const account = await readServiceAccount(directory, principal.workspaceId, path.serviceAccountId);
  if (account === undefined) return refuse("not_found");
  const refusal = refuseSuperior(principal, account);
  if (refusal !== undefined) return refusal;
  const { workspaceId, name, tokenCount } = account;
  if (tokenCount > 0) {
    return refuseOwnerOfTokens(directory, { type: "service_account", id: name, workspaceId, tokenCount }, nowEpochMs);
  }
  const change = { target: { type: "service_account", id: name }, before: auditableFields(account) };
  const outcome = await commit(parts, request, change, [removeServiceAccount(directory, account)]);
  return outcome.written ? { status: 204 } : refuse("changed_meanwhile");
}

async function changeAccount(
  parts: CommitParts,
  request: AuthorizedRequest<OperationId>,
  account: StoredServiceAccount,
  wanted: ServiceAccountChanges,
): Promise<Answer | Refusal> {
  const changes: ServiceAccountChanges = changesOf(account, wanted);
  const names = Object.keys(changes);
  if (names.length === 0) return { status: 200, body: formatServiceAccount(account) };
  const changed = { ...account, ...changes, updatedAt: new Date(request.nowEpochMs).toISOString() };
  const change = {
    target: { type: "service_account", id: account.name },
    before: onlyFields(names, auditableFields(account)),
    after: onlyFields(names, auditableFields(changed)),
  };
  const outcome = await commit(parts, request, change, [
    updateServiceAccount(parts.directory, account, { ...changes, updatedAt: changed.updatedAt }),
  ]);
  return outcome.written ? { status: 200, body: formatServiceAccount(changed) } : refuse("changed_meanwhile");
}
