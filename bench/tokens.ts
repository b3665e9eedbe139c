import { randomBytes } from "node:crypto";
import { digestToken, formatDigest } from "../functions/domain/digest.ts";
import { createOriginMatcher } from "../functions/domain/origin.ts";
import type { TokenKind } from "../functions/domain/rights.ts";
import { createTokenId, createTokenValue, type TokenValue } from "../functions/domain/token.ts";
import {
  createTokenSubject,
  type OwnerRecord,
  type TokenLimits,
  type TokenSubject,
} from "../functions/domain/token-record.ts";
import { serviceAccountKey, workspaceKey } from "../functions/store/keys.ts";
import type { StoredToken } from "../functions/store/tokens.ts";

export interface IssuedToken {
  readonly value: TokenValue;
  readonly origin: string;
  readonly subject: TokenSubject;
  readonly stored: StoredToken;
}

const WORKSPACE_ID = "ws_0000000000aa";
const OWNER = { type: "service_account", id: "web-shop", name: "web-shop" } as const;
const OWNER_RECORD: OwnerRecord = {
  state: "active",
  role: "owner",
  scopes: ["account_management:write", "analytics:write", "billing:write", "configurator:write"],
  services: "all",
};

/** What a new public token has, with room for the bench. */
const LIMITS: TokenLimits = {
  requestsPerMinute: 1e9,
  requestsPerDay: 1e9,
  loadsPerDay: 1e9,
  eventsPerDay: 1e9,
  savesPerDay: 1e9,
};

/** The items that are read with each token of the bench. */
export const SURROUNDING_ITEMS = [
  { ...serviceAccountKey(WORKSPACE_ID, OWNER.id), name: OWNER.name, ...OWNER_RECORD },
  { ...workspaceKey(WORKSPACE_ID), id: WORKSPACE_ID, policies: {} },
];

/** A token as the management API issues it, with the record that the authorizer reads and the item that is stored. */
export function issueToken(
  kind: Exclude<TokenKind, "service">,
  number: number,
  { hasLimits = false }: { readonly hasLimits?: boolean } = {},
): IssuedToken {
  const id = createTokenId(kind, randomBytes);
  const value = createTokenValue(id, randomBytes);
  const origin = `https://shop-${number}.example.com`;
  const isPublic = kind === "public";
  const now = new Date();
  const digest = digestToken(value);
  const common = {
    id,
    workspaceId: WORKSPACE_ID,
    kind,
    state: "active",
    role: isPublic ? undefined : "viewer",
    scopes: isPublic
      ? (["embed:load", "embed:save", "embed:resume", "embed:track"] as const)
      : (["account_management:read"] as const),
    services: "all",
  } as const;
  const domains = isPublic ? [origin, "https://*.shops.example.com"] : [];
  return {
    value,
    origin,
    // Used a moment ago, as every busy token: nothing is to be written.
    subject: createTokenSubject(
      {
        id,
        workspaceId: WORKSPACE_ID,
        kind,
        digest,
        previous: undefined,
        state: "active",
        issuedAtEpochMs: now.getTime(),
        expiresAtEpochMs: undefined,
        role: common.role,
        scopes: common.scopes,
        services: "all",
        owner: OWNER,
        origins: createOriginMatcher(domains),
        trial: undefined,
        addresses: undefined,
        limits: hasLimits ? LIMITS : undefined,
        lastUsedAtEpochMs: now.getTime(),
      },
      OWNER_RECORD,
      {},
    ),
    stored: {
      ...common,
      label: `bench ${number}`,
      digest: formatDigest(digest),
      ownerType: OWNER.type,
      ownerId: OWNER.id,
      ownerName: OWNER.name,
      domains,
      issuedAt: now.toISOString(),
      createdAt: now.toISOString(),
      createdBy: "mem_0000000000aa",
      createdByOwner: { type: "member", id: "mem_0000000000aa" },
      updatedAt: now.toISOString(),
      lastUsedAt: now.toISOString(),
      revision: 1,
    },
  };
}
