import { createHash } from "node:crypto";
import type { TokenRequest } from "../../../functions/domain/decide.ts";
import { matchesByModel } from "./origin-model.ts";

/** What the model is told about a record; the patterns instead of the matcher that was built from them. */
export interface ModelRequest extends TokenRequest {
  readonly patterns: readonly string[];
}

/**
 * The decision said in the plainest way: every objection in order, the first one counts. Written from the specification with nothing of
 * the code under test; undefined means allowed.
 */
export function refusalByModel(request: ModelRequest): string | undefined {
  const { record } = request;
  if (record === undefined) return "token_unknown";
  const objections: [boolean, string][] = [
    [!isAuthenticByModel(request), "token_mismatch"],
    [record.state === "revoked", "token_revoked"],
    [record.state === "disabled", "token_disabled"],
    [record.expiresAtEpochMs !== undefined && record.expiresAtEpochMs <= request.nowEpochMs, "token_expired"],
    [!request.operation.credentials.includes(record.kind), "kind_not_accepted"],
    ...(record.kind === "public" ? objectionsToPublic(request) : objectionsToSecret(request)),
  ];
  return objections.find(([holds]) => holds)?.[1];
}

function isAuthenticByModel({ credential, record, nowEpochMs }: ModelRequest): boolean {
  const digest = createHash("sha256").update(credential.value).digest("hex");
  const accepted = [
    record?.digest,
    ...(record?.previous && nowEpochMs < record.previous.validUntilEpochMs ? [record.previous.digest] : []),
  ];
  return accepted.some((bytes) => bytes !== undefined && Buffer.from(bytes).toString("hex") === digest);
}

function objectionsToPublic({ record, operation, origin, patterns }: ModelRequest): [boolean, string][] {
  const text = origin.origin;
  return [
    [!record?.scopes.some((scope) => scope === operation.capability), "capability_missing"],
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

function objectionsToSecret({ record, operation }: ModelRequest): [boolean, string][] {
  const { api, effect, minimumRole } = operation;
  const sufficient = effect === "read" ? [`${api}:read`, `${api}:write`] : [`${api}:write`];
  const isScoped = api === undefined || record?.scopes.some((scope) => sufficient.includes(scope)) === true;
  const rank = RANKS.get(record?.role ?? "") ?? 0;
  return [
    [!isScoped, "scope_missing"],
    [rank < (RANKS.get(minimumRole ?? "") ?? 0), "role_too_low"],
  ];
}
