import { mkdir } from "node:fs/promises";
import { resolve } from "node:path";
import db, { type EngineStore, type LevelDatabase, type StoredTable } from "dynalite/db/index.js";
import { dynamoDbError } from "./api-error.ts";

export interface Store {
  readonly engine: EngineStore;
  readonly level: LevelDatabase;
  /** Every table's description as stored, by name; changed by the functions of stored-table.ts only. */
  readonly tables: Map<string, StoredTable>;
  /** Names of the tables that have a stream: see changes.ts. */
  readonly streamed: Set<string>;
}

/**
 * Opens the database in `dataDir`, or in memory when there is none.
 * Throws at once, naming the directory, when another process holds it.
 */
export async function openStore(dataDir: string | undefined): Promise<Store> {
  if (dataDir !== undefined) await mkdir(dataDir, { recursive: true });
  const engine = db.create(dataDir === undefined ? {} : { path: dataDir });
  try {
    await engine.db.open();
  } catch (error) {
    throw openingError(dataDir, error);
  }
  return { engine, level: engine.db, tables: await loadTables(engine.db), streamed: new Set() };
}

function openingError(dataDir: string | undefined, error: unknown): Error {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const isLocked = cause instanceof Error && "code" in cause && cause.code === "LEVEL_LOCKED";
  const directory = resolve(dataDir ?? ".");
  const message = isLocked
    ? `The local DynamoDB in ${directory} is in use by another process. Stop that process, or choose another data directory.`
    : `The local DynamoDB in ${directory} cannot be opened: ${cause instanceof Error ? cause.message : String(cause)}`;
  return new Error(message, { cause: error });
}

export const itemPrefix = (tableName: string): string => `item-${tableName}~`;
/** What the keys of all index entries begin with. */
export const INDEX_KEYS = "index-";
export const indexPrefix = (tableName: string, indexType: string, indexName: string): string =>
  `${INDEX_KEYS}${indexType.toLowerCase()}~${tableName}~${indexName}~`;
export const tableKey = (tableName: string): string => `table~${tableName}`;

/** Every key with this prefix, and no other (no key of the store holds a character above `~`). */
export const prefixRange = (prefix: string): { gte: string; lt: string } => ({
  gte: prefix,
  lt: `${prefix}\u00ff`,
});

/** Throws ResourceNotFoundException when there is no such table. */
export function readTable(store: Store, tableName: string): StoredTable {
  const table = store.tables.get(tableName);
  if (table === undefined) throw dynamoDbError("ResourceNotFoundException", "Requested resource not found");
  return table;
}

async function loadTables(level: LevelDatabase): Promise<Map<string, StoredTable>> {
  const tables = new Map<string, StoredTable>();
  for await (const value of level.values(prefixRange(tableKey("")))) {
    if (isStoredTable(value)) tables.set(value.TableName, value);
  }
  return tables;
}

function isStoredTable(value: unknown): value is StoredTable {
  return typeof value === "object" && value !== null && "TableName" in value && "KeySchema" in value;
}
