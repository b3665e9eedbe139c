import { API_SCOPES, type ApiScope, type Role, type Scope, type ServiceGrant } from "./rights.ts";

/** `invited` until the first sign-in with the invited email address. */
export const MEMBER_STATES = ["invited", "active", "suspended"] as const;
export type MemberState = (typeof MEMBER_STATES)[number];

export const INVITATION_SECONDS = 14 * 24 * 60 * 60;

/** What a person or a service account holds: a ceiling on their tokens. */
export interface HeldRights {
  readonly role: Role;
  readonly scopes: readonly Scope[];
  readonly services: ServiceGrant;
}

/** Whether an ID token could ever say that somebody has this address: ASCII, no white space, something on both sides of an `@`. */
export function isEmailAddress(text: string): boolean {
  return text.length <= EMAIL_CHARACTERS_MAX && /^[\x21-\x3f\x41-\x7e]+@[\x21-\x3f\x41-\x7e]+$/.test(text);
}

/** RFC 5321 section 4.5.3.1.3, without the angle brackets. */
const EMAIL_CHARACTERS_MAX = 254;

/** Whether an invitation can be accepted. That of the first owner has no end. */
export function isInvitationOpen(
  { state, invitationExpiresAt }: { readonly state: MemberState; readonly invitationExpiresAt?: string | undefined },
  nowEpochMs: number,
): boolean {
  if (state !== "invited") return false;
  return invitationExpiresAt === undefined || nowEpochMs < Date.parse(invitationExpiresAt);
}

/**
 * An owner who is active and holds everything. As soon as somebody is in a workspace it has one, and always keeps one: what its last one lost,
 * nobody could give back, because nobody gives what they do not hold. Who is invited does not count: they may never come.
 */
export function isFullOwner({ state, role, scopes, services }: HeldRights & { readonly state: MemberState }): boolean {
  return (
    state === "active" &&
    role === "owner" &&
    services === "all" &&
    API_SCOPES.every((scope) => !scope.endsWith(":write") || scopes.includes(scope))
  );
}

/** What somebody who is invited to a role gets when the invitation does not say: what the inviter holds, for a viewer as far as it reads. */
export function scopesToInviteWith(role: Role, held: readonly Scope[]): readonly ApiScope[] {
  const scopes = API_SCOPES.filter((scope) => held.includes(scope));
  if (role !== "viewer") return scopes;
  return tidyScopes(
    scopes.map((scope) => API_SCOPES.find((other) => other === scope.replace(":write", ":read")) ?? scope),
  );
}

/** Each once, in the order of the list of scopes. */
export function tidyScopes(scopes: readonly Scope[]): readonly ApiScope[] {
  return API_SCOPES.filter((scope) => scopes.includes(scope));
}

/** Each once. */
export function tidyServices(services: ServiceGrant): ServiceGrant {
  return services === "all" ? "all" : [...new Set(services)];
}
