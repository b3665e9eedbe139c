import { TOKEN_OPERATIONS } from "../../../contract/operations/tokens.ts";
import { isOwnToken } from "../../domain/permissions.ts";
import { isRoleAtLeast } from "../../domain/rights.ts";
import { type Answer, isRefusal, type Refusal, refuse } from "../../http/answer.ts";
import type { AuthorizedRequest } from "../../http/create-handler.ts";
import { countOwnedToken, type StoredToken } from "../../store/tokens.ts";
import { answerChanged, changeToken } from "./change-token.ts";
import { findLivingToken, findToken } from "./find-token.ts";
import type { TokenParts } from "./parts.ts";
import { formatToken } from "./resource.ts";
import { formatRevocation } from "./revocation.ts";
import { refuseExcess, rightsOf } from "./rights.ts";

export async function disableToken(
  parts: TokenParts,
  request: AuthorizedRequest<"disableToken">,
): Promise<Answer | Refusal> {
  const token = await findLivingToken(parts, request.principal, request.path.tokenId);
  if (isRefusal(token)) return token;
  if (!mayStop(request, token)) return refuse("role_too_low");
  return setState(parts, request, token, "disabled");
}

export async function enableToken(
  parts: TokenParts,
  request: AuthorizedRequest<"enableToken">,
): Promise<Answer | Refusal> {
  const token = await findLivingToken(parts, request.principal, request.path.tokenId);
  if (isRefusal(token)) return token;
  return refuseExcess(request.principal, token.kind, rightsOf(token)) ?? setState(parts, request, token, "active");
}

/** For ever. The record stays as a tombstone, so that the id is never used again and the audit trail can be read. */
export async function revokeToken(
  parts: TokenParts,
  request: AuthorizedRequest<"revokeToken">,
): Promise<Answer | Refusal> {
  const { principal, path, nowEpochMs } = request;
  const token = await findToken(parts, principal, path.tokenId);
  if (isRefusal(token)) return token;
  if (token.kind === "service") return refuse("service_token_managed");
  if (!mayStop(request, token)) return refuse("role_too_low");
  if (token.state === "revoked") return answerRevoked(parts, token, nowEpochMs);
  const revokedAt = new Date(nowEpochMs).toISOString();
  const changed = await changeToken(parts, request, {
    token,
    changes: { state: "revoked", revokedAt, previousDigest: undefined, previousValidUntil: undefined },
    alongside: [
      countOwnedToken(parts.directory, principal.workspaceId, { type: token.ownerType, id: token.ownerId }, -1),
    ],
  });
  if (isRefusal(changed)) return changed;
  if ("failedAlongside" in changed) throw new Error("the owner of a token does not exist");
  return answerRevoked(parts, changed, nowEpochMs);
}

function mayStop(request: AuthorizedRequest<"disableToken" | "revokeToken">, token: StoredToken): boolean {
  const { minimumRoleForOthers } = TOKEN_OPERATIONS[request.operation];
  const { principal } = request;
  if (principal.role !== undefined && isRoleAtLeast(principal.role, minimumRoleForOthers)) return true;
  return isOwnToken(principal, {
    ...token,
    owner: { type: token.ownerType, id: token.ownerId, name: token.ownerName },
  });
}

async function setState(
  parts: TokenParts,
  request: AuthorizedRequest<"disableToken" | "enableToken">,
  token: StoredToken,
  state: "active" | "disabled",
): Promise<Answer | Refusal> {
  if (token.state === state) return { status: 200, body: formatToken(token, request.nowEpochMs) };
  return answerChanged(parts, request, { token, changes: { state } });
}

function answerRevoked(parts: TokenParts, token: StoredToken, nowEpochMs: number): Answer {
  return {
    status: 200,
    body: { token: formatToken(token, nowEpochMs), revocation: formatRevocation(parts, token, nowEpochMs) },
  };
}
