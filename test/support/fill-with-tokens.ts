import { BatchWriteItemCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { RandomBytes } from "../../functions/domain/base62.ts";
import { digestToken, formatDigest } from "../../functions/domain/digest.ts";
import { createTokenId, createTokenValue } from "../../functions/domain/token.ts";
import { putToken, type StoredToken } from "../../functions/store/tokens.ts";
import type { TestPlatform } from "./test-platform.ts";

/** Most writes of one BatchWriteItem. */
const BATCH = 25;
const LANES = 4;
const DAY_MS = 24 * 60 * 60 * 1000;

export interface Filling {
  /** Tokens to write, in front of those that are there. */
  readonly count: number;
  /** Own the tokens, in turn. */
  readonly serviceAccounts: readonly string[];
  readonly randomBytes: RandomBytes;
}

/**
 * Writes tokens straight into the store, as the store would write them. Kinds, states, expiries and owners are mixed evenly, so that every
 * filter finds its share wherever it looks.
 * @returns values of tokens that are active and do not expire
 */
export async function fillWithTokens(test: TestPlatform, filling: Filling): Promise<readonly string[]> {
  const { store, deployment, workspaceId } = test.platform;
  const name = deployment().tables.find((table) => table.name.includes("Directory"))?.name;
  if (name === undefined) throw new Error("there is no table Directory");
  const client = new DynamoDBClient({
    endpoint: store.endpoint,
    region: "us-east-1",
    credentials: store.administrator,
  });
  const values: string[] = [];
  let written = 0;
  async function writeBatches(): Promise<void> {
    while (written < filling.count) {
      const first = written;
      written += BATCH;
      const tokens = Array.from({ length: Math.min(BATCH, filling.count - first) }, (_, offset) =>
        createToken(first + offset, workspaceId, filling),
      );
      for (const { value, token } of tokens) {
        if (values.length < 100 && token.state === "active" && token.expiresAt === undefined) values.push(value);
      }
      const requests = tokens.map(({ token }) => ({ PutRequest: putToken({ client, name: name ?? "" }, token).Put }));
      const { UnprocessedItems = {} } = await client.send(
        new BatchWriteItemCommand({ RequestItems: { [name ?? ""]: requests } }),
      );
      if (Object.keys(UnprocessedItems).length > 0) throw new Error("the store did not write everything");
    }
  }
  await Promise.all(Array.from({ length: LANES }, writeBatches));
  client.destroy();
  return values;
}

function createToken(
  index: number,
  workspaceId: string,
  { serviceAccounts, randomBytes }: Filling,
): { readonly value: string; readonly token: StoredToken } {
  const kind = index % 2 === 0 ? "private" : "public";
  const id = createTokenId(kind, randomBytes);
  const value = createTokenValue(id, randomBytes);
  const createdAt = new Date(Date.now() - index * 1000).toISOString();
  const owner = serviceAccounts[index % serviceAccounts.length] ?? "";
  const state = (["active", "active", "disabled", "revoked"] as const)[index % 4] ?? "active";
  // Some have expired, some will soon, most never.
  const expiresInDays = [-1, 5, 20][Math.floor(index / 4) % 10];
  return {
    value,
    token: {
      id,
      workspaceId,
      kind,
      label: `token ${index}, group ${Math.floor(index / 4) % 7}`,
      digest: formatDigest(digestToken(value)),
      ...(kind === "public" && { value }),
      state,
      issuedAt: createdAt,
      ...(expiresInDays !== undefined && { expiresAt: new Date(Date.now() + expiresInDays * DAY_MS).toISOString() }),
      ...(kind === "private" && { role: "viewer" }),
      scopes: kind === "private" ? ["account_management:read"] : ["embed:load"],
      services: "all",
      ownerType: "service_account",
      ownerId: owner,
      ownerName: owner,
      domains: kind === "private" ? [] : ["https://shop.example.com"],
      createdAt,
      createdBy: "lks_000000000000",
      createdByOwner: { type: "service_account", id: owner },
      updatedAt: createdAt,
      ...(state === "revoked" && { revokedAt: createdAt }),
      revision: 1,
    },
  };
}
