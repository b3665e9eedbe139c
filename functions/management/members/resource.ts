import type { ResponseOf } from "../../../contract/api.ts";
import type { StoredMember } from "../../store/members.ts";

/** A member as the API shows it: never who they are at the issuer. */
export function formatMember(member: StoredMember): ResponseOf<"getMember"> {
  const { memberId, email, role, scopes, services, state, tokenCount, invitationExpiresAt } = member;
  const { createdAt, createdBy, updatedAt } = member;
  return {
    id: memberId,
    email,
    role,
    scopes: [...scopes],
    services: services === "all" ? "all" : [...services],
    state,
    tokenCount,
    invitationExpiresAt: invitationExpiresAt ?? null,
    createdAt,
    createdBy,
    updatedAt,
  };
}

/** What an audit event tells of a member. */
export function auditableFields(member: StoredMember) {
  const { email, role, scopes, services, state, invitationExpiresAt } = member;
  return { email, role, scopes, services, state, invitationExpiresAt };
}
