import getAction from "dynalite/actions/getItem.js";
import db, { type AttributeMap, type EngineStore, type ParsedProjection } from "dynalite/db/index.js";
import getValidation from "dynalite/validations/getItem.js";
import type { RequestValidation } from "dynalite/validations/index.js";
import { validationError } from "../api-error.ts";
import type { ItemAction } from "../calls.ts";
import { capacityPerTable, capacityUnitsOf } from "../consumed-capacity.ts";
import { leadingKey, namesOf } from "../item-actions.ts";
import { throwIfError } from "../item-write.ts";
import { type Engine, type Operation, type Outcome, readOutcome } from "../operation.ts";
import { assertParameters, listMember, objectMember, parseRequest } from "../request-parser.ts";
import { itemPrefix, readTable, type Store } from "../store.ts";
import { createWriteBuffer, runAction } from "../store-facade.ts";

const ACTIONS_MAX = 100;

interface GetRequest {
  TableName: string;
  Key: AttributeMap;
  _projection?: ParsedProjection;
}
interface TransactGetRequest {
  TransactItems: { Get: GetRequest }[];
  ReturnConsumedCapacity?: "TOTAL" | "INDEXES" | "NONE";
}
interface PreparedGet {
  readonly request: GetRequest;
  readonly itemKey: string;
  readonly action: ItemAction;
}

const GET_MEMBERS = ["TableName", "Key", "ProjectionExpression", "ExpressionAttributeNames"];
const GET_TYPES = Object.fromEntries(
  Object.entries(getValidation.types).filter(([member]) => GET_MEMBERS.includes(member)),
);

const VALIDATION: RequestValidation = {
  custom: findMistake,
  types: {
    ReturnConsumedCapacity: {
      type: "String",
      enum: ["INDEXES", "TOTAL", "NONE"],
    },
    TransactItems: {
      type: "List",
      notNull: true,
      lengthGreaterThanOrEqual: 1,
      lengthLessThanOrEqual: ACTIONS_MAX,
      children: {
        type: "ValueStruct<TransactGetItem>",
        children: {
          Get: { type: "FieldStruct<Get>", notNull: true, children: GET_TYPES },
        },
      },
    },
  },
};

export const transactGetItems: Operation = {
  prepare(body, engine) {
    assertGets(body);
    const request = parseRequest<TransactGetRequest>("TransactGetItems", body, VALIDATION, engine.store);
    const gets = request.TransactItems.map(({ Get }) => prepareGet(Get, engine.store));
    if (new Set(gets.map(({ itemKey }) => itemKey)).size < gets.length) {
      throw validationError("Transaction request cannot include multiple operations on one item");
    }
    return {
      tables: [...new Set(gets.map(({ action }) => action.tableName))],
      actions: gets.map(({ action }) => action),
      run: () => runGets(engine, gets, request.ReturnConsumedCapacity),
    };
  },
};

/** No transaction can commit to any of the items while all their locks are held. */
function runGets({ store, locks }: Engine, gets: readonly PreparedGet[], asked: string | undefined): Promise<Outcome> {
  const keys = gets.map(({ itemKey }) => itemKey);
  return locks.hold(keys, async () => {
    const reads = await Promise.all(gets.map((get) => readOne(store, get)));
    const units = reads.map(({ tableName, units: used }) => ({
      tableName,
      units: used,
    }));
    const Responses = reads.map(({ item }) => (item === undefined ? {} : { Item: item }));
    return readOutcome(
      { Responses, ...capacityPerTable(units, "ReadCapacityUnits", asked) },
      units.reduce((sum, { units: used }) => sum + used, 0),
    );
  });
}

async function readOne(store: Store, { request }: PreparedGet) {
  const consistent = {
    ...request,
    ConsistentRead: true,
    ReturnConsumedCapacity: "TOTAL",
  };
  const response = await runAction(store, createWriteBuffer(), getAction, consistent);
  return {
    tableName: request.TableName,
    item: response.Item,
    units: 2 * capacityUnitsOf(response),
  };
}

function findMistake({ TransactItems }: TransactGetRequest, store: EngineStore): string | undefined {
  for (const { Get } of TransactItems) {
    const message = getValidation.custom?.(Get, store);
    if (message !== undefined) return message;
  }
  return undefined;
}

function prepareGet(request: GetRequest, store: Store): PreparedGet {
  const table = readTable(store, request.TableName);
  throwIfError(db.validateKey(request.Key, table));
  return {
    request,
    itemKey: itemPrefix(request.TableName) + db.createKey(request.Key, table),
    action: {
      action: "dynamodb:GetItem",
      tableName: request.TableName,
      leadingKeys: [leadingKey(request.Key, table)],
      attributes: namesOf({
        keys: request.Key,
        projection: request._projection,
      }),
      select: request._projection === undefined ? "ALL_ATTRIBUTES" : "SPECIFIC_ATTRIBUTES",
    },
  };
}

function assertGets(body: unknown): void {
  for (const item of listMember(body, "TransactItems")) {
    assertParameters("TransactGetItems", item, { Get: true });
    const get = objectMember(item, "Get");
    if (get !== undefined) assertParameters("Get", get, GET_TYPES);
  }
}
