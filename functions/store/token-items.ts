import { createAddressList } from "../domain/address-list.ts";
import { parseDigest } from "../domain/digest.ts";
import { createOriginMatcher } from "../domain/origin.ts";
import { ROLES, SCOPES, type Scope, type ServiceGrant } from "../domain/rights.ts";
import { kindOfTokenId, parseTokenId } from "../domain/token.ts";
import {
  OWNER_STATES,
  OWNER_TYPES,
  type Owner,
  type OwnerRecord,
  type OwnerReference,
  TOKEN_STATES,
  type TokenLimits,
  type TokenPolicies,
  type TokenRecord,
} from "../domain/token-record.ts";
import {
  type Item,
  instant,
  oneOf,
  optionalCount,
  optionalMap,
  optionalText,
  optionalTexts,
  text,
  texts,
} from "./attributes.ts";

/** A stored token, straight from DynamoDB's attribute form to the record that decisions are made from. */
export function tokenRecordOf(item: Item): TokenRecord {
  const id = parseTokenId(text(item, "id"));
  if (id === undefined) throw new TypeError("a stored token has no valid id");
  const issuedAt = instant(item, "issuedAt");
  if (issuedAt === undefined) throw new TypeError("a stored token has no issuedAt");
  const previousValidUntil = instant(item, "previousValidUntil");
  const role = optionalText(item, "role");
  const trialEndsAt = instant(item, "trialEndsAt");
  const addresses = optionalTexts(item, "allowedAddresses");
  // Each field is always there: the hot path is faster when all records have the same ones.
  return {
    id,
    workspaceId: text(item, "workspaceId"),
    kind: kindOfTokenId(id),
    digest: parseDigest(text(item, "digest")),
    previous:
      previousValidUntil === undefined
        ? undefined
        : {
            digest: parseDigest(text(item, "previousDigest")),
            validUntilEpochMs: previousValidUntil,
            lastUsedAtEpochMs: instant(item, "previousLastUsedAt"),
          },
    state: oneOf(TOKEN_STATES, text(item, "state")),
    issuedAtEpochMs: issuedAt,
    expiresAtEpochMs: instant(item, "expiresAt"),
    role: role === undefined ? undefined : oneOf(ROLES, role),
    scopes: scopesOf(item),
    services: servicesOf(item),
    owner: ownerOf(item),
    origins: createOriginMatcher(texts(item, "domains")),
    trial:
      trialEndsAt === undefined
        ? undefined
        : { origins: createOriginMatcher(texts(item, "trialDomains")), endsAtEpochMs: trialEndsAt },
    addresses: addresses === undefined ? undefined : createAddressList(addresses),
    limits: limitsOf(item),
    lastUsedAtEpochMs: instant(item, "lastUsedAt"),
  };
}

export function ownerOf(token: Item): Owner {
  return {
    type: oneOf(OWNER_TYPES, text(token, "ownerType")),
    id: text(token, "ownerId"),
    name: text(token, "ownerName"),
  };
}

/** A stored member, service account or service, as the owner of tokens. */
export function ownerRecordOf(item: Item, { type }: OwnerReference): OwnerRecord {
  const state = oneOf(OWNER_STATES, text(item, "state"));
  if (type === "service") return { state, scopes: [], services: [] };
  return { state, role: oneOf(ROLES, text(item, "role")), scopes: scopesOf(item), services: servicesOf(item) };
}

/** What a stored workspace demands of its tokens. */
export function policiesOf(workspace: Item): TokenPolicies {
  const policies = optionalMap(workspace, "policies");
  const days = policies === undefined ? undefined : optionalCount(policies, "tokenLifetimeDaysMax");
  return { lifetimeSecondsMax: days === undefined ? undefined : days * 24 * 60 * 60 };
}

export function scopesOf(item: Item): Scope[] {
  return texts(item, "scopes").map((scope) => oneOf(SCOPES, scope));
}

export function servicesOf(item: Item): ServiceGrant {
  return item.services?.S === "all" ? "all" : texts(item, "services");
}

export function limitsOf(token: Item): TokenLimits | undefined {
  const limits = optionalMap(token, "limits");
  if (limits === undefined) return undefined;
  const { requestsPerMinute, requestsPerDay, savesPerDay, eventsPerDay, loadsPerDay } = limits;
  if (!(requestsPerMinute || requestsPerDay || savesPerDay || eventsPerDay || loadsPerDay)) return undefined;
  return {
    requestsPerMinute: optionalCount(limits, "requestsPerMinute"),
    requestsPerDay: optionalCount(limits, "requestsPerDay"),
    savesPerDay: optionalCount(limits, "savesPerDay"),
    eventsPerDay: optionalCount(limits, "eventsPerDay"),
    loadsPerDay: optionalCount(limits, "loadsPerDay"),
  };
}
