import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type { Role, Scope, ServiceGrant, TokenKind } from "../domain/rights.ts";
import {
  type Owner,
  type OwnerReference,
  statusOf,
  type TokenLimits,
  type TokenState,
  type TokenStatus,
} from "../domain/token-record.ts";
import {
  expiringTokens,
  ownerKey,
  tokenKey,
  tokenPlace,
  tokensOfOwner,
  tokensOfState,
  tokensOfWorkspace,
} from "./keys.ts";
import { isUnchanged, updateUnchanged } from "./revision.ts";
import { add, getItem, IS_NEW, put, remove, type Table } from "./table.ts";

/** A token as it is stored. It holds digests, and a value only for a public token, which is no secret. */
export interface StoredToken {
  readonly id: string;
  readonly workspaceId: string;
  readonly kind: TokenKind;
  readonly label: string;
  readonly note?: string | undefined;
  readonly digest: string;
  readonly previousDigest?: string | undefined;
  readonly previousValidUntil?: string | undefined;
  /** Public tokens only. */
  readonly value?: string | undefined;
  readonly state: TokenState;
  /** When its present secret was made. */
  readonly issuedAt: string;
  readonly expiresAt?: string | undefined;
  readonly role?: Role | undefined;
  readonly scopes: readonly Scope[];
  readonly services: ServiceGrant;
  readonly ownerType: Owner["type"];
  readonly ownerId: string;
  readonly ownerName: string;
  readonly domains: readonly string[];
  /** A domain list on trial, and when the trial ends. */
  readonly trialDomains?: readonly string[] | undefined;
  readonly trialEndsAt?: string | undefined;
  /** Networks in CIDR notation. Absent: every one. */
  readonly allowedAddresses?: readonly string[] | undefined;
  readonly limits?: TokenLimits | undefined;
  readonly createdAt: string;
  readonly createdBy: string;
  readonly createdByOwner: Pick<Owner, "type" | "id">;
  readonly updatedAt: string;
  readonly revokedAt?: string | undefined;
  /** Counts the edits; an edit names the one that it read. What the authorizer notes, below, is written without it. */
  readonly revision: number;
  readonly lastUsedAt?: string | undefined;
  readonly lastUsedOrigin?: string | undefined;
  readonly lastUsedIp?: string | undefined;
  /** When the secret before the present one was last used. */
  readonly previousLastUsedAt?: string | undefined;
  /** When the secret was last seen in a URL. */
  readonly secretInUrlAt?: string | undefined;
}

/** A token of this workspace. One of another workspace is as absent as one that never was. */
export async function readToken(
  directory: Table,
  workspaceId: string,
  tokenId: string,
): Promise<StoredToken | undefined> {
  const token = await getItem<StoredToken>(directory, tokenKey(tokenId));
  return token?.workspaceId === workspaceId ? token : undefined;
}

export function putToken(directory: Table, token: StoredToken): TransactWriteItem {
  const { id, workspaceId, createdAt, state } = token;
  const listKey = tokenPlace(createdAt, id);
  return put(
    directory,
    {
      ...token,
      ...tokenKey(id),
      gsi1pk: tokensOfWorkspace(workspaceId),
      gsi1sk: listKey,
      gsi2sk: listKey,
      gsi3sk: listKey,
      ...movingKeysOf(token),
      ...(state !== "revoked" && { idleSince: listKey }),
    },
    IS_NEW,
  );
}

/** The index keys that an edit can change. */
function movingKeysOf(token: StoredToken) {
  const { id, workspaceId, kind, state, ownerType, ownerId, expiresAt } = token;
  const isExpiring = expiresAt !== undefined && state !== "revoked";
  return {
    gsi2pk: tokensOfOwner(workspaceId, { type: ownerType, id: ownerId }, kind, state),
    gsi3pk: tokensOfState(workspaceId, kind, state),
    gsi4pk: isExpiring ? expiringTokens(workspaceId) : undefined,
    gsi4sk: isExpiring ? tokenPlace(new Date(expiresAt).toISOString(), id) : undefined,
  };
}

export type TokenChanges = Partial<Omit<StoredToken, "id" | "workspaceId" | "kind" | "revision" | "createdAt">>;

/** Changes a token if nobody else has changed it since it was read. */
export function updateToken(directory: Table, token: StoredToken, changes: TokenChanges): TransactWriteItem {
  return updateUnchanged(directory, tokenKey(token.id), token, {
    ...changes,
    ...movingKeysOf({ ...token, ...changes }),
    // Nobody looks for revoked tokens that are not used.
    ...(changes.state === "revoked" && { idleSince: undefined }),
  });
}

/** Removes the record if nobody has changed it since it was read. */
export function removeToken(directory: Table, token: StoredToken): TransactWriteItem {
  return remove(directory, tokenKey(token.id), isUnchanged(token));
}

/** Counts the tokens of an owner; fails when the owner does not exist. */
export function countOwnedToken(
  directory: Table,
  workspaceId: string,
  owner: OwnerReference,
  amount: 1 | -1,
): TransactWriteItem {
  return add(directory, ownerKey(workspaceId, owner), "tokenCount", amount);
}

export function storedStatusOf(token: StoredToken, nowEpochMs: number): TokenStatus {
  const expiresAtEpochMs = token.expiresAt === undefined ? undefined : Date.parse(token.expiresAt);
  return statusOf({ state: token.state, expiresAtEpochMs }, nowEpochMs);
}
