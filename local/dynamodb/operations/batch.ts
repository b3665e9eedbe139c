import batchGetAction from "dynalite/actions/batchGetItem.js";
import db, { type AttributeMap, type ParsedProjection } from "dynalite/db/index.js";
import batchGetValidation from "dynalite/validations/batchGetItem.js";
import batchWriteValidation from "dynalite/validations/batchWriteItem.js";
import { validationError } from "../api-error.ts";
import type { ItemAction } from "../calls.ts";
import { capacityPerTable, capacityUnitsOf, withCapacity, withoutCapacity } from "../consumed-capacity.ts";
import { leadingKey, namesOf } from "../item-actions.ts";
import { type ItemWrite, prepareDelete, preparePut, throwIfError } from "../item-write.ts";
import { type Engine, type Operation, type Outcome, readOutcome, writeOutcome } from "../operation.ts";
import { assertParameters, objectMember, parseRequest } from "../request-parser.ts";
import { readTable, type Store } from "../store.ts";
import { commit, createWriteBuffer, runAction } from "../store-facade.ts";

const WRITES_MAX = 25;
const GET_MEMBERS = {
  Keys: true,
  ConsistentRead: true,
  ProjectionExpression: true,
  ExpressionAttributeNames: true,
};

interface BatchGetRequest {
  RequestItems: Record<string, { Keys: AttributeMap[]; _projection?: ParsedProjection }>;
  ReturnConsumedCapacity?: "TOTAL" | "INDEXES" | "NONE";
}
interface BatchWriteRequest {
  RequestItems: Record<
    string,
    {
      PutRequest?: { Item: AttributeMap };
      DeleteRequest?: { Key: AttributeMap };
    }[]
  >;
  ReturnConsumedCapacity?: "TOTAL" | "INDEXES" | "NONE";
}

export const batchGetItem: Operation = {
  prepare(body, engine) {
    for (const request of Object.values(objectMember(body, "RequestItems") ?? {})) {
      if (typeof request === "object" && request !== null) assertParameters("BatchGetItem", request, GET_MEMBERS);
    }
    const request = parseRequest<BatchGetRequest>("BatchGetItem", body, batchGetValidation, engine.store);
    const tables = Object.keys(request.RequestItems);
    const actions = tables.map((name) => describeGets(engine.store, request, name));
    return { tables, actions, run: () => runGets(engine, request) };
  },
};

function describeGets(store: Store, request: BatchGetRequest, tableName: string): ItemAction {
  const table = readTable(store, tableName);
  const { Keys = [], _projection } = request.RequestItems[tableName] ?? {};
  for (const key of Keys) throwIfError(db.validateKey(key, table));
  return {
    action: "dynamodb:BatchGetItem",
    tableName,
    leadingKeys: [...new Set(Keys.map((key) => leadingKey(key, table)))],
    attributes: namesOf({ keys: Keys[0] ?? {}, projection: _projection }),
    select: _projection === undefined ? "ALL_ATTRIBUTES" : "SPECIFIC_ATTRIBUTES",
  };
}

async function runGets({ store }: Engine, request: BatchGetRequest): Promise<Outcome> {
  const asked = request.ReturnConsumedCapacity;
  const response = await runAction(store, createWriteBuffer(), batchGetAction, withCapacity(request));
  return readOutcome(withoutCapacity(response, asked), capacityUnitsOf(response));
}

export const batchWriteItem: Operation = {
  prepare(body, engine) {
    const request = parseRequest<BatchWriteRequest>("BatchWriteItem", body, batchWriteValidation, engine.store);
    const writes = prepareWrites(request, engine.store);
    const tables = Object.keys(request.RequestItems);
    return {
      tables,
      actions: tables.map((tableName) => joinActions(tableName, writes)),
      run: () => runWrites(engine, writes, request.ReturnConsumedCapacity),
    };
  },
};

function prepareWrites({ RequestItems }: BatchWriteRequest, store: Store): readonly ItemWrite[] {
  const requests = Object.entries(RequestItems).flatMap(([TableName, list]) =>
    list.map((request) => ({ TableName, ...request })),
  );
  if (requests.length > WRITES_MAX) throw validationError("Too many items requested for the BatchWriteItem call");
  const writes = requests.map(({ TableName, PutRequest, DeleteRequest }) => {
    if (PutRequest !== undefined && DeleteRequest === undefined) {
      return preparePut(store, { TableName, Item: PutRequest.Item });
    }
    if (DeleteRequest !== undefined && PutRequest === undefined) {
      return prepareDelete(store, { TableName, Key: DeleteRequest.Key });
    }
    throw validationError(
      "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes",
    );
  });
  if (new Set(writes.map(({ itemKey }) => itemKey)).size < writes.length) {
    throw validationError("Provided list of item keys contains duplicates");
  }
  return writes;
}

function joinActions(tableName: string, writes: readonly ItemWrite[]): ItemAction {
  const actions = writes.filter((write) => write.tableName === tableName).map(({ action }) => action);
  return {
    action: "dynamodb:BatchWriteItem",
    tableName,
    leadingKeys: [...new Set(actions.flatMap(({ leadingKeys }) => leadingKeys))],
    attributes: [...new Set(actions.flatMap(({ attributes }) => attributes))],
  };
}

/** Every write stands for itself, as in DynamoDB: a batch is not a transaction. */
async function runWrites(
  { store, locks }: Engine,
  writes: readonly ItemWrite[],
  asked: string | undefined,
): Promise<Outcome> {
  const units = await Promise.all(
    writes.map((write) =>
      locks.hold([write.itemKey], async () => {
        const buffer = createWriteBuffer();
        const response = await write.apply(buffer);
        await commit(store, buffer);
        return { tableName: write.tableName, units: capacityUnitsOf(response) };
      }),
    ),
  );
  const total = units.reduce((sum, { units: used }) => sum + used, 0);
  return writeOutcome({ UnprocessedItems: {}, ...capacityPerTable(units, undefined, asked) }, total);
}
