import type { OperationId } from "../../../contract/operations.ts";
import { isFullOwner, tidyScopes, tidyServices } from "../../domain/member.ts";
import { type Answer, type Refusal, refuse } from "../../http/answer.ts";
import { changesOf, onlyFields } from "../../http/changes.ts";
import { type CommitParts, commit } from "../../http/commit.ts";
import type { AuthorizedRequest } from "../../http/create-handler.ts";
import { refuseOwnerOfTokens } from "../../http/owned-tokens.ts";
import { refuseExcessRights, refuseRightsChange, refuseSuperior } from "../../http/rights.ts";
import { type MemberChanges, readMember, removeMember, type StoredMember, updateMember } from "../../store/members.ts";
import { countOwner } from "../../store/workspaces.ts";
import { auditableFields, formatMember } from "./resource.ts";

/** Role, scopes, services: what sessions can do and what no token of theirs can exceed, from the next request. */
export async function update(
  parts: CommitParts,
  request: AuthorizedRequest<"updateMember">,
): Promise<Answer | Refusal> {
  const { principal, path, body } = request;
  const member = await readMember(parts.directory, principal.workspaceId, path.memberId);
  if (member === undefined) return refuse("not_found");
  const rights = {
    role: body.role ?? member.role,
    scopes: tidyScopes(body.scopes ?? member.scopes),
    services: tidyServices(body.services ?? member.services),
  };
  const refusal = refuseRightsChange(principal, member, rights);
  if (refusal !== undefined) return refusal;
  return changeMember(parts, request, member, rights);
}

export async function suspend(
  parts: CommitParts,
  request: AuthorizedRequest<"suspendMember">,
): Promise<Answer | Refusal> {
  const { principal, path } = request;
  const member = await readMember(parts.directory, principal.workspaceId, path.memberId);
  if (member === undefined) return refuse("not_found");
  const refusal = refuseSuperior(principal, member);
  if (refusal !== undefined) return refusal;
  if (member.state === "invited") return refuse("invitation_open");
  return changeMember(parts, request, member, { state: "suspended" });
}

/** Gives all back that the suspension took, so it takes holding as much. */
export async function reinstate(
  parts: CommitParts,
  request: AuthorizedRequest<"reinstateMember">,
): Promise<Answer | Refusal> {
  const { principal, path } = request;
  const member = await readMember(parts.directory, principal.workspaceId, path.memberId);
  if (member === undefined) return refuse("not_found");
  const refusal = refuseExcessRights(principal, member);
  if (refusal !== undefined) return refusal;
  if (member.state === "invited") return refuse("invitation_open");
  return changeMember(parts, request, member, { state: "active" });
}

export async function remove(
  parts: CommitParts,
  request: AuthorizedRequest<"removeMember">,
): Promise<Answer | Refusal> {
  const { directory } = parts;
  const { principal, path, nowEpochMs } = request;
  const member = await readMember(directory, principal.workspaceId, path.memberId);
  if (member === undefined) return refuse("not_found");
  const refusal = refuseSuperior(principal, member);
  if (refusal !== undefined) return refusal;
  const { workspaceId, memberId, tokenCount } = member;
  if (tokenCount > 0) {
    return refuseOwnerOfTokens(directory, { type: "member", id: memberId, workspaceId, tokenCount }, nowEpochMs);
  }
  const writes = removeMember(directory, member);
  const owner = isFullOwner(member) ? [countOwner(directory, workspaceId, -1)] : [];
  const change = { target: { type: "member", id: memberId }, before: auditableFields(member) };
  const outcome = await commit(parts, request, change, [...writes, ...owner]);
  if (outcome.written) return { status: 204 };
  return outcome.failed.every((position) => position === writes.length)
    ? refuse("last_owner")
    : refuse("changed_meanwhile");
}

/** One transaction: the member and what their sign-in finds, the number of owners when it moves, and the audit event. */
export async function changeMember(
  parts: CommitParts,
  request: AuthorizedRequest<OperationId>,
  member: StoredMember,
  wanted: MemberChanges,
): Promise<Answer | Refusal> {
  const { directory } = parts;
  const changes: MemberChanges = changesOf(member, wanted);
  const names = Object.keys(changes);
  if (names.length === 0) return { status: 200, body: formatMember(member) };

  const changed: StoredMember = { ...member, ...changes, updatedAt: new Date(request.nowEpochMs).toISOString() };
  const writes = updateMember(directory, member, { ...changes, updatedAt: changed.updatedAt });
  const [was, is] = [isFullOwner(member), isFullOwner(changed)];
  const owners = was === is ? [] : [countOwner(directory, member.workspaceId, is ? 1 : -1)];
  const outcome = await commit(
    parts,
    request,
    {
      target: { type: "member", id: member.memberId },
      before: onlyFields(names, auditableFields(member)),
      after: onlyFields(names, auditableFields(changed)),
    },
    [...writes, ...owners],
  );
  if (outcome.written) return { status: 200, body: formatMember(changed) };
  return outcome.failed.every((position) => position === writes.length)
    ? refuse("last_owner")
    : refuse("changed_meanwhile");
}
