import type { Principal } from "../domain/decide.ts";
import type { StoredMember } from "../store/members.ts";

/** A member as the actor of what they did with a sign-in, before a session of theirs could be judged. */
export function sessionPrincipal({ workspaceId, memberId, email, role, scopes, services }: StoredMember): Principal {
  const owner = { type: "member", id: memberId, name: email } as const;
  return { kind: "session", workspaceId, id: memberId, role, scopes, services, owner };
}
