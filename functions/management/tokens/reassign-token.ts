import { type Answer, isRefusal, type Refusal } from "../../http/answer.ts";
import type { AuthorizedRequest } from "../../http/create-handler.ts";
import { readOwner } from "../../store/owners.ts";
import { countOwnedToken } from "../../store/tokens.ts";
import { changeToken } from "./change-token.ts";
import { findManagedToken } from "./find-token.ts";
import type { TokenParts } from "./parts.ts";
import { formatToken } from "./resource.ts";
import { refuseExcess, refuseLackingOwner, refuseOwner, rightsOf } from "./rights.ts";

/** Tokens are given to service accounts only; the counters of both owners move with it. */
export async function reassignToken(
  parts: TokenParts,
  request: AuthorizedRequest<"reassignToken">,
): Promise<Answer | Refusal> {
  const { principal, path, body, nowEpochMs } = request;
  const token = await findManagedToken(parts, principal, path.tokenId);
  if (isRefusal(token)) return token;
  const rights = rightsOf(token);
  const excess = refuseExcess(principal, token.kind, rights);
  if (excess !== undefined) return excess;
  const former = { type: token.ownerType, id: token.ownerId };
  if (former.type === body.owner.type && former.id === body.owner.id) {
    return { status: 200, body: formatToken(token, nowEpochMs) };
  }
  const owner = await readOwner(parts.directory, principal.workspaceId, body.owner);
  if (owner?.state !== "active") return refuseOwner();
  const lacking = refuseLackingOwner(owner, token.kind, rights);
  if (lacking !== undefined) return lacking;

  const changed = await changeToken(parts, request, {
    token,
    changes: { ownerType: body.owner.type, ownerId: body.owner.id, ownerName: owner.name },
    alongside: [
      countOwnedToken(parts.directory, principal.workspaceId, body.owner, 1),
      countOwnedToken(parts.directory, principal.workspaceId, former, -1),
    ],
  });
  if (isRefusal(changed)) return changed;
  return "failedAlongside" in changed ? refuseOwner() : { status: 200, body: formatToken(changed, nowEpochMs) };
}
