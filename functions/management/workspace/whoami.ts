import type { ResponseOf } from "../../../contract/api.ts";
import { OPERATIONS } from "../../../contract/operations.ts";
import { isPermitted, type OperationRule, type Principal } from "../../domain/decide.ts";
import { findExcessRights } from "../../domain/permissions.ts";
import type { Scope, ServiceGrant } from "../../domain/rights.ts";
import type { Answer } from "../../http/answer.ts";
import type { CommitParts } from "../../http/commit.ts";
import type { AuthorizedRequest } from "../../http/create-handler.ts";
import { readOwner } from "../../store/owners.ts";

/** What the authorizer found out about this credential, and what follows from it. */
export async function whoami({ directory }: CommitParts, { principal }: AuthorizedRequest<"whoami">): Promise<Answer> {
  const operations = Object.entries<OperationRule>(OPERATIONS)
    .filter(([, operation]) => isPermitted(principal, operation))
    .map(([id]) => id);
  const identity: ResponseOf<"whoami"> = {
    kind: principal.kind === "session" ? "session" : "private",
    id: principal.id,
    workspaceId: principal.workspaceId,
    ...formatRights(principal),
    owner: principal.owner,
    ownerRights: await readFurtherRights(directory, principal),
    operations,
  };
  return { status: 200, body: identity };
}

/** What the token's owner holds, if the token cannot do all of it. A session can do what its member can. */
async function readFurtherRights(directory: CommitParts["directory"], principal: Principal) {
  if (principal.kind === "session") return null;
  const owner = await readOwner(directory, principal.workspaceId, principal.owner);
  if (owner === undefined) return null;
  const { role, scopes, services } = principal;
  return findExcessRights({ role, scopes, services }, owner).length === 0 ? null : formatRights(owner);
}

function formatRights({
  role,
  scopes,
  services,
}: Pick<Principal, "role"> & { scopes: readonly Scope[]; services: ServiceGrant }) {
  return { role: role ?? null, scopes: [...scopes], services: services === "all" ? ("all" as const) : [...services] };
}
