import { randomBase62 } from "../../domain/base62.ts";
import {
  type HeldRights,
  INVITATION_SECONDS,
  scopesToInviteWith,
  tidyScopes,
  tidyServices,
} from "../../domain/member.ts";
import { type Answer, type Refusal, refuse } from "../../http/answer.ts";
import { type CommitParts, commit } from "../../http/commit.ts";
import type { AuthorizedRequest } from "../../http/create-handler.ts";
import { type Once, REPEATED, runIdempotently } from "../../http/idempotent.ts";
import { refuseExcessRights } from "../../http/rights.ts";
import { putMember, readMember, type StoredMember } from "../../store/members.ts";
import { changeMember } from "./change-member.ts";
import { auditableFields, formatMember } from "./resource.ts";

/** Invites an email address. Nobody is written to: whoever signs in with the address, verified by the issuer, can accept. */
export async function invite(
  parts: CommitParts,
  request: AuthorizedRequest<"inviteMember">,
): Promise<Answer | Refusal> {
  return runIdempotently({
    table: parts.directory,
    request,
    run: (once) => inviteOnce(parts, request, once),
    replay: async ({ resourceId }) => {
      const member = await readMember(parts.directory, request.principal.workspaceId, resourceId);
      return member === undefined ? refuse("not_found") : { status: 201, body: formatMember(member) };
    },
  });
}

async function inviteOnce(
  parts: CommitParts,
  request: AuthorizedRequest<"inviteMember">,
  once: Once,
): Promise<Answer | Refusal | typeof REPEATED> {
  const { principal, body, nowEpochMs } = request;
  const rights = {
    role: body.role,
    scopes: body.scopes === undefined ? scopesToInviteWith(body.role, principal.scopes) : tidyScopes(body.scopes),
    services: tidyServices(body.services ?? principal.services),
  } satisfies HeldRights;
  // A member stays: a token that ends cannot bring in somebody who does not.
  const excess = refuseExcessRights(principal, rights);
  if (excess !== undefined) return excess;

  const now = new Date(nowEpochMs).toISOString();
  const member: StoredMember = {
    memberId: `mem_${randomBase62(12, parts.randomBytes)}`,
    workspaceId: principal.workspaceId,
    email: body.email,
    state: "invited",
    ...rights,
    invitationExpiresAt: invitationEnd(nowEpochMs),
    tokenCount: 0,
    createdAt: now,
    createdBy: principal.id,
    updatedAt: now,
    revision: 1,
  };
  const writes = putMember(parts.directory, member);
  const change = { target: { type: "member", id: member.memberId }, after: auditableFields(member) };
  const outcome = await commit(parts, request, change, [...writes, ...once.claim({ resourceId: member.memberId })]);
  if (outcome.written) return { status: 201, body: formatMember(member) };
  if (outcome.failed.includes(writes.length)) return REPEATED;
  return refuse("already_member", {
    errors: [{ pointer: "/email", code: "already_member", message: "This address is a member or invited already." }],
  });
}

/** Lets an invitation count for as long again as a new one. */
export async function renewInvitation(
  parts: CommitParts,
  request: AuthorizedRequest<"renewInvitation">,
): Promise<Answer | Refusal> {
  const { principal, path, nowEpochMs } = request;
  const member = await readMember(parts.directory, principal.workspaceId, path.memberId);
  if (member === undefined) return refuse("not_found");
  const excess = refuseExcessRights(principal, member);
  if (excess !== undefined) return excess;
  if (member.state !== "invited") return refuse("already_member");
  return changeMember(parts, request, member, { invitationExpiresAt: invitationEnd(nowEpochMs) });
}

function invitationEnd(nowEpochMs: number): string {
  return new Date(nowEpochMs + INVITATION_SECONDS * 1000).toISOString();
}
