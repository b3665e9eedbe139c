import type { OperationRule } from "../../../functions/domain/decide.ts";
import { digestToken } from "../../../functions/domain/digest.ts";
import { createOriginMatcher, type OriginReading, readOrigin } from "../../../functions/domain/origin.ts";
import type { TokenKind } from "../../../functions/domain/rights.ts";
import { createTokenId, createTokenValue, type ParsedToken } from "../../../functions/domain/token.ts";
import {
  createTokenSubject,
  type OwnerRecord,
  type TokenPolicies,
  type TokenRecord,
  type TokenSubject,
} from "../../../functions/domain/token-record.ts";
import { createSeededBytes } from "./base62-reader.ts";

export const WORKSPACE_ID = "ws_0000000000aa";
export const NOON = Date.parse("2026-11-22T12:00:00.000Z");
/** When the tokens of the tests got their secrets. */
export const ISSUED = Date.parse("2026-11-01T00:00:00.000Z");
export const SHOP = "https://shop.example.com";

/** A token of a kind; the same seed gives the same id, the same seed and rotation the same value. */
export function createCredential(kind: TokenKind, seed = 1, rotation = 0): ParsedToken {
  const id = createTokenId(kind, createSeededBytes(seed));
  return { kind, id, value: createTokenValue(id, createSeededBytes(1000 * seed + rotation + 1)) };
}

/** A record that allows everything which a token of its kind may do; `changes` replace single fields. */
export function createRecord(credential: ParsedToken, changes: Partial<TokenRecord> = {}): TokenRecord {
  const isPublic = credential.kind === "public";
  return {
    id: credential.id,
    workspaceId: WORKSPACE_ID,
    kind: credential.kind,
    digest: digestToken(credential.value),
    state: "active",
    issuedAtEpochMs: ISSUED,
    ...(!isPublic && { role: "owner" }),
    scopes: isPublic
      ? ["embed:load", "embed:save", "embed:resume", "embed:track"]
      : ["account_management:write", "analytics:write", "billing:write", "configurator:write"],
    services: "all",
    owner: { type: "service_account", id: "web-shop", name: "web-shop" },
    origins: createOriginMatcher(isPublic ? [SHOP] : []),
    ...changes,
  };
}

/** A service account that may do everything. */
export const OWNER: OwnerRecord = {
  state: "active",
  role: "owner",
  scopes: ["account_management:write", "analytics:write", "billing:write", "configurator:write"],
  services: "all",
};

export interface Surroundings {
  /** Single fields of the owner, or null for one who does not exist. */
  readonly owner?: Partial<OwnerRecord> | null;
  readonly policies?: TokenPolicies;
}

/** What a decision is made from: a record, an owner who may do everything, and a workspace that demands nothing. */
export function subjectOf(record: TokenRecord, { owner = {}, policies = {} }: Surroundings = {}): TokenSubject {
  return createTokenSubject(record, owner === null ? undefined : { ...OWNER, ...owner }, policies);
}

export function createSubject(
  credential: ParsedToken,
  changes: Partial<TokenRecord> = {},
  surroundings: Surroundings = {},
): TokenSubject {
  return subjectOf(createRecord(credential, changes), surroundings);
}

export const LOAD: OperationRule = { credentials: ["public"], capability: "embed:load", effect: "read" };
export const SAVE: OperationRule = { credentials: ["public"], capability: "embed:save", effect: "write" };
export const LIST_TOKENS: OperationRule = {
  credentials: ["private", "session"],
  api: "account_management",
  effect: "read",
  minimumRole: "viewer",
};
export const ENABLE_TOKEN: OperationRule = { ...LIST_TOKENS, effect: "write", minimumRole: "administrator" };
export const WHOAMI: OperationRule = { credentials: ["private", "session"], effect: "read" };

export function fromShop(): OriginReading {
  return readOrigin(SHOP);
}

export function fromNowhere(): OriginReading {
  return readOrigin(undefined);
}
