import type { ResponseOf } from "../../../../contract/api.ts";
import { isFullOwner, isInvitationOpen } from "../../../domain/member.ts";
import { type Answer, type Refusal, refuse } from "../../../http/answer.ts";
import { type CommitParts, commit } from "../../../http/commit.ts";
import type { ApiRequest } from "../../../http/create-handler.ts";
import { sessionPrincipal } from "../../../http/session-principal.ts";
import type { SignedInPerson, VerifyIdToken } from "../../../issuer/id-token.ts";
import {
  putSignIn,
  readMemberByEmail,
  readMemberBySubject,
  type StoredMember,
  updateMember,
} from "../../../store/members.ts";
import { countOwner } from "../../../store/workspaces.ts";
import { auditableFields, formatMember } from "../resource.ts";

export interface InvitationParts extends CommitParts {
  readonly verifyIdToken: VerifyIdToken;
}

/** Tries when others change the member at the same time. */
const TRIES = 3;

/**
 * The first sign-in of somebody who was invited. The route is open, because they are no member yet: what counts is that the issuer vouches
 * for the invited email address. Whoever is a member already gets the same answer again; every other reason to refuse looks alike.
 */
export async function acceptInvitation(
  parts: InvitationParts,
  request: ApiRequest<"acceptInvitation">,
): Promise<Answer | Refusal> {
  const person = await parts.verifyIdToken(request.body.idToken);
  if (person === undefined) return refuse("invalid_id_token");
  for (let tries = 0; tries < TRIES; tries++) {
    const outcome = await join(parts, request, person);
    if (outcome !== undefined) return outcome;
  }
  return refuse("invitation_not_found");
}

/** Undefined: another request was first. It accepted as well, took the invitation back, or changed what is offered. */
async function join(
  parts: InvitationParts,
  request: ApiRequest<"acceptInvitation">,
  { subject, email }: SignedInPerson,
): Promise<Answer | Refusal | undefined> {
  const { directory } = parts;
  const { body, nowEpochMs } = request;
  const { workspaceId } = body;
  const joined = await readMemberBySubject(directory, workspaceId, subject);
  if (joined !== undefined) return answer(joined);
  if (email === undefined) return refuse("invitation_not_found");
  const member = await readMemberByEmail(directory, workspaceId, email);
  // Another request of theirs was first, between the two reads.
  if (member?.subject === subject) return answer(member);
  if (member === undefined || !isInvitationOpen(member, nowEpochMs)) return refuse("invitation_not_found");

  const changes = {
    state: "active",
    subject,
    invitationExpiresAt: undefined,
    updatedAt: new Date(nowEpochMs).toISOString(),
  } as const;
  const active: StoredMember = { ...member, ...changes };
  const outcome = await commit(
    parts,
    { ...request, principal: sessionPrincipal(active) },
    {
      target: { type: "member", id: member.memberId },
      before: auditableFields(member),
      after: auditableFields(active),
    },
    [
      ...updateMember(directory, member, changes),
      putSignIn(directory, subject, active),
      ...(isFullOwner(active) ? [countOwner(directory, workspaceId, 1)] : []),
    ],
  );
  return outcome.written ? answer(active) : undefined;
}

function answer(member: StoredMember): Answer {
  const body: ResponseOf<"acceptInvitation"> = { workspaceId: member.workspaceId, member: formatMember(member) };
  return { status: 200, body };
}
