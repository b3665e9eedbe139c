import { digestToken, formatDigest } from "../../../functions/domain/digest.ts";
import { API_SCOPES } from "../../../functions/domain/rights.ts";
import type { ParsedToken } from "../../../functions/domain/token.ts";
import { type Key, serviceAccountKey, workspaceKey } from "../../../functions/store/keys.ts";
import type { StoredToken } from "../../../functions/store/tokens.ts";
import { SHOP, WORKSPACE_ID } from "../domain/records.ts";

/** A token as the management functions store it; `changes` replace single fields. */
export function createStoredToken(credential: ParsedToken, changes: Partial<StoredToken> = {}): StoredToken {
  const isPublic = credential.kind === "public";
  return {
    id: credential.id,
    workspaceId: WORKSPACE_ID,
    kind: credential.kind,
    label: "a token of a test",
    digest: formatDigest(digestToken(credential.value)),
    ...(isPublic && { value: credential.value }),
    state: "active",
    ...(!isPublic && { role: "owner" }),
    scopes: isPublic ? ["embed:load", "embed:save", "embed:resume", "embed:track"] : ["account_management:write"],
    services: "all",
    ownerType: "service_account",
    ownerId: "web-shop",
    ownerName: "web-shop",
    domains: isPublic ? [SHOP, "https://*.shops.example.com"] : [],
    issuedAt: "2026-11-01T00:00:00.000Z",
    createdAt: "2026-11-01T00:00:00.000Z",
    createdBy: "mem_0000000000aa",
    createdByOwner: { type: "member", id: "mem_0000000000aa" },
    updatedAt: "2026-11-01T00:00:00.000Z",
    revision: 1,
    ...changes,
  };
}

/** What is stored beside a token: its owner, who may do everything, and its workspace, which demands nothing. */
export function createSurroundingItems(): readonly (Key & Readonly<Record<string, unknown>>)[] {
  return [
    {
      ...serviceAccountKey(WORKSPACE_ID, "web-shop"),
      name: "web-shop",
      state: "active",
      role: "owner",
      scopes: API_SCOPES,
      services: "all",
      tokenCount: 0,
    },
    { ...workspaceKey(WORKSPACE_ID), id: WORKSPACE_ID, name: "test", policies: {}, revision: 1 },
  ];
}
