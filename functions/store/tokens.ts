import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type { Role, Scope, ServiceGrant, TokenKind } from "../domain/rights.ts";
import { type Owner, statusOf, type TokenState, type TokenStatus } from "../domain/token-record.ts";
import { type Key, memberKey, serviceAccountKey, tokenKey, tokensOfOwner, tokensOfWorkspace } from "./keys.ts";
import { BY_OWNER, BY_WORKSPACE, type Listed, listItems } from "./list.ts";
import { add, getItem, IS_NEW, put, type Table, update } from "./table.ts";

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
  readonly expiresAt?: string | undefined;
  readonly role?: Role | undefined;
  readonly scopes: readonly Scope[];
  readonly services: ServiceGrant;
  readonly ownerType: Owner["type"];
  readonly ownerId: string;
  readonly ownerName: string;
  readonly domains: readonly string[];
  readonly createdAt: string;
  readonly createdBy: string;
  readonly createdByOwner: Pick<Owner, "type" | "id">;
  readonly updatedAt: string;
  readonly revokedAt?: string | undefined;
  /** Counts the edits; an edit names the one that it read. The last use is written without it. */
  readonly revision: number;
  readonly lastUsedAt?: string | undefined;
  readonly lastUsedOrigin?: string | undefined;
  readonly lastUsedIp?: string | undefined;
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
  const listKey = `${token.createdAt}#${token.id}`;
  return put(
    directory,
    {
      ...token,
      ...tokenKey(token.id),
      gsi1pk: tokensOfWorkspace(token.workspaceId),
      gsi1sk: listKey,
      gsi2pk: tokensOfOwner(token.workspaceId, token.ownerType, token.ownerId),
      gsi2sk: listKey,
    },
    IS_NEW,
  );
}

export type TokenChanges = Partial<Omit<StoredToken, "id" | "workspaceId" | "kind" | "revision" | "createdAt">>;

/** Changes a token if nobody else has changed it since it was read. */
export function updateToken(directory: Table, token: StoredToken, changes: TokenChanges): TransactWriteItem {
  const { ownerType, ownerId } = changes;
  return update(
    directory,
    tokenKey(token.id),
    {
      ...changes,
      revision: token.revision + 1,
      ...(ownerType !== undefined &&
        ownerId !== undefined && { gsi2pk: tokensOfOwner(token.workspaceId, ownerType, ownerId) }),
    },
    { expression: "revision = :revision", values: { ":revision": token.revision } },
  );
}

/** Counts the tokens of an owner; fails when the owner does not exist. */
export function countOwnedToken(
  directory: Table,
  workspaceId: string,
  owner: Pick<Owner, "type" | "id">,
  amount: 1 | -1,
): TransactWriteItem {
  return add(directory, ownerKey(workspaceId, owner), "tokenCount", amount);
}

function ownerKey(workspaceId: string, { type, id }: Pick<Owner, "type" | "id">): Key {
  return type === "member" ? memberKey(workspaceId, id) : serviceAccountKey(workspaceId, id);
}

export interface TokenFilter {
  readonly kind?: TokenKind | undefined;
  readonly status?: TokenStatus | undefined;
  readonly owner?: Pick<Owner, "type" | "id"> | undefined;
  /** Lower case. */
  readonly text?: string | undefined;
}

export async function listTokens(
  directory: Table,
  options: {
    readonly workspaceId: string;
    readonly filter: TokenFilter;
    readonly newestFirst: boolean;
    readonly limit: number;
    readonly cursor: string | undefined;
    readonly nowEpochMs: number;
  },
): Promise<Listed<StoredToken> | undefined> {
  const { workspaceId, filter, newestFirst, limit, cursor, nowEpochMs } = options;
  const { owner } = filter;
  const isFiltered = filter.kind !== undefined || filter.status !== undefined || filter.text !== undefined;
  return listItems<StoredToken>(directory, {
    list: JSON.stringify(["tokens", filter, newestFirst]),
    index: owner === undefined ? BY_WORKSPACE : BY_OWNER,
    partition: owner === undefined ? tokensOfWorkspace(workspaceId) : tokensOfOwner(workspaceId, owner.type, owner.id),
    descending: newestFirst,
    limit,
    cursor,
    ...(isFiltered && { accepts: (token) => isAccepted(token, filter, nowEpochMs) }),
  });
}

function isAccepted(token: StoredToken, { kind, status, text }: TokenFilter, nowEpochMs: number): boolean {
  if (kind !== undefined && token.kind !== kind) return false;
  if (status !== undefined && storedStatusOf(token, nowEpochMs) !== status) return false;
  if (text === undefined) return true;
  return [token.label, token.note ?? "", token.ownerName, token.id].some((field) => field.toLowerCase().includes(text));
}

export function storedStatusOf(token: StoredToken, nowEpochMs: number): TokenStatus {
  const expiresAtEpochMs = token.expiresAt === undefined ? undefined : Date.parse(token.expiresAt);
  return statusOf({ state: token.state, expiresAtEpochMs }, nowEpochMs);
}
