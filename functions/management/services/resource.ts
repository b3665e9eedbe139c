import type { ResponseOf } from "../../../contract/api.ts";
import { maskToken, parseTokenId, type TokenId } from "../../domain/token.ts";
import type { StoredService } from "../../store/services.ts";
import type { StoredToken } from "../../store/tokens.ts";

export function formatService(service: StoredService): ResponseOf<"getService"> {
  const { id, name, description, state, applicationCount, createdAt, createdBy, updatedAt } = service;
  return {
    id,
    name,
    description: description ?? null,
    state,
    applicationCount,
    tokenId: service.tokenId,
    maskedToken: maskToken(tokenIdOf(service)),
    createdAt,
    createdBy,
    updatedAt,
  };
}

/** @param value what the caller of this function has just made or decrypted */
export function formatServiceToken(
  service: StoredService,
  { previousValidUntil }: StoredToken,
  nowEpochMs: number,
  value?: string,
): ResponseOf<"revealServiceToken"> {
  const isRotating = previousValidUntil !== undefined && Date.parse(previousValidUntil) > nowEpochMs;
  return {
    serviceId: service.id,
    tokenId: service.tokenId,
    token: value ?? null,
    rotation: isRotating ? { previousValidUntil } : null,
  };
}

export function tokenIdOf({ tokenId }: StoredService): TokenId {
  const id = parseTokenId(tokenId);
  if (id === undefined) throw new TypeError("a stored service has no valid token id");
  return id;
}

/** The fields of a service that an audit event may show. */
export function auditableFields({ name, description, state }: Partial<StoredService>): Record<string, unknown> {
  return { name, description, state };
}
