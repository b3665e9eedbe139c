import deleteItem from "dynalite/actions/deleteItem.js";
import putItem from "dynalite/actions/putItem.js";
import updateItem from "dynalite/actions/updateItem.js";
import db, { type AttributeMap, type ParsedCondition, type ParsedUpdate, type StoredTable } from "dynalite/db/index.js";
import { conditionalCheckFailed, parseApiError, validationError } from "./api-error.ts";
import type { ItemAction } from "./calls.ts";
import { isConditionMet } from "./condition.ts";
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
}
export interface PutRequest extends WriteRequest {
  Item: AttributeMap;
}
export interface KeyRequest extends WriteRequest {
  Key: AttributeMap;
}
export interface UpdateRequest extends KeyRequest {
  _updates?: ParsedUpdate;
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

export async function preparePut(store: Store, request: PutRequest): Promise<ItemWrite> {
  const table = await readTable(store, request.TableName);
  throwIfError(db.validateItem(request.Item, table));
  assertIndexKeys(request.Item, table);
  const itemKey = itemKeyOf(request.Item, table);
  return {
    tableName: request.TableName,
    itemKey,
    action: {
      action: "dynamodb:PutItem",
      tableName: request.TableName,
      leadingKeys: [leadingKey(request.Item, table)],
      attributes: namesOf({
        keys: request.Item,
        condition: request._condition,
      }),
      ...returnValuesOf(request),
    },
    async apply(buffer) {
      await checkCondition(store, request, itemKey);
      return runAction(store, buffer, putItem, unconditional(request));
    },
  };
}

export async function prepareUpdate(store: Store, request: UpdateRequest): Promise<ItemWrite> {
  const { table, itemKey, ...facts } = await prepareKeyed(store, "dynamodb:UpdateItem", request, request._updates);
  return {
    ...facts,
    itemKey,
    async apply(buffer) {
      await checkCondition(store, request, itemKey);
      // The action turns the key it is given into the item; without a prototype no attribute name is special.
      const Key: AttributeMap = Object.assign(Object.create(null), request.Key);
      const response = await runAction(store, buffer, updateItem, {
        ...unconditional(request),
        Key,
      });
      const written = buffer.operations.get(itemKey);
      if (written?.type === "put") assertIndexKeys(asItem(written.value), table);
      return response;
    },
  };
}

export async function prepareDelete(store: Store, request: KeyRequest): Promise<ItemWrite> {
  const { table: _table, itemKey, ...facts } = await prepareKeyed(store, "dynamodb:DeleteItem", request);
  return {
    ...facts,
    itemKey,
    async apply(buffer) {
      await checkCondition(store, request, itemKey);
      return runAction(store, buffer, deleteItem, unconditional(request));
    },
  };
}

export async function prepareConditionCheck(store: Store, request: KeyRequest): Promise<ItemWrite> {
  const { table: _table, itemKey, ...facts } = await prepareKeyed(store, "dynamodb:ConditionCheckItem", request);
  return {
    ...facts,
    itemKey,
    async apply() {
      const item = await checkCondition(store, request, itemKey);
      return {
        ConsumedCapacity: {
          TableName: request.TableName,
          CapacityUnits: db.capacityUnits(item, false, true),
        },
      };
    },
  };
}

async function prepareKeyed(store: Store, action: string, request: KeyRequest, update?: ParsedUpdate) {
  const table = await readTable(store, request.TableName);
  throwIfError(db.validateKey(request.Key, table));
  return {
    table,
    tableName: request.TableName,
    itemKey: itemKeyOf(request.Key, table),
    action: {
      action,
      tableName: request.TableName,
      leadingKeys: [leadingKey(request.Key, table)],
      attributes: namesOf({
        keys: request.Key,
        condition: request._condition,
        update,
      }),
      ...returnValuesOf(request),
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

function itemKeyOf(keyed: AttributeMap, table: StoredTable): string {
  return itemPrefix(table.TableName) + db.createKey(keyed, table);
}

function returnValuesOf({ ReturnValues }: WriteRequest): {
  returnValues?: string;
} {
  return ReturnValues === undefined ? {} : { returnValues: ReturnValues };
}

/**
 * The request for dynalite's action: its condition is already checked, and units are counted even when the caller did
 * not ask for them.
 */
function unconditional<Request extends WriteRequest>({ _condition, ...request }: Request) {
  const isDetailed = request.ReturnConsumedCapacity === "INDEXES";
  return {
    ...request,
    ReturnConsumedCapacity: isDetailed ? "INDEXES" : "TOTAL",
  };
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
