import { digestToken, formatDigest } from "../../domain/digest.ts";
import { createTokenValue, parseTokenId } from "../../domain/token.ts";
import { type Answer, isRefusal, type Refusal, refuse } from "../../http/answer.ts";
import type { AuthorizedRequest } from "../../http/create-handler.ts";
import { type Once, REPEATED, runIdempotently } from "../../http/idempotent.ts";
import { readToken } from "../../store/tokens.ts";
import { changeToken } from "./change-token.ts";
import { valueAgain } from "./create-token.ts";
import { findManagedToken } from "./find-token.ts";
import type { TokenParts } from "./parts.ts";
import { formatToken } from "./resource.ts";
import { createNonce, createRetryableValue } from "./retryable-value.ts";
import { refuseExcess, refuseForeignMember, rightsOf } from "./rights.ts";

type Request = AuthorizedRequest<"rotateToken">;

/**
 * A new secret for the same id. The old one counts until the grace period ends; a rotation that was still running ends, so that there
 * are never more than two. With an `Idempotency-Key` a retried rotate gives the same new secret.
 */
export async function rotateToken(parts: TokenParts, request: Request): Promise<Answer | Refusal> {
  return runIdempotently({
    table: parts.directory,
    request,
    run: (once) => rotate(parts, request, once),
    replay: async (record) => {
      const token = await readToken(parts.directory, request.principal.workspaceId, record.resourceId);
      if (token === undefined) return refuse("not_found");
      const refusal =
        refuseForeignMember(request.principal, token) ?? refuseExcess(request.principal, token.kind, rightsOf(token));
      if (refusal !== undefined) return refusal;
      return { status: 200, body: formatToken(token, request.nowEpochMs, valueAgain(token, request, record)) };
    },
  });
}

async function rotate(parts: TokenParts, request: Request, once: Once): Promise<Answer | Refusal | typeof REPEATED> {
  const { principal, path, body, nowEpochMs } = request;
  const token = await findManagedToken(parts, principal, path.tokenId);
  if (isRefusal(token)) return token;
  // Whoever rotates a token holds its new secret: that must not be a way to more rights.
  const refusal = refuseForeignMember(principal, token) ?? refuseExcess(principal, token.kind, rightsOf(token));
  if (refusal !== undefined) return refusal;

  const id = parseTokenId(token.id);
  if (id === undefined) throw new TypeError("a stored token has no valid id");
  const nonce = createNonce(parts.randomBytes);
  const value = once.hasKey
    ? createRetryableValue(id, request.headers, nonce)
    : createTokenValue(id, parts.randomBytes);
  const hasGrace = body.graceSeconds > 0;
  const changed = await changeToken(parts, request, {
    token,
    changes: {
      digest: formatDigest(digestToken(value)),
      issuedAt: new Date(nowEpochMs).toISOString(),
      previousDigest: hasGrace ? token.digest : undefined,
      previousValidUntil: hasGrace ? new Date(nowEpochMs + body.graceSeconds * 1000).toISOString() : undefined,
      previousLastUsedAt: undefined,
      ...(token.kind === "public" && { value }),
    },
    alongside: once.claim({ resourceId: id, nonce }),
  });
  if (isRefusal(changed)) return changed;
  if ("failedAlongside" in changed) return REPEATED;
  return { status: 200, body: formatToken(changed, nowEpochMs, value) };
}
