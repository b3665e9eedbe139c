import {
  API_SCOPES,
  type ApiFamily,
  type ApiScope,
  type Effect,
  isRoleAtLeast,
  isScopeCovered,
  ROLES,
  type Role,
} from "../../../functions/domain/rights.ts";
import type { GrantableRights, ServiceAccount } from "../../../sdk/src/generated/types.ts";
import type { Level } from "../pages/members/rights.ts";

/** What a token's owner holds, when it is somebody else than whoever fills in the form. */
export type OwnerRights = Pick<ServiceAccount, "name" | "role" | "scopes">;

export function levelOf(scopes: readonly string[], family: ApiFamily): Level {
  if (scopes.includes(`${family}:write`)) return "write";
  return scopes.includes(`${family}:read`) ? "read" : "none";
}

/** The scopes with another level for one family, in the order of the list. */
export function withLevel(scopes: readonly string[], family: ApiFamily, level: Level): readonly ApiScope[] {
  return API_SCOPES.filter((scope) =>
    scope.startsWith(`${family}:`) ? scope === `${family}:${level}` : scopes.includes(scope),
  );
}

/** Why a level cannot be given; undefined when it can. */
export function refuseLevel(
  family: ApiFamily,
  effect: Effect,
  { rights, owner }: { readonly rights: GrantableRights; readonly owner: OwnerRights | undefined },
): string | undefined {
  const scope: ApiScope = `${family}:${effect}`;
  const grant = rights.scopes.find((candidate) => candidate.scope === scope);
  if (grant?.grantable !== true) {
    return `You do not have this. ${sayWho(rights.grantors.filter((grantor) => isScopeCovered(grantor.scopes, scope)))}`;
  }
  if (owner !== undefined && !isScopeCovered(owner.scopes, scope)) return `${owner.name} does not have this.`;
  return undefined;
}

/** Why a role cannot be given; undefined when it can. */
export function refuseRole(
  role: Role,
  { rights, owner }: { readonly rights: GrantableRights; readonly owner: OwnerRights | undefined },
): string | undefined {
  if (rights.roles.find((candidate) => candidate.role === role)?.grantable !== true) {
    return sayWho(rights.grantors.filter((grantor) => isRoleAtLeast(grantor.role, role)));
  }
  if (owner !== undefined && !isRoleAtLeast(owner.role, role)) return `${owner.name} has a lower role.`;
  return undefined;
}

/** Roles that can be given, low to high, and what stands against the lowest of the others. */
export function splitRoles(context: { readonly rights: GrantableRights; readonly owner: OwnerRights | undefined }): {
  readonly roles: readonly Role[];
  readonly refusal: { readonly role: Role; readonly reason: string } | undefined;
} {
  const judged = ROLES.map((role) => ({ role, reason: refuseRole(role, context) }));
  const first = judged.find(({ reason }) => reason !== undefined);
  return {
    roles: judged.flatMap(({ role, reason }) => (reason === undefined ? [role] : [])),
    refusal: first?.reason === undefined ? undefined : { role: first.role, reason: first.reason },
  };
}

const NAMED_MAX = 2;

function sayWho(grantors: readonly { readonly email: string }[]): string {
  if (grantors.length === 0) return "Nobody in this workspace can grant it now.";
  const named = grantors.slice(0, NAMED_MAX).map(({ email }) => email);
  const others = grantors.length - named.length;
  return `${[...named, ...(others > 0 ? [`${others} more`] : [])].join(" or ")} can grant it.`;
}
