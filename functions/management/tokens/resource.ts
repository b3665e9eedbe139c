import type { ResponseOf } from "../../../contract/api.ts";
import { formatDisplayId, maskToken, parseTokenId } from "../../domain/token.ts";
import { type StoredToken, storedStatusOf } from "../../store/tokens.ts";

export type TokenResource = ResponseOf<"getToken">;

/** A token as the API shows it. Private values appear only when the caller of this function has just made them. */
export function formatToken(token: StoredToken, nowEpochMs: number, newValue?: string): TokenResource {
  const id = parseTokenId(token.id);
  if (id === undefined) throw new TypeError("a stored token has no valid id");
  const { previousValidUntil } = token;
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
    status: storedStatusOf(token, nowEpochMs),
    masked: maskToken(id),
    createdAt: token.createdAt,
    createdBy: token.createdBy,
    updatedAt: token.updatedAt,
    expiresAt: token.expiresAt ?? null,
    lastUsedAt: token.lastUsedAt ?? null,
    lastUsedOrigin: token.lastUsedOrigin ?? null,
    lastUsedIp: token.lastUsedIp ?? null,
    rotation:
      previousValidUntil !== undefined && Date.parse(previousValidUntil) > nowEpochMs ? { previousValidUntil } : null,
    token: newValue ?? token.value ?? null,
  };
}

/** The fields of a token that an audit event may show. */
export function auditableFields(token: Partial<StoredToken>): Record<string, unknown> {
  const { label, note, role, scopes, services, ownerType, ownerId, domains, expiresAt, state, previousValidUntil } =
    token;
  return { label, note, role, scopes, services, ownerType, ownerId, domains, expiresAt, state, previousValidUntil };
}
