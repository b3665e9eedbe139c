import type { AddressList } from "./address-list.ts";
import type { TokenDigest } from "./digest.ts";
import type { LimitWindow, UseCounts } from "./limits.ts";
import type { OriginMatcher } from "./origin.ts";
import {
  intersectScopes,
  intersectServices,
  lowerRole,
  type Role,
  type Scope,
  type ServiceGrant,
  type TokenKind,
} from "./rights.ts";
import type { TokenId } from "./token.ts";

/** A token as it was issued: what must be known about it to judge a request. Built once per read, never per request. */
export interface TokenRecord {
  readonly id: TokenId;
  readonly workspaceId: string;
  readonly kind: TokenKind;
  readonly digest: TokenDigest;
  /** During a rotation: the secret before, and the instant at which it stops counting. */
  readonly previous?:
    | {
        readonly digest: TokenDigest;
        readonly validUntilEpochMs: number;
        readonly lastUsedAtEpochMs?: number | undefined;
      }
    | undefined;
  readonly state: TokenState;
  /** When its present secret was made: a workspace's longest lifetime counts from here. */
  readonly issuedAtEpochMs: number;
  /** The instant from which the token no longer counts. Absent: it does not expire. */
  readonly expiresAtEpochMs?: number | undefined;
  readonly role?: Role | undefined;
  readonly scopes: readonly Scope[];
  readonly services: ServiceGrant;
  readonly owner: Owner;
  /** Public tokens: the pages that may use it. */
  readonly origins: OriginMatcher;
  /** Public tokens: a list on trial. What it would refuse is recorded, and nothing is refused because of it. */
  readonly trial?: { readonly origins: OriginMatcher; readonly endsAtEpochMs: number } | undefined;
  /** Private and service tokens: the networks that may use it. Absent: every one. */
  readonly addresses?: AddressList | undefined;
  readonly limits?: TokenLimits | undefined;
  readonly lastUsedAtEpochMs?: number | undefined;
}

/** Most uses of a token in one minute and in one UTC day; absent means no limit. Loads, resumes included, saves and batches of events. */
export interface TokenLimits {
  readonly requestsPerMinute?: number | undefined;
  readonly requestsPerDay?: number | undefined;
  readonly savesPerDay?: number | undefined;
  readonly eventsPerDay?: number | undefined;
  readonly loadsPerDay?: number | undefined;
}

/** `expired` is derived from the clock, so it is not a stored state. */
export const TOKEN_STATES = ["active", "disabled", "revoked"] as const;
export type TokenState = (typeof TOKEN_STATES)[number];

export const TOKEN_STATUSES = ["active", "disabled", "expired", "revoked"] as const;
export type TokenStatus = (typeof TOKEN_STATUSES)[number];

export const OWNER_TYPES = ["member", "service_account", "service"] as const;
export type OwnerType = (typeof OWNER_TYPES)[number];

export interface OwnerReference {
  readonly type: OwnerType;
  readonly id: string;
}

export interface Owner extends OwnerReference {
  /** The member's email, the service account's name or the service's name, as it was when the token was last changed. */
  readonly name: string;
}

export const OWNER_STATES = ["active", "invited", "suspended", "disabled"] as const;
export type OwnerState = (typeof OWNER_STATES)[number];

/** Whom a token belongs to, as the directory knows them now. */
export interface OwnerRecord {
  readonly state: OwnerState;
  /** A service has none. */
  readonly role?: Role | undefined;
  readonly scopes: readonly Scope[];
  readonly services: ServiceGrant;
}

/** What the workspace demands of every token. */
export interface TokenPolicies {
  /** Counted from the making of the secret. Absent: no limit. */
  readonly lifetimeSecondsMax?: number | undefined;
}

/** What a token can do now: what it was given AND what its owner still has. */
export interface EffectiveRights {
  readonly role?: Role | undefined;
  readonly scopes: readonly Scope[];
  readonly services: ServiceGrant;
}

/** Everything that a decision about a token is made from. Made when it is read, so that a request computes none of it. */
export interface TokenSubject {
  readonly token: TokenRecord;
  /** Undefined when the owner does not exist any more. */
  readonly owner: OwnerRecord | undefined;
  readonly rights: EffectiveRights;
  /** The workspace's longest lifetime ends here. Absent: there is none, or it does not hold for this token. */
  readonly lifetimeEndsAtEpochMs?: number | undefined;
  /** How often the token was used, as the store knew when it was read; only for a token that has limits. */
  readonly usage?: TokenUsage | undefined;
}

/** Uses in the windows in which the token has a limit; `window` is the name of the one that it was. */
export type TokenUsage = Readonly<
  Partial<Record<LimitWindow, { readonly window: string; readonly counts: UseCounts } | undefined>>
>;

export function createTokenSubject(
  token: TokenRecord,
  owner: OwnerRecord | undefined,
  policies: TokenPolicies,
): TokenSubject {
  const { lifetimeSecondsMax } = policies;
  // A service's token is made by the platform with the service, and replaced by rotating it.
  const hasLifetime = lifetimeSecondsMax !== undefined && token.kind !== "service";
  return {
    token,
    owner,
    rights: effectiveRightsOf(token, owner),
    lifetimeEndsAtEpochMs: hasLifetime ? token.issuedAtEpochMs + lifetimeSecondsMax * 1000 : undefined,
    usage: undefined,
  };
}

export function effectiveRightsOf(
  token: Pick<TokenRecord, "kind" | "role" | "scopes" | "services">,
  owner: OwnerRecord | undefined,
): EffectiveRights {
  if (owner === undefined) return { role: undefined, scopes: [], services: [] };
  const { kind, role, scopes, services } = token;
  // A public token holds harmless capabilities and a service token its one service: neither comes from its owner's rights.
  if (kind !== "private") return { role: undefined, scopes, services };
  return {
    role: role === undefined || owner.role === undefined ? undefined : lowerRole(owner.role, role),
    scopes: intersectScopes(owner.scopes, scopes),
    services: intersectServices(owner.services, services),
  };
}

/** Revoked wins over disabled, disabled over expired. A token counts until, and not at, its expiry. */
export function statusOf(
  token: { readonly state: TokenState; readonly expiresAtEpochMs?: number | undefined },
  nowEpochMs: number,
): TokenStatus {
  if (token.state !== "active") return token.state;
  return token.expiresAtEpochMs !== undefined && nowEpochMs >= token.expiresAtEpochMs ? "expired" : "active";
}
