import { createHash } from "node:crypto";
import type { TokenRequest } from "../../../functions/domain/decide.ts";
import type { OwnerRecord, TokenPolicies, TokenRecord } from "../../../functions/domain/token-record.ts";
import { matchesByModel } from "./origin-model.ts";

/** What the model is told: the lists instead of the matchers that were built from them, and nothing that was computed when the token was read. */
export interface ModelRequest extends Omit<TokenRequest, "subject"> {
  readonly token: TokenRecord | undefined;
  readonly owner: OwnerRecord | undefined;
  readonly policies: TokenPolicies;
  readonly patterns: readonly string[];
  /** Single addresses. */
  readonly listedAddresses: readonly string[] | undefined;
}

type Objection = readonly [holds: boolean, reason: string];

/**
 * The decision said in the plainest way: every objection in order, the first one counts. Written from the specification with nothing of
 * the code under test; undefined means allowed.
 */
export function refusalByModel(request: ModelRequest): string | undefined {
  const { token, owner, policies, nowEpochMs } = request;
  if (token === undefined) return "token_unknown";
  const ageMs = nowEpochMs - token.issuedAtEpochMs;
  const ageMsMax = token.kind === "service" ? undefined : policies.lifetimeSecondsMax;
  const objections: Objection[] = [
    [!isAuthenticByModel(request), "token_mismatch"],
    [token.state === "revoked", "token_revoked"],
    [token.state === "disabled", "token_disabled"],
    [token.expiresAtEpochMs !== undefined && token.expiresAtEpochMs <= nowEpochMs, "token_expired"],
    [ageMsMax !== undefined && ageMs >= ageMsMax * 1000, "token_lifetime_exceeded"],
    [owner === undefined || owner.state === "invited", "owner_unknown"],
    [owner?.state === "suspended", "owner_suspended"],
    [owner?.state === "disabled", "owner_disabled"],
    [!request.operation.credentials.includes(token.kind), "kind_not_accepted"],
    ...(token.kind === "private" ? objectionsToPrivate(request, token) : []),
    ...(token.kind === "public" ? [objectionToCapability(request, token)] : []),
    [isAddressWrong(request), "address_not_listed"],
    ...(token.kind === "public" ? objectionsToOrigin(request) : []),
  ];
  return objections.find(([holds]) => holds)?.[1];
}

function isAuthenticByModel({ credential, token, nowEpochMs }: ModelRequest): boolean {
  const digest = createHash("sha256").update(credential.value).digest("hex");
  const accepted = [
    token?.digest,
    ...(token?.previous && nowEpochMs < token.previous.validUntilEpochMs ? [token.previous.digest] : []),
  ];
  return accepted.some((bytes) => bytes !== undefined && Buffer.from(bytes).toString("hex") === digest);
}

function objectionToCapability({ operation }: ModelRequest, token: TokenRecord): Objection {
  return [!token.scopes.some((scope) => scope === operation.capability), "capability_missing"];
}

function isAddressWrong({ address, listedAddresses }: ModelRequest): boolean {
  return listedAddresses !== undefined && !listedAddresses.some((listed) => listed === address);
}

function objectionsToOrigin({ origin, patterns }: ModelRequest): Objection[] {
  const text = origin.origin;
  return [
    [text === undefined, origin.refusal ?? ""],
    [!patterns.some((pattern) => text !== undefined && matchesByModel(pattern, text)), "origin_not_listed"],
  ];
}

const RANKS = new Map([
  ["viewer", 1],
  ["team_member", 2],
  ["workspace_manager", 3],
  ["administrator", 4],
  ["owner", 5],
]);

/** Token and owner are asked the same question, one after the other. */
function objectionsToPrivate({ operation, owner }: ModelRequest, token: TokenRecord): Objection[] {
  const { api, effect, minimumRole } = operation;
  const isScoped = (scopes: readonly string[] = []) => api === undefined || isScopedByModel(scopes, api, effect);
  const isRanked = (role = "") => rankOf(role) >= rankOf(minimumRole ?? "");
  return [
    [!isScoped(token.scopes), "scope_missing"],
    [!isScoped(owner?.scopes), "owner_scope_missing"],
    [!isRanked(token.role), "role_too_low"],
    [!isRanked(owner?.role), "owner_role_too_low"],
  ];
}

export function isScopedByModel(scopes: readonly string[], api: string, effect: string): boolean {
  return scopes.some((scope) => scope === `${api}:${effect}` || scope === `${api}:write`);
}

export function rankOf(role: string): number {
  return RANKS.get(role) ?? 0;
}
