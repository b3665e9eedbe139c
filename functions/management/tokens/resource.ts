import type { ResponseOf } from "../../../contract/api.ts";
import { formatDisplayId, maskToken, parseTokenId } from "../../domain/token.ts";
import { findWarnings, type TokenWarning } from "../../domain/token-warnings.ts";
import { type StoredToken, storedStatusOf } from "../../store/tokens.ts";

export type TokenResource = ResponseOf<"getToken">;

/** A token as the API shows it. Private values appear only when the caller of this function has just made them. */
export function formatToken(token: StoredToken, nowEpochMs: number, newValue?: string): TokenResource {
  const id = parseTokenId(token.id);
  if (id === undefined) throw new TypeError("a stored token has no valid id");
  return {
    id,
    displayId: formatDisplayId(token.ownerName, id),
    kind: token.kind,
    label: token.label,
    note: token.note ?? null,
    role: token.role ?? null,
    scopes: [...token.scopes],
    services: token.services === "all" ? "all" : [...token.services],
    owner: { type: token.ownerType, id: token.ownerId, name: token.ownerName },
    domains: [...token.domains],
    trial: formatTrial(token),
    allowedAddresses: token.allowedAddresses === undefined ? null : [...token.allowedAddresses],
    limits: formatLimits(token),
    status: storedStatusOf(token, nowEpochMs),
    masked: maskToken(id),
    createdAt: token.createdAt,
    createdBy: token.createdBy,
    updatedAt: token.updatedAt,
    issuedAt: token.issuedAt,
    expiresAt: token.expiresAt ?? null,
    lastUsedAt: token.lastUsedAt ?? null,
    lastUsedOrigin: token.lastUsedOrigin ?? null,
    lastUsedIp: token.lastUsedIp ?? null,
    rotation: formatRotation(token, nowEpochMs),
    warnings: warningsOf(token, nowEpochMs),
    token: newValue ?? token.value ?? null,
  };
}

function formatTrial({ trialDomains, trialEndsAt }: StoredToken): TokenResource["trial"] {
  if (trialDomains === undefined || trialEndsAt === undefined) return null;
  return { domains: [...trialDomains], endsAt: trialEndsAt };
}

function formatLimits({ limits = {} }: StoredToken): TokenResource["limits"] {
  return {
    requestsPerMinute: limits.requestsPerMinute ?? null,
    requestsPerDay: limits.requestsPerDay ?? null,
    savesPerDay: limits.savesPerDay ?? null,
    eventsPerDay: limits.eventsPerDay ?? null,
    loadsPerDay: limits.loadsPerDay ?? null,
  };
}

/** The present secret was made by the rotation that is running. */
function formatRotation(
  { previousValidUntil, previousLastUsedAt, issuedAt }: StoredToken,
  nowEpochMs: number,
): TokenResource["rotation"] {
  if (previousValidUntil === undefined || Date.parse(previousValidUntil) <= nowEpochMs) return null;
  return { startedAt: issuedAt, previousValidUntil, previousLastUsedAt: previousLastUsedAt ?? null };
}

function warningsOf(token: StoredToken, nowEpochMs: number): TokenWarning[] {
  const watched = {
    kind: token.kind,
    state: token.state,
    createdAtEpochMs: Date.parse(token.createdAt),
    issuedAtEpochMs: Date.parse(token.issuedAt),
    expiresAtEpochMs: epochMsOf(token.expiresAt),
    lastUsedAtEpochMs: epochMsOf(token.lastUsedAt),
    lastUsedOrigin: token.lastUsedOrigin,
    secretInUrlAtEpochMs: epochMsOf(token.secretInUrlAt),
  };
  return findWarnings(watched, nowEpochMs);
}

function epochMsOf(instant: string | undefined): number | undefined {
  return instant === undefined ? undefined : Date.parse(instant);
}

const AUDITABLE = [
  "label",
  "note",
  "role",
  "scopes",
  "services",
  "ownerType",
  "ownerId",
  "domains",
  "trialDomains",
  "trialEndsAt",
  "allowedAddresses",
  "limits",
  "expiresAt",
  "state",
  "issuedAt",
  "previousValidUntil",
] as const satisfies readonly (keyof StoredToken)[];

/** The fields of a token that an audit event may show. */
export function auditableFields(token: Partial<StoredToken>): Record<string, unknown> {
  return Object.fromEntries(AUDITABLE.map((name) => [name, token[name]]));
}
