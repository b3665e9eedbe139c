import { randomUUID } from "node:crypto";
import type { LevelOperation, StoredTable } from "dynalite/db/index.js";
import { type Store, tableKey } from "./store.ts";

const REGION = "us-east-1";
const ACCOUNT = "000000000000";

/** A table without items, ready for use. */
export function createStoredTable(
  description: Pick<StoredTable, "TableName" | "AttributeDefinitions" | "KeySchema" | "GlobalSecondaryIndexes">,
): StoredTable {
  const { TableName, AttributeDefinitions, KeySchema, GlobalSecondaryIndexes } = description;
  const TableArn = `arn:aws:dynamodb:${REGION}:${ACCOUNT}:table/${TableName}`;
  return {
    TableName,
    TableStatus: "ACTIVE",
    TableArn,
    TableId: randomUUID(),
    CreationDateTime: Date.now() / 1000,
    AttributeDefinitions,
    KeySchema,
    ...(GlobalSecondaryIndexes && {
      GlobalSecondaryIndexes: GlobalSecondaryIndexes.map((index) => ({
        ...index,
        IndexArn: `${TableArn}/index/${index.IndexName}`,
        IndexStatus: "ACTIVE",
      })),
    }),
    ItemCount: 0,
    TableSizeBytes: 0,
    BillingModeSummary: { BillingMode: "PAY_PER_REQUEST" },
  };
}

export async function writeTable(store: Store, table: StoredTable): Promise<void> {
  await store.level.batch([{ type: "put", key: tableKey(table.TableName), value: table }]);
  store.tables.set(table.TableName, table);
}

/** Removes the description and the TTL setting; items and index entries stay. */
export async function deleteTableDescription(store: Store, tableName: string): Promise<void> {
  await store.level.batch([{ type: "del", key: tableKey(tableName) }, timeToLiveOperation(tableName, undefined)]);
  store.tables.delete(tableName);
}

/** What to write so that the table's TTL attribute is `attribute`; undefined turns TTL off. */
export function timeToLiveOperation(tableName: string, attribute: string | undefined): LevelOperation {
  const key = timeToLiveKey(tableName);
  return attribute === undefined ? { type: "del", key } : { type: "put", key, value: attribute };
}

export async function readTimeToLive(store: Store, tableName: string): Promise<string | undefined> {
  const attribute = await store.level.get(timeToLiveKey(tableName));
  return typeof attribute === "string" ? attribute : undefined;
}

function timeToLiveKey(tableName: string): string {
  return `ttl~${tableName}`;
}
