import { GRACE_SECONDS_MAX } from "../../domain/expiry.ts";
import { type Answer, isRefusal, type Refusal, refuse } from "../../http/answer.ts";
import type { AuthorizedRequest } from "../../http/create-handler.ts";
import type { StoredToken } from "../../store/tokens.ts";
import { answerChanged } from "./change-token.ts";
import { findManagedToken } from "./find-token.ts";
import type { TokenParts } from "./parts.ts";
import { refuseExcess, rightsOf } from "./rights.ts";

/** Ends the old secret now. */
export async function finishRotation(
  parts: TokenParts,
  request: AuthorizedRequest<"finishRotation">,
): Promise<Answer | Refusal> {
  const token = await findRotating(parts, request);
  if (isRefusal(token)) return token;
  const changes = { previousDigest: undefined, previousValidUntil: undefined, previousLastUsedAt: undefined };
  return answerChanged(parts, request, { token, changes });
}

/** Lets the old secret count for so long from now, and never longer than a rotation may last. */
export async function extendRotation(
  parts: TokenParts,
  request: AuthorizedRequest<"extendRotation">,
): Promise<Answer | Refusal> {
  const { principal, body, nowEpochMs } = request;
  const token = await findRotating(parts, request);
  if (isRefusal(token)) return token;
  const excess = refuseExcess(principal, token.kind, rightsOf(token));
  if (excess !== undefined) return excess;
  const validUntilEpochMs = nowEpochMs + body.graceSeconds * 1000;
  if (validUntilEpochMs > Date.parse(token.issuedAt) + GRACE_SECONDS_MAX * 1000) {
    return refuse("invalid_body", {
      errors: [
        {
          pointer: "/graceSeconds",
          code: "too_long",
          message: "The old secret ends 30 days after the rotation at the latest.",
        },
      ],
    });
  }
  const changes = { previousValidUntil: new Date(validUntilEpochMs).toISOString() };
  return answerChanged(parts, request, { token, changes });
}

async function findRotating(
  parts: TokenParts,
  { principal, path, nowEpochMs }: AuthorizedRequest<"finishRotation" | "extendRotation">,
): Promise<StoredToken | Refusal> {
  const token = await findManagedToken(parts, principal, path.tokenId);
  if (isRefusal(token)) return token;
  const { previousValidUntil } = token;
  const isRunning = previousValidUntil !== undefined && Date.parse(previousValidUntil) > nowEpochMs;
  return isRunning ? token : refuse("rotation_not_running");
}
