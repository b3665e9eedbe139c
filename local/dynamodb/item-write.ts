import deleteItem from "dynalite/actions/deleteItem.js";
import putItem from "dynalite/actions/putItem.js";
import updateItem from "dynalite/actions/updateItem.js";
import db, { type AttributeMap, type ParsedCondition, type ParsedUpdate, type StoredTable } from "dynalite/db/index.js";
import { conditionalCheckFailed, parseApiError, validationError } from "./api-error.ts";
import type { ItemAction } from "./calls.ts";
import { isConditionMet } from "./condition.ts";
import { withCapacity } from "./consumed-capacity.ts";
import { keyText, leadingKey, namesOf } from "./item-actions.ts";
import { itemPrefix, readTable, type Store } from "./store.ts";
import { runAction, type WriteBuffer } from "./store-facade.ts";

/** Members that single writes and the actions of a transaction share, as parsed. */
export interface WriteRequest {
  TableName: string;
  ReturnValues?: string;
  ReturnConsumedCapacity?: "TOTAL" | "INDEXES" | "NONE";
  ReturnValuesOnConditionCheckFailure?: "ALL_OLD" | "NONE";
  _condition?: ParsedCondition;
  _updates?: ParsedUpdate;
}
export interface PutRequest extends WriteRequest {
  Item: AttributeMap;
}
export interface KeyRequest extends WriteRequest {
  Key: AttributeMap;
}

/** A write (or check) of one item that is known to name an existing table and a well-formed key. */
export interface ItemWrite {
  readonly tableName: string;
  /** The item's key in the store, which is also the key of its lock. */
  readonly itemKey: string;
  readonly action: ItemAction;
  /** Checks the condition, then writes item and index entries into `buffer`. Throws what DynamoDB would answer. */
  apply(buffer: WriteBuffer): Promise<Record<string, unknown>>;
}

export function preparePut(store: Store, request: PutRequest): ItemWrite {
  const table = readTable(store, request.TableName);
  throwIfError(db.validateItem(request.Item, table));
  assertIndexKeys(request.Item, table);
  const write = describeWrite(table, "dynamodb:PutItem", request, request.Item);
  return {
    ...write,
    async apply(buffer) {
      await checkCondition(store, request, write.itemKey);
      return runAction(store, buffer, putItem, unconditional(request), write.tableKey);
    },
  };
}

export function prepareUpdate(store: Store, request: KeyRequest): ItemWrite {
  const table = readTable(store, request.TableName);
  throwIfError(db.validateKey(request.Key, table));
  const write = describeWrite(table, "dynamodb:UpdateItem", request, request.Key);
  return {
    ...write,
    async apply(buffer) {
      await checkCondition(store, request, write.itemKey);
      // The action turns the key it is given into the item; without a prototype no attribute name is special.
      const Key: AttributeMap = Object.assign(Object.create(null), request.Key);
      const response = await runAction(store, buffer, updateItem, { ...unconditional(request), Key }, write.tableKey);
      const written = buffer.operations.get(write.itemKey);
      if (written?.type === "put") assertIndexKeys(asItem(written.value), table);
      return response;
    },
  };
}

export function prepareDelete(store: Store, request: KeyRequest): ItemWrite {
  const table = readTable(store, request.TableName);
  throwIfError(db.validateKey(request.Key, table));
  const write = describeWrite(table, "dynamodb:DeleteItem", request, request.Key);
  return {
    ...write,
    async apply(buffer) {
      await checkCondition(store, request, write.itemKey);
      return runAction(store, buffer, deleteItem, unconditional(request), write.tableKey);
    },
  };
}

export function prepareConditionCheck(store: Store, request: KeyRequest): ItemWrite {
  const table = readTable(store, request.TableName);
  throwIfError(db.validateKey(request.Key, table));
  const write = describeWrite(table, "dynamodb:ConditionCheckItem", request, request.Key);
  return {
    ...write,
    async apply() {
      const item = await checkCondition(store, request, write.itemKey);
      return { ConsumedCapacity: { CapacityUnits: db.capacityUnits(item, false, true) } };
    },
  };
}

/** `keyed` is the item of a put, otherwise the key; it has passed the table's checks. */
function describeWrite(table: StoredTable, action: string, request: WriteRequest, keyed: AttributeMap) {
  const { TableName, ReturnValues, _condition, _updates } = request;
  const tableKey = db.createKey(keyed, table);
  return {
    tableName: TableName,
    tableKey,
    itemKey: itemPrefix(TableName) + tableKey,
    action: {
      action,
      tableName: TableName,
      leadingKeys: [leadingKey(keyed, table)],
      attributes: namesOf({ keys: keyed, condition: _condition, update: _updates }),
      ...(ReturnValues === undefined ? {} : { returnValues: ReturnValues }),
    },
  };
}

/** Answers the item as it stands; throws ConditionalCheckFailedException. The caller holds the item's lock. */
async function checkCondition(
  store: Store,
  { _condition, ReturnValuesOnConditionCheckFailure }: WriteRequest,
  itemKey: string,
): Promise<AttributeMap | undefined> {
  if (_condition === undefined) return undefined;
  const item = await readItem(store, itemKey);
  if (!isConditionMet(_condition.expression, item)) {
    throw conditionalCheckFailed(ReturnValuesOnConditionCheckFailure === "ALL_OLD" ? item : undefined);
  }
  return item;
}

export async function readItem(store: Store, itemKey: string): Promise<AttributeMap | undefined> {
  const item = await store.level.get(itemKey);
  return item === undefined ? undefined : asItem(item);
}

/** What lies below an item prefix of the store: only this engine writes there, and only items. */
export function asItem(value: unknown): AttributeMap {
  return value as AttributeMap;
}

/** The request for dynalite's action: its condition is already checked. */
function unconditional({ _condition, ...request }: WriteRequest) {
  return withCapacity(request);
}

function assertIndexKeys(item: AttributeMap, table: StoredTable): void {
  for (const { IndexName, KeySchema } of table.GlobalSecondaryIndexes ?? []) {
    for (const { AttributeName } of KeySchema) {
      const value = item[AttributeName];
      if (value !== undefined && keyText(value) === "") {
        throw validationError(
          "One or more parameter values are not valid. A value specified for a secondary index key is not supported. " +
            `The AttributeValue for a key attribute cannot contain an empty string value. IndexName: ${IndexName}, IndexKey: ${AttributeName}`,
        );
      }
    }
  }
}

/** dynalite's checks return their errors. */
export function throwIfError(error: Error | null | undefined): void {
  if (error !== null && error !== undefined) throw parseApiError(error) ?? error;
}
