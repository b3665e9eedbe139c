import { type DynamoDBClient, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { USES, type Use, type UseCounts } from "../domain/limits.ts";
import type { TokenId } from "../domain/token.ts";
import { type Item, optionalCount } from "./attributes.ts";
import { usageKey } from "./keys.ts";

/**
 * How often a token was used in one minute or one day: an item per token and window, to which every container adds what it has counted. It
 * exists only for tokens that have a limit of such a window, and the store removes it by itself some days later.
 */
const ATTRIBUTES: Readonly<Record<Use, string>> = { load: "loads", save: "saves", event: "events", other: "otherUses" };

const KEPT_SECONDS = 8 * 24 * 60 * 60;

export interface Usage {
  readonly tokenId: TokenId;
  /** As `windowAt` names it. */
  readonly window: string;
  readonly counts: Readonly<Record<Use, number>>;
  readonly atEpochMs: number;
}
export type WriteUsage = (usage: Usage) => Promise<void>;

/** One update without a condition: it adds, so that containers that write at the same time lose nothing. */
export function createUsageWriter(client: DynamoDBClient, tableName: string): WriteUsage {
  return async ({ tokenId, window, counts, atEpochMs }) => {
    const { pk, sk } = usageKey(tokenId, window);
    const added = USES.filter((use) => counts[use] > 0);
    await client.send(
      new UpdateItemCommand({
        TableName: tableName,
        Key: { pk: { S: pk }, sk: { S: sk } },
        UpdateExpression: `SET #ttl = :ttl ADD ${added.map((use) => `${ATTRIBUTES[use]} :${use}`).join(", ")}`,
        ExpressionAttributeNames: { "#ttl": "ttl" },
        ExpressionAttributeValues: {
          ":ttl": { N: String(Math.ceil(atEpochMs / 1000) + KEPT_SECONDS) },
          ...Object.fromEntries(added.map((use) => [`:${use}`, { N: String(counts[use]) }])),
        },
      }),
    );
  };
}

/** What all containers have written so far; nothing is written before the first use. */
export function usageOf(item: Item | undefined): UseCounts {
  const [load = 0, save = 0, event = 0, other = 0] = USES.map((use) =>
    item === undefined ? 0 : (optionalCount(item, ATTRIBUTES[use]) ?? 0),
  );
  return { load, save, event, other, total: load + save + event + other };
}
