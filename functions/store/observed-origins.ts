import { hash } from "node:crypto";
import { ConditionalCheckFailedException, type DynamoDBClient, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import type { Origin } from "../domain/origin.ts";
import type { TokenId } from "../domain/token.ts";
import { observedOriginKey, observedOriginsOf } from "./keys.ts";
import { queryPage, type Table } from "./table.ts";

/**
 * Where public tokens are used. Whoever copies a public token can send it from any origin that they make up, so the room for what is
 * observed is bounded: 64 slots for each token and verdict, and the slot of an origin follows from its hash. A slot holds one origin; another
 * one gets it when the first has not been seen for a day. So a flood of made-up origins can hide real ones from the list, and nothing more.
 *
 * An item: pk `ORIGINS#<token id>`, sk `<verdict>#<slot>`, and the attributes of `ObservedOrigin` but the verdict. It is removed by the
 * store when its origin has not been seen for 90 days.
 */
export const ORIGIN_VERDICTS = [
  /** A request that was allowed. */
  "allowed",
  /** Allowed, but the token's list on trial would refuse it. */
  "trial",
  /** Allowed, with the secret before the latest rotation. It is not counted as one of the two above. */
  "previous",
  /** Refused with `origin_not_listed`. */
  "refused",
] as const;
export type OriginVerdict = (typeof ORIGIN_VERDICTS)[number];

export interface ObservedOrigin {
  readonly verdict: OriginVerdict;
  readonly origin: string;
  /** What the counting began with: `previous` the instant of the rotation, `trial` the end of the trial, the others nothing. */
  readonly since: string;
  /** Requests; sampled, so there were at least so many. */
  readonly uses: number;
  readonly firstSeenAt: string;
  readonly lastSeenAt: string;
}

export interface OriginSighting {
  readonly tokenId: TokenId;
  readonly verdict: OriginVerdict;
  readonly origin: Origin;
  readonly since: string;
  readonly uses: number;
  readonly atEpochMs: number;
}
export type WriteOriginSighting = (sighting: OriginSighting) => Promise<void>;

const SLOTS = 64;
const SLOT_KEPT_MS = 24 * 60 * 60 * 1000;
const KEPT_SECONDS = 90 * 24 * 60 * 60;

/** One conditional update when the slot is free or the origin's own, a second one when it is somebody else's. Never reads. */
export function createOriginWriter(client: DynamoDBClient, tableName: string): WriteOriginSighting {
  async function update(sighting: OriginSighting, expression: string, condition: string, before?: string) {
    const { tokenId, verdict, origin, since, uses, atEpochMs } = sighting;
    const { pk, sk } = observedOriginKey(tokenId, verdict, slotOf(origin));
    try {
      await client.send(
        new UpdateItemCommand({
          TableName: tableName,
          Key: { pk: { S: pk }, sk: { S: sk } },
          UpdateExpression: expression,
          ConditionExpression: condition,
          ExpressionAttributeNames: { "#ttl": "ttl" },
          ExpressionAttributeValues: {
            ":origin": { S: origin },
            ":since": { S: since },
            ":uses": { N: String(uses) },
            ":now": { S: new Date(atEpochMs).toISOString() },
            ":ttl": { N: String(Math.ceil(atEpochMs / 1000) + KEPT_SECONDS) },
            ...(before !== undefined && { ":before": { S: before } }),
          },
        }),
      );
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  }

  return async (sighting) => {
    const isCounted = await update(
      sighting,
      "SET origin = :origin, since = :since, firstSeenAt = if_not_exists(firstSeenAt, :now), lastSeenAt = :now, #ttl = :ttl ADD uses :uses",
      "attribute_not_exists(pk) OR (origin = :origin AND since = :since)",
    );
    if (isCounted) return;
    await update(
      sighting,
      "SET origin = :origin, since = :since, firstSeenAt = :now, lastSeenAt = :now, uses = :uses, #ttl = :ttl",
      "lastSeenAt < :before OR (origin = :origin AND since <> :since)",
      new Date(sighting.atEpochMs - SLOT_KEPT_MS).toISOString(),
    );
  };
}

/** Everything that is known of where a token was used: one Query of at most 256 small items, in no particular order. */
export async function listObservedOrigins(directory: Table, tokenId: string): Promise<readonly ObservedOrigin[]> {
  const { items } = await queryPage<Omit<ObservedOrigin, "verdict"> & { readonly sk: string }>(directory, {
    partition: observedOriginsOf(tokenId),
    limit: SLOTS * ORIGIN_VERDICTS.length,
  });
  return items.flatMap(({ sk, origin, since, uses, firstSeenAt, lastSeenAt }) => {
    const verdict = ORIGIN_VERDICTS.find((candidate) => sk.startsWith(`${candidate}#`));
    return verdict === undefined ? [] : [{ verdict, origin, since, uses, firstSeenAt, lastSeenAt }];
  });
}

function slotOf(origin: Origin): string {
  const slot = Number.parseInt(hash("sha256", origin, "hex").slice(0, 4), 16) % SLOTS;
  return String(slot).padStart(2, "0");
}
