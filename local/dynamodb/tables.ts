import { randomUUID } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import db, {
  type IndexDescription,
  type KeySchemaElement,
  type LevelOperation,
  type StoredTable,
} from "dynalite/db/index.js";
import { asItem } from "./item-write.ts";
import { findTable, indexPrefix, itemPrefix, prefixRange, type Store, tableKey } from "./store.ts";

export interface KeyAttribute {
  readonly name: string;
  readonly type: "S" | "N" | "B";
}

export interface IndexDefinition {
  readonly indexName: string;
  readonly partitionKey: KeyAttribute;
  readonly sortKey?: KeyAttribute;
  /** Names beside the keys that an index entry holds, or `ALL`. */
  readonly projection: "ALL" | readonly string[];
}

/** A table as the template describes it. */
export interface TableDescription {
  readonly tableName: string;
  readonly partitionKey: KeyAttribute;
  readonly sortKey?: KeyAttribute;
  readonly globalSecondaryIndexes: readonly IndexDefinition[];
  /** Name of the attribute with the epoch second after which an item may be removed. */
  readonly timeToLiveAttribute?: string;
}

const REGION = "us-east-1";
const ACCOUNT = "000000000000";

/**
 * Creates what is missing: tables, and indexes of existing tables (filled from their items). Sets each table's TTL
 * attribute. Running it again changes nothing.
 * Throws when a table or an index exists with another key schema: data cannot be moved to another key.
 */
export async function createTables(store: Store, tables: readonly TableDescription[]): Promise<void> {
  for (const description of tables) {
    const existing = await findTable(store, description.tableName);
    if (existing === undefined) await writeTable(store, newTable(description));
    else await updateTable(store, existing, description);
    await writeTimeToLive(store, description.tableName, description.timeToLiveAttribute);
  }
}

export function tableArn(tableName: string): string {
  return `arn:aws:dynamodb:${REGION}:${ACCOUNT}:table/${tableName}`;
}

export async function writeTable(store: Store, table: StoredTable): Promise<void> {
  await store.level.batch([{ type: "put", key: tableKey(table.TableName), value: table }]);
}

/** A table without items, ready for use. */
export function createStoredTable(
  description: Pick<StoredTable, "TableName" | "AttributeDefinitions" | "KeySchema" | "GlobalSecondaryIndexes">,
): StoredTable {
  const { TableName, AttributeDefinitions, KeySchema, GlobalSecondaryIndexes } = description;
  return {
    TableName,
    TableStatus: "ACTIVE",
    TableArn: tableArn(TableName),
    TableId: randomUUID(),
    CreationDateTime: Date.now() / 1000,
    AttributeDefinitions,
    KeySchema,
    ...(GlobalSecondaryIndexes && {
      GlobalSecondaryIndexes: GlobalSecondaryIndexes.map((index) => ({
        ...index,
        IndexArn: `${tableArn(TableName)}/index/${index.IndexName}`,
        IndexStatus: "ACTIVE",
      })),
    }),
    ItemCount: 0,
    TableSizeBytes: 0,
    BillingModeSummary: { BillingMode: "PAY_PER_REQUEST" },
  };
}

function newTable(description: TableDescription): StoredTable {
  const indexes = description.globalSecondaryIndexes.map(toIndexDescription);
  return createStoredTable({
    TableName: description.tableName,
    AttributeDefinitions: attributeDefinitions(description),
    KeySchema: keySchema(description),
    ...(indexes.length > 0 && { GlobalSecondaryIndexes: indexes }),
  });
}

async function updateTable(store: Store, existing: StoredTable, description: TableDescription): Promise<void> {
  const wanted = newTable(description);
  assertSameKeys(`Table ${description.tableName}`, existing, existing.KeySchema, wanted, wanted.KeySchema);
  const present = existing.GlobalSecondaryIndexes ?? [];
  const missing: IndexDescription[] = [];
  for (const index of wanted.GlobalSecondaryIndexes ?? []) {
    const same = present.find(({ IndexName }) => IndexName === index.IndexName);
    if (same === undefined) missing.push(index);
    else {
      const name = `Index ${index.IndexName} of table ${description.tableName}`;
      assertSameKeys(name, existing, same.KeySchema, wanted, index.KeySchema);
      if (!isDeepStrictEqual(same.Projection, index.Projection)) throw differenceError(name, "projection");
    }
  }
  if (missing.length === 0) return;

  const definitions = new Map(
    [...existing.AttributeDefinitions, ...wanted.AttributeDefinitions].map((defined) => [
      defined.AttributeName,
      defined,
    ]),
  );
  const updated: StoredTable = {
    ...existing,
    AttributeDefinitions: [...definitions.values()],
    GlobalSecondaryIndexes: [...present, ...missing],
  };
  await fillIndexes(store, updated, missing);
  await writeTable(store, updated);
}

const ITEMS_PER_BATCH = 200;

/** A crash in between leaves entries of an index that no table names yet; the next start fills it again. */
async function fillIndexes(store: Store, table: StoredTable, indexes: IndexDescription[]): Promise<void> {
  const iterator = store.level.values(prefixRange(itemPrefix(table.TableName)));
  try {
    for (
      let items = await iterator.nextv(ITEMS_PER_BATCH);
      items.length > 0;
      items = await iterator.nextv(ITEMS_PER_BATCH)
    ) {
      const operations = items.flatMap((item): LevelOperation[] =>
        db.getIndexActions(indexes, undefined, asItem(item), table).puts.map((put) => ({
          type: "put",
          key: indexPrefix(table.TableName, "global", put.index) + put.key,
          value: put.item,
        })),
      );
      if (operations.length > 0) await store.level.batch(operations);
    }
  } finally {
    await iterator.close();
  }
}

function assertSameKeys(
  name: string,
  existing: StoredTable,
  existingKeys: readonly KeySchemaElement[],
  wanted: StoredTable,
  wantedKeys: readonly KeySchemaElement[],
): void {
  const stored = describeKeys(existing, existingKeys);
  const described = describeKeys(wanted, wantedKeys);
  if (stored !== described) throw differenceError(name, `key schema: stored ${stored}, described ${described}`);
}

function describeKeys(table: StoredTable, keys: readonly KeySchemaElement[]): string {
  const typeOf = (name: string) =>
    table.AttributeDefinitions.find(({ AttributeName }) => AttributeName === name)?.AttributeType;
  return keys.map(({ AttributeName, KeyType }) => `${KeyType} ${AttributeName} (${typeOf(AttributeName)})`).join(", ");
}

function differenceError(name: string, difference: string): Error {
  return new Error(
    `${name} exists in the data directory with another ${difference}. Start with an empty data directory.`,
  );
}

function toIndexDescription(index: IndexDefinition): IndexDescription {
  const { projection } = index;
  return {
    IndexName: index.indexName,
    KeySchema: keySchema(index),
    Projection:
      projection === "ALL"
        ? { ProjectionType: "ALL" }
        : projection.length === 0
          ? { ProjectionType: "KEYS_ONLY" }
          : { ProjectionType: "INCLUDE", NonKeyAttributes: [...projection] },
  };
}

function keySchema(keyed: {
  readonly partitionKey: KeyAttribute;
  readonly sortKey?: KeyAttribute;
}): KeySchemaElement[] {
  const hash: KeySchemaElement = {
    AttributeName: keyed.partitionKey.name,
    KeyType: "HASH",
  };
  return keyed.sortKey === undefined ? [hash] : [hash, { AttributeName: keyed.sortKey.name, KeyType: "RANGE" }];
}

function attributeDefinitions(description: TableDescription): StoredTable["AttributeDefinitions"] {
  const attributes = [description, ...description.globalSecondaryIndexes].flatMap(({ partitionKey, sortKey }) =>
    sortKey === undefined ? [partitionKey] : [partitionKey, sortKey],
  );
  const types = new Map(attributes.map(({ name, type }) => [name, type]));
  return [...types].map(([AttributeName, AttributeType]) => ({
    AttributeName,
    AttributeType,
  }));
}

const timeToLiveKey = (tableName: string): string => `ttl~${tableName}`;

/** `attribute` undefined turns TTL off. */
export async function writeTimeToLive(store: Store, tableName: string, attribute: string | undefined): Promise<void> {
  const key = timeToLiveKey(tableName);
  await store.level.batch([attribute === undefined ? { type: "del", key } : { type: "put", key, value: attribute }]);
}

export async function readTimeToLive(store: Store, tableName: string): Promise<string | undefined> {
  const attribute = await store.level.get(timeToLiveKey(tableName));
  return typeof attribute === "string" ? attribute : undefined;
}

export async function listTableNames(store: Store): Promise<readonly string[]> {
  const prefix = tableKey("");
  const iterator = store.level.keys(prefixRange(prefix));
  try {
    const names: string[] = [];
    for (let keys = await iterator.nextv(100); keys.length > 0; keys = await iterator.nextv(100)) {
      names.push(...keys.map((key) => key.slice(prefix.length)));
    }
    return names;
  } finally {
    await iterator.close();
  }
}
