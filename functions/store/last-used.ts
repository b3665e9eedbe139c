import { ConditionalCheckFailedException, type DynamoDBClient, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import type { TokenId } from "../domain/token.ts";
import { tokenKey, tokenPlace } from "./keys.ts";

export interface TokenUse {
  readonly tokenId: TokenId;
  readonly atEpochMs: number;
  /** Where the request came from: the page's origin, or the caller's address. */
  readonly from: { readonly origin: string } | { readonly ip: string };
  /** Which of the token's secrets it was, while a rotation runs. */
  readonly secret: "current" | "previous";
}
export type WriteLastUsed = (use: TokenUse) => Promise<void>;

/**
 * How late the last use may be. The token is in five indexes, so each of these writes costs 11 times as much as one of an item that is in none. What
 * happens within the hour is in the token's usage, in quarters of it.
 */
export const LAST_USED_INTERVAL_MS = 60 * 60 * 1000;
/** Of the previous secret, while a rotation runs: whoever waits for its last use looks again and again. */
export const PREVIOUS_USED_INTERVAL_MS = 60_000;

/**
 * One conditional update; does nothing when another container has written within the interval or the token was purged. A use of the
 * previous secret is written when none of the previous secret was. `idleSince` is the place of the same
 * instant in the list of unused tokens.
 */
export function createLastUsedWriter(client: DynamoDBClient, tableName: string): WriteLastUsed {
  return async ({ tokenId, atEpochMs, from, secret }) => {
    const [written, removed, value] =
      "origin" in from ? ["lastUsedOrigin", "lastUsedIp", from.origin] : ["lastUsedIp", "lastUsedOrigin", from.ip];
    const [instants, instant, intervalMs] =
      secret === "previous"
        ? [
            "lastUsedAt = :now, idleSince = :place, previousLastUsedAt = :now",
            "previousLastUsedAt",
            PREVIOUS_USED_INTERVAL_MS,
          ]
        : ["lastUsedAt = :now, idleSince = :place", "lastUsedAt", LAST_USED_INTERVAL_MS];
    const now = new Date(atEpochMs).toISOString();
    await updateToken(client, {
      TableName: tableName,
      tokenId,
      UpdateExpression: `SET ${instants}, ${written} = :from REMOVE ${removed}`,
      ConditionExpression: `attribute_exists(pk) AND (attribute_not_exists(${instant}) OR ${instant} <= :before)`,
      ExpressionAttributeValues: {
        ":now": { S: now },
        ":place": { S: tokenPlace(now, tokenId) },
        ":before": { S: new Date(atEpochMs - intervalMs).toISOString() },
        ":from": { S: value },
      },
    });
  };
}

export type WriteSecretInUrl = (exposed: { readonly tokenId: TokenId; readonly atEpochMs: number }) => Promise<void>;

/** Flags a token whose secret came in a URL, where logs and histories keep it. */
export function createSecretInUrlWriter(client: DynamoDBClient, tableName: string): WriteSecretInUrl {
  return async ({ tokenId, atEpochMs }) => {
    await updateToken(client, {
      TableName: tableName,
      tokenId,
      UpdateExpression: "SET secretInUrlAt = :now",
      ConditionExpression: "attribute_exists(pk)",
      ExpressionAttributeValues: { ":now": { S: new Date(atEpochMs).toISOString() } },
    });
  };
}

type TokenUpdate = Omit<ConstructorParameters<typeof UpdateItemCommand>[0], "Key"> & { readonly tokenId: TokenId };

/** One update of a token, unless its condition does not hold. */
async function updateToken(client: DynamoDBClient, { tokenId, ...update }: TokenUpdate): Promise<void> {
  const { pk, sk } = tokenKey(tokenId);
  try {
    await client.send(new UpdateItemCommand({ ...update, Key: { pk: { S: pk }, sk: { S: sk } } }));
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}
