import type { TokenDigest } from "./digest.ts";
import type { OriginMatcher } from "./origin.ts";
import type { Role, Scope, ServiceGrant, TokenKind } from "./rights.ts";
import type { TokenId } from "./token.ts";

/** What must be known about a token to judge a request. Built once per read, never per request. */
export interface TokenRecord {
  readonly id: TokenId;
  readonly workspaceId: string;
  readonly kind: TokenKind;
  readonly digest: TokenDigest;
  /** During a rotation: the secret before, and the instant at which it stops counting. */
  readonly previous?: { readonly digest: TokenDigest; readonly validUntilEpochMs: number };
  readonly state: TokenState;
  /** The instant from which the token no longer counts. Absent: it does not expire. */
  readonly expiresAtEpochMs?: number;
  readonly role?: Role;
  readonly scopes: readonly Scope[];
  readonly services: ServiceGrant;
  readonly owner: Owner;
  readonly origins: OriginMatcher;
  readonly lastUsedAtEpochMs?: number;
}

/** `expired` is derived from the clock, so it is not a stored state. */
export const TOKEN_STATES = ["active", "disabled", "revoked"] as const;
export type TokenState = (typeof TOKEN_STATES)[number];

export const TOKEN_STATUSES = ["active", "disabled", "expired", "revoked"] as const;
export type TokenStatus = (typeof TOKEN_STATUSES)[number];

export interface Owner {
  readonly type: "member" | "service_account";
  readonly id: string;
  /** The member's email or the service account's name, as it was when the token was last changed. */
  readonly name: string;
}

/** Revoked wins over disabled, disabled over expired. A token counts until, and not at, its expiry. */
export function statusOf(
  token: { readonly state: TokenState; readonly expiresAtEpochMs?: number | undefined },
  nowEpochMs: number,
): TokenStatus {
  if (token.state !== "active") return token.state;
  return token.expiresAtEpochMs !== undefined && nowEpochMs >= token.expiresAtEpochMs ? "expired" : "active";
}
