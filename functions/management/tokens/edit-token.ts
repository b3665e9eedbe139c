import { API_SCOPES, CAPABILITIES } from "../../domain/rights.ts";
import { type Answer, isRefusal, type Refusal, refuse } from "../../http/answer.ts";
import type { AuthorizedRequest } from "../../http/create-handler.ts";
import { countOwnedToken, type StoredToken, type TokenChanges } from "../../store/tokens.ts";
import { readWorkspace } from "../../store/workspaces.ts";
import { changeToken, readLivingToken } from "./change-token.ts";
import { readDomains } from "./domains.ts";
import type { TokenParts } from "./parts.ts";
import { formatToken } from "./resource.ts";
import { refuseExcess, refuseExpiryInThePast, refuseOwner, rightsOf } from "./rights.ts";

type Update = AuthorizedRequest<"updateToken">;

export async function updateToken(parts: TokenParts, request: Update): Promise<Answer | Refusal> {
  const { principal, path, body, nowEpochMs } = request;
  const token = await readLivingToken(parts, principal.workspaceId, path.tokenId);
  if (isRefusal(token)) return token;
  const misfit = findMisfit(token, body);
  if (misfit.length > 0) return refuse("invalid_body", { errors: misfit });
  if (typeof body.expiresAt === "string" && Date.parse(body.expiresAt) <= nowEpochMs) return refuseExpiryInThePast();

  const { label, note, role, scopes, services, expiresAt } = body;
  const changes: TokenChanges = {
    ...(label !== undefined && { label }),
    ...(note !== undefined && { note: note ?? undefined }),
    ...(role !== undefined && { role }),
    ...(scopes !== undefined && { scopes }),
    ...(services !== undefined && { services }),
    ...(expiresAt !== undefined && { expiresAt: expiresAt ?? undefined }),
  };
  // A label may be edited by whoever may edit; what a token can do, and for how long, only by who has as much.
  if (role !== undefined || scopes !== undefined || services !== undefined || expiresAt !== undefined) {
    const excess = refuseExcess(principal, token.kind, rightsOf({ ...token, ...changes }));
    if (excess !== undefined) return excess;
  }
  let domains: readonly string[] | undefined;
  if (body.domains !== undefined) {
    const { policies } = await readWorkspace(parts.directory, principal.workspaceId);
    const reading = readDomains(body.domains, policies);
    if ("refusal" in reading) return reading;
    domains = reading;
  }
  const changed = await changeToken(parts, request, {
    token,
    changes: { ...changes, ...(domains !== undefined && { domains }) },
  });
  if (isRefusal(changed)) return changed;
  return answer(changed, nowEpochMs);
}

/** Fields that this kind of token does not have. */
function findMisfit(token: StoredToken, body: Update["body"]) {
  const isPublic = token.kind === "public";
  const allowed: readonly string[] = isPublic ? CAPABILITIES : API_SCOPES;
  const misfits = [
    isPublic && body.role !== undefined && "role",
    isPublic && body.services !== undefined && "services",
    !isPublic && body.domains !== undefined && "domains",
    body.scopes?.some((scope) => !allowed.includes(scope)) && "scopes",
  ].filter((field) => typeof field === "string");
  return misfits.map((field) => ({
    pointer: `/${field}`,
    code: "not_for_this_kind",
    message: `A ${token.kind} token cannot have this.`,
  }));
}

/** Tokens are given to service accounts only; the counters of both owners move with it. */
export async function reassignToken(
  parts: TokenParts,
  request: AuthorizedRequest<"reassignToken">,
): Promise<Answer | Refusal> {
  const { principal, path, body, nowEpochMs } = request;
  const token = await readLivingToken(parts, principal.workspaceId, path.tokenId);
  if (isRefusal(token)) return token;
  const excess = refuseExcess(principal, token.kind, rightsOf(token));
  if (excess !== undefined) return excess;
  const { owner } = body;
  const isSame = token.ownerType === owner.type && token.ownerId === owner.id;
  if (isSame) return { status: 200, body: formatToken(token, nowEpochMs) };
  const changed = await changeToken(parts, request, {
    token,
    changes: { ownerType: owner.type, ownerId: owner.id, ownerName: owner.id },
    alongside: [
      countOwnedToken(parts.directory, principal.workspaceId, owner, 1),
      countOwnedToken(parts.directory, principal.workspaceId, { type: token.ownerType, id: token.ownerId }, -1),
    ],
  });
  if (isRefusal(changed)) return changed;
  if ("failedAlongside" in changed) return refuseOwner();
  return answer(changed, nowEpochMs);
}

function answer(changed: StoredToken | { readonly failedAlongside: readonly number[] }, nowEpochMs: number): Answer {
  if ("failedAlongside" in changed) throw new Error("a write that was not asked for failed");
  return { status: 200, body: formatToken(changed, nowEpochMs) };
}
