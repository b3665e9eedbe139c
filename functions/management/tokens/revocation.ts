import type { ResponseOf } from "../../../contract/api.ts";
import { revocationBoundSeconds, revocationEffectiveAtEpochMs } from "../../domain/revocation-bound.ts";
import { type Answer, isRefusal, type Refusal, refuse } from "../../http/answer.ts";
import { commit } from "../../http/commit.ts";
import type { AuthorizedRequest } from "../../http/create-handler.ts";
import { removeToken, type StoredToken } from "../../store/tokens.ts";
import { findToken } from "./find-token.ts";
import type { TokenParts } from "./parts.ts";
import { auditableFields } from "./resource.ts";

type Revocation = ResponseOf<"getRevocation">;

/** How far the revocation of a token is, which is stored as revoked. */
export function formatRevocation(
  { edgeCacheSeconds }: Pick<TokenParts, "edgeCacheSeconds">,
  { kind, revokedAt, updatedAt }: StoredToken,
  nowEpochMs: number,
): Revocation {
  const since = revokedAt ?? updatedAt;
  const effectiveAtEpochMs = revocationEffectiveAtEpochMs(kind, Date.parse(since), edgeCacheSeconds);
  return {
    revokedAt: since,
    boundSeconds: revocationBoundSeconds(kind, edgeCacheSeconds),
    effectiveAt: new Date(effectiveAtEpochMs).toISOString(),
    isEffective: effectiveAtEpochMs <= nowEpochMs,
  };
}

export async function getRevocation(
  parts: TokenParts,
  { principal, path, nowEpochMs }: AuthorizedRequest<"getRevocation">,
): Promise<Answer | Refusal> {
  const token = await findToken(parts, principal, path.tokenId);
  if (isRefusal(token)) return token;
  if (token.state !== "revoked") return refuse("token_not_revoked");
  return { status: 200, body: formatRevocation(parts, token, nowEpochMs) };
}

/** Removes the tombstone. What happened to the token stays in the audit trail. */
export async function purgeToken(
  parts: TokenParts,
  request: AuthorizedRequest<"purgeToken">,
): Promise<Answer | Refusal> {
  const { principal, path, nowEpochMs } = request;
  const token = await findToken(parts, principal, path.tokenId);
  if (isRefusal(token)) return token;
  if (token.state !== "revoked") return refuse("token_not_revoked");
  if (!formatRevocation(parts, token, nowEpochMs).isEffective) return refuse("revocation_not_effective");
  const change = { target: { type: "token", id: token.id }, before: auditableFields(token) };
  const outcome = await commit(parts, request, change, [removeToken(parts.directory, token)]);
  return outcome.written ? { status: 204 } : refuse("changed_meanwhile");
}
