import { type AttributeValue, type DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";
import type { MemberRecord } from "../domain/decide.ts";
import { parseDigest } from "../domain/digest.ts";
import { createOriginMatcher } from "../domain/origin.ts";
import { ROLES, SCOPES, type Scope, type ServiceGrant } from "../domain/rights.ts";
import { kindOfTokenId, parseTokenId, type TokenId } from "../domain/token.ts";
import { TOKEN_STATES, type TokenRecord } from "../domain/token-record.ts";
import { signInKey, tokenKey } from "./keys.ts";

/**
 * The authorizer's reader: one strongly consistent GetItem, and straight from DynamoDB's own attribute form to the record, without
 * an unmarshalling library. An item that is not as written by the store is a fault, never an absent token.
 */
export type ReadToken = (id: TokenId) => Promise<TokenRecord | undefined>;
export type ReadSignIn = (subject: string, workspaceId: string) => Promise<MemberRecord | undefined>;

type Item = Record<string, AttributeValue>;

export function createTokenReader(client: DynamoDBClient, tableName: string): ReadToken {
  return async (id) => {
    const item = await getItem(client, tableName, tokenKey(id));
    return item === undefined ? undefined : tokenRecordOf(item);
  };
}

export function createSignInReader(client: DynamoDBClient, tableName: string): ReadSignIn {
  return async (subject, workspaceId) => {
    const item = await getItem(client, tableName, signInKey(subject, workspaceId));
    if (item === undefined) return undefined;
    return {
      memberId: text(item, "memberId"),
      workspaceId: text(item, "workspaceId"),
      email: text(item, "email"),
      role: oneOf(ROLES, text(item, "role")),
      scopes: scopesOf(item),
      services: servicesOf(item),
      state: oneOf(["active", "suspended"], text(item, "state")),
    };
  };
}

async function getItem(
  client: DynamoDBClient,
  tableName: string,
  key: { pk: string; sk: string },
): Promise<Item | undefined> {
  const answer = await client.send(
    new GetItemCommand({ TableName: tableName, Key: { pk: { S: key.pk }, sk: { S: key.sk } }, ConsistentRead: true }),
  );
  return answer.Item;
}

function tokenRecordOf(item: Item): TokenRecord {
  const id = parseTokenId(text(item, "id"));
  if (id === undefined) throw new TypeError("a stored token has no valid id");
  const expiresAt = instant(item, "expiresAt");
  const lastUsedAt = instant(item, "lastUsedAt");
  const previousValidUntil = instant(item, "previousValidUntil");
  const role = optionalText(item, "role");
  return {
    id,
    workspaceId: text(item, "workspaceId"),
    kind: kindOfTokenId(id),
    digest: parseDigest(text(item, "digest")),
    ...(previousValidUntil !== undefined && {
      previous: { digest: parseDigest(text(item, "previousDigest")), validUntilEpochMs: previousValidUntil },
    }),
    state: oneOf(TOKEN_STATES, text(item, "state")),
    ...(expiresAt !== undefined && { expiresAtEpochMs: expiresAt }),
    ...(role !== undefined && { role: oneOf(ROLES, role) }),
    scopes: scopesOf(item),
    services: servicesOf(item),
    owner: {
      type: oneOf(["member", "service_account"], text(item, "ownerType")),
      id: text(item, "ownerId"),
      name: text(item, "ownerName"),
    },
    origins: createOriginMatcher(texts(item, "domains")),
    ...(lastUsedAt !== undefined && { lastUsedAtEpochMs: lastUsedAt }),
  };
}

function text(item: Item, name: string): string {
  const value = optionalText(item, name);
  if (value === undefined) throw new TypeError(`a stored item has no ${name}`);
  return value;
}

/** What is there must be a text: an expiry of another type must not count as none. */
function optionalText(item: Item, name: string): string | undefined {
  const value = item[name];
  if (value === undefined) return undefined;
  if (value.S === undefined) throw new TypeError(`a stored ${name} is not a text`);
  return value.S;
}

function texts(item: Item, name: string): string[] {
  const value = item[name];
  if (value === undefined) return [];
  if (value.L === undefined) throw new TypeError(`a stored ${name} is not a list`);
  return value.L.map((element) => {
    if (element.S === undefined) throw new TypeError(`a stored ${name} is not a list of texts`);
    return element.S;
  });
}

function scopesOf(item: Item): Scope[] {
  return texts(item, "scopes").map((scope) => oneOf(SCOPES, scope));
}

function servicesOf(item: Item): ServiceGrant {
  return item.services?.S === "all" ? "all" : texts(item, "services");
}

function instant(item: Item, name: string): number | undefined {
  const value = optionalText(item, name);
  if (value === undefined) return undefined;
  const epochMs = Date.parse(value);
  if (Number.isNaN(epochMs)) throw new TypeError(`a stored ${name} is not an instant`);
  return epochMs;
}

function oneOf<const Value extends string>(values: readonly Value[], value: string): Value {
  const found = values.find((candidate) => candidate === value);
  if (found === undefined) throw new TypeError("a stored value is not in its closed list");
  return found;
}
