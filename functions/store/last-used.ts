import { ConditionalCheckFailedException, type DynamoDBClient, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import type { TokenId } from "../domain/token.ts";
import { tokenKey } from "./keys.ts";

export interface TokenUse {
  readonly tokenId: TokenId;
  readonly atEpochMs: number;
  /** Where the request came from: the page's origin, or the caller's address. */
  readonly from: { readonly origin: string } | { readonly ip: string };
}
export type WriteLastUsed = (use: TokenUse) => Promise<void>;

export const LAST_USED_INTERVAL_MS = 60_000;

/** One conditional update; does nothing when another container has written within the interval or the token was purged. */
export function createLastUsedWriter(client: DynamoDBClient, tableName: string): WriteLastUsed {
  return async ({ tokenId, atEpochMs, from }) => {
    const key = tokenKey(tokenId);
    const [written, removed, value] =
      "origin" in from ? ["lastUsedOrigin", "lastUsedIp", from.origin] : ["lastUsedIp", "lastUsedOrigin", from.ip];
    try {
      await client.send(
        new UpdateItemCommand({
          TableName: tableName,
          Key: { pk: { S: key.pk }, sk: { S: key.sk } },
          UpdateExpression: `SET lastUsedAt = :now, ${written} = :from REMOVE ${removed}`,
          ConditionExpression: "attribute_exists(pk) AND (attribute_not_exists(lastUsedAt) OR lastUsedAt <= :before)",
          ExpressionAttributeValues: {
            ":now": { S: new Date(atEpochMs).toISOString() },
            ":before": { S: new Date(atEpochMs - LAST_USED_INTERVAL_MS).toISOString() },
            ":from": { S: value },
          },
        }),
      );
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    }
  };
}
