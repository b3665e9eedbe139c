import { isDeepStrictEqual } from "node:util";
import type { IndexDescription, KeySchemaElement, StoredTable } from "dynalite/db/index.js";
import { clearIndex, fillIndexes } from "./index-entries.ts";
import type { Engine } from "./operation.ts";
import { tableKey } from "./store.ts";
import { createStoredTable, timeToLiveOperation, writeTable } from "./stored-table.ts";

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
  /** Whether its changes are kept for whoever reads its stream. @default false */
  readonly hasStream?: boolean;
}

/**
 * Makes the tables as described: creates those that are missing, adds missing indexes (filled from the items that are
 * there), drops indexes that are not described any more, and sets the TTL attribute. Running it again changes nothing;
 * requests may run meanwhile. Tables that are not described stay.
 * Throws when a table or an index exists with another key schema or projection, before it changes that table.
 */
export async function createTables(engine: Engine, tables: readonly TableDescription[]): Promise<void> {
  for (const description of tables) {
    const { tableName, timeToLiveAttribute, hasStream = false } = description;
    if (hasStream) engine.store.streamed.add(tableName);
    else engine.store.streamed.delete(tableName);
    await engine.locks.hold([tableKey(tableName)], async () => {
      const existing = engine.store.tables.get(tableName);
      if (existing === undefined) await writeTable(engine.store, newTable(description));
      else await changeTable(engine, existing, newTable(description));
      await engine.store.level.batch([timeToLiveOperation(tableName, timeToLiveAttribute)]);
    });
  }
}

/**
 * An index is CREATING from before its first entry until its last, so that the next start fills it again after a
 * crash, and writes that run meanwhile keep it up to date. Entries of an index that is dropped stay until an index of
 * that name comes back.
 */
async function changeTable(engine: Engine, existing: StoredTable, wanted: StoredTable): Promise<void> {
  assertSameKeys(`Table ${wanted.TableName}`, existing, existing.KeySchema, wanted, wanted.KeySchema);
  const presentCount = existing.GlobalSecondaryIndexes?.length ?? 0;
  const described = wanted.GlobalSecondaryIndexes ?? [];
  const missing = described.filter((index) => !isFilled(index, existing, wanted));
  if (missing.length === 0 && presentCount === described.length) return;

  const changed: StoredTable = { ...existing, AttributeDefinitions: wanted.AttributeDefinitions };
  for (const { IndexName } of missing) await clearIndex(engine.store, wanted.TableName, IndexName);
  await writeTable(engine.store, { ...changed, GlobalSecondaryIndexes: described.map(markCreating(missing)) });
  await fillIndexes(engine, changed, missing);
  await writeTable(engine.store, { ...changed, GlobalSecondaryIndexes: described });
}

function markCreating(missing: readonly IndexDescription[]) {
  return (index: IndexDescription): IndexDescription =>
    missing.includes(index) ? { ...index, IndexStatus: "CREATING" } : index;
}

/** Whether the table has this index, complete. Throws when it has another one of that name. */
function isFilled(index: IndexDescription, existing: StoredTable, wanted: StoredTable): boolean {
  const same = existing.GlobalSecondaryIndexes?.find(({ IndexName }) => IndexName === index.IndexName);
  if (same === undefined) return false;
  const name = `Index ${index.IndexName} of table ${wanted.TableName}`;
  assertSameKeys(name, existing, same.KeySchema, wanted, index.KeySchema);
  if (!isDeepStrictEqual(same.Projection, index.Projection)) throw differenceError(name, "projection");
  return same.IndexStatus === "ACTIVE";
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

function newTable(description: TableDescription): StoredTable {
  const indexes = description.globalSecondaryIndexes.map(toIndexDescription);
  return createStoredTable({
    TableName: description.tableName,
    AttributeDefinitions: attributeDefinitions(description),
    KeySchema: keySchema(description),
    ...(indexes.length > 0 && { GlobalSecondaryIndexes: indexes }),
  });
}

function toIndexDescription(index: IndexDefinition): IndexDescription {
  return { IndexName: index.indexName, KeySchema: keySchema(index), Projection: toProjection(index.projection) };
}

function toProjection(projection: IndexDefinition["projection"]): IndexDescription["Projection"] {
  if (projection === "ALL") return { ProjectionType: "ALL" };
  if (projection.length === 0) return { ProjectionType: "KEYS_ONLY" };
  return { ProjectionType: "INCLUDE", NonKeyAttributes: [...projection] };
}

type Keyed = Pick<TableDescription, "partitionKey" | "sortKey">;

function keySchema({ partitionKey, sortKey }: Keyed): KeySchemaElement[] {
  const hash: KeySchemaElement = { AttributeName: partitionKey.name, KeyType: "HASH" };
  return sortKey === undefined ? [hash] : [hash, { AttributeName: sortKey.name, KeyType: "RANGE" }];
}

function attributeDefinitions(description: TableDescription): StoredTable["AttributeDefinitions"] {
  const attributes = [description, ...description.globalSecondaryIndexes].flatMap(({ partitionKey, sortKey }) =>
    sortKey === undefined ? [partitionKey] : [partitionKey, sortKey],
  );
  const types = new Map(attributes.map(({ name, type }) => [name, type]));
  return [...types].map(([AttributeName, AttributeType]) => ({ AttributeName, AttributeType }));
}
