import type { ResponseOf } from "../../../contract/api.ts";
import type { Principal } from "../../domain/decide.ts";
import { API_SCOPES, isRoleAtLeast, isScopeCovered, ROLES } from "../../domain/rights.ts";
import type { OwnerRecord } from "../../domain/token-record.ts";
import type { Answer } from "../../http/answer.ts";
import type { CommitParts } from "../../http/commit.ts";
import type { AuthorizedRequest } from "../../http/create-handler.ts";
import { listGrantors } from "../../store/members.ts";
import { readOwner } from "../../store/owners.ts";

const GRANTORS_MAX = 20;

/** What a form may offer to whoever fills it in, and whom they can ask for the rest. */
export async function getGrantableRights(
  { directory }: CommitParts,
  { principal }: AuthorizedRequest<"getGrantableRights">,
): Promise<Answer> {
  const { workspaceId } = principal;
  const [owner, grantors] = await Promise.all([
    principal.kind === "session" ? undefined : readOwner(directory, workspaceId, principal.owner),
    // A person must find somebody to ask. A token that leaked must not find people.
    principal.kind === "session" || isScopeCovered(principal.scopes, "account_management:read")
      ? listGrantors(directory, workspaceId, GRANTORS_MAX)
      : [],
  ]);
  const body: ResponseOf<"getGrantableRights"> = {
    roles: ROLES.map((role) => ({ role, ...judge(principal, owner, (holder) => hasRole(holder, role)) })),
    scopes: API_SCOPES.map((scope) => ({
      scope,
      ...judge(principal, owner, ({ scopes }) => isScopeCovered(scopes, scope)),
    })),
    services: principal.services === "all" ? "all" : [...principal.services],
    grantors: grantors.map(({ email, role, scopes, services }) => ({
      email,
      role,
      scopes: [...scopes],
      services: services === "all" ? "all" : [...services],
    })),
  };
  return { status: 200, body };
}

type Holder = Pick<OwnerRecord, "role" | "scopes">;

function judge(principal: Principal, owner: OwnerRecord | undefined, holds: (holder: Holder) => boolean) {
  if (holds(principal)) return { grantable: true, reason: null };
  return {
    grantable: false,
    reason: owner !== undefined && holds(owner) ? ("not_given_to_token" as const) : ("not_held" as const),
  };
}

function hasRole(holder: Holder, role: (typeof ROLES)[number]): boolean {
  return holder.role !== undefined && isRoleAtLeast(holder.role, role);
}
