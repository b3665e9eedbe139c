import getAction from "dynalite/actions/getItem.js";
import queryAction from "dynalite/actions/query.js";
import scanAction from "dynalite/actions/scan.js";
import db, {
  type AttributeMap,
  type AttributeValue,
  type ParsedCondition,
  type ParsedProjection,
  type StoredTable,
} from "dynalite/db/index.js";
import getValidation from "dynalite/validations/getItem.js";
import type { RequestValidation } from "dynalite/validations/index.js";
import queryValidation from "dynalite/validations/query.js";
import scanValidation from "dynalite/validations/scan.js";
import { validationError } from "../api-error.ts";
import { isConditionMet } from "../condition.ts";
import { capacityUnitsOf, withCapacity, withoutCapacity } from "../consumed-capacity.ts";
import { keyText, leadingKey, namesOf } from "../item-actions.ts";
import { asItem, throwIfError } from "../item-write.ts";
import { type Engine, type Operation, type Outcome, readOutcome } from "../operation.ts";
import { parseRequest, supportedTypes } from "../request-parser.ts";
import { readTable } from "../store.ts";
import { createWriteBuffer, runAction } from "../store-facade.ts";

interface ReadRequest {
  TableName: string;
  ReturnConsumedCapacity?: "TOTAL" | "INDEXES" | "NONE";
  _projection?: ParsedProjection;
}
interface GetRequest extends ReadRequest {
  Key: AttributeMap;
}
interface RangeRequest extends ReadRequest {
  IndexName?: string;
  Select?: string;
  ExclusiveStartKey?: AttributeMap;
  _filter?: ParsedCondition;
}
interface QueryRequest extends RangeRequest {
  /** Made from the KeyConditionExpression by dynalite's checks. */
  KeyConditions: Record<string, { ComparisonOperator: string; AttributeValueList: AttributeValue[] }>;
}

const getTypes: RequestValidation = {
  ...getValidation,
  types: supportedTypes(getValidation),
};
const queryTypes: RequestValidation = {
  ...queryValidation,
  types: supportedTypes(queryValidation),
};
const scanTypes: RequestValidation = {
  ...scanValidation,
  // Younger than dynalite's list of members.
  types: supportedTypes(scanValidation, { ConsistentRead: "Boolean" }),
};

export const getItem: Operation = {
  prepare(body, engine) {
    const request = parseRequest<GetRequest>("GetItem", body, getTypes, engine.store);
    const table = readTable(engine.store, request.TableName);
    throwIfError(db.validateKey(request.Key, table));
    return {
      tables: [request.TableName],
      actions: [
        {
          action: "dynamodb:GetItem",
          tableName: request.TableName,
          leadingKeys: [leadingKey(request.Key, table)],
          attributes: namesOf({
            keys: request.Key,
            projection: request._projection,
          }),
          select: request._projection === undefined ? "ALL_ATTRIBUTES" : "SPECIFIC_ATTRIBUTES",
        },
      ],
      run: () => runGet(engine, request),
    };
  },
};

async function runGet({ store }: Engine, request: GetRequest): Promise<Outcome> {
  const response = await runAction(store, createWriteBuffer(), getAction, withCapacity(request));
  return readOutcome(withoutCapacity(response, request.ReturnConsumedCapacity), capacityUnitsOf(response));
}

export const query: Operation = {
  prepare(body, engine) {
    const request = parseRequest<QueryRequest>("Query", body, queryTypes, engine.store);
    const table = readTable(engine.store, request.TableName);
    const [hashName = "", rangeName] = keyNames(table, request.IndexName);
    const condition = request.KeyConditions[hashName];
    if (condition === undefined) throw validationError(`Query condition missed key schema element: ${hashName}`);
    if (condition.ComparisonOperator !== "EQ") throw validationError("Query key condition not supported");
    assertPaths(request, table);
    assertFilter(request, [hashName, rangeName]);
    return {
      tables: [request.TableName],
      actions: [
        {
          action: "dynamodb:Query",
          leadingKeys: [keyText(condition.AttributeValueList[0])],
          ...rangeFacts(request, Object.keys(request.KeyConditions)),
        },
      ],
      run: () => runRange(engine, queryAction, request, table),
    };
  },
};

export const scan: Operation = {
  prepare(body, engine) {
    const request = parseRequest<RangeRequest>("Scan", body, scanTypes, engine.store);
    const table = readTable(engine.store, request.TableName);
    keyNames(table, request.IndexName);
    assertPaths(request, table);
    return {
      tables: [request.TableName],
      actions: [
        {
          action: "dynamodb:Scan",
          leadingKeys: [],
          ...rangeFacts(request, []),
        },
      ],
      run: () => runRange(engine, scanAction, request, table),
    };
  },
};

/** Names of the partition and sort key. Throws ValidationException when the table has no such index. */
function keyNames(table: StoredTable, indexName: string | undefined): readonly string[] {
  const index = table.GlobalSecondaryIndexes?.find(({ IndexName }) => IndexName === indexName);
  const schema = indexName === undefined ? table.KeySchema : index?.KeySchema;
  if (schema === undefined) throw validationError(`The table does not have the specified index: ${indexName}`);
  return schema.map(({ AttributeName }) => AttributeName);
}

function assertPaths({ _filter, _projection }: RangeRequest, table: StoredTable): void {
  throwIfError(db.validateKeyPaths(_projection?.nestedPaths, table));
  throwIfError(db.validateKeyPaths(_filter?.nestedPaths, table));
}

function assertFilter({ _filter }: RangeRequest, keys: readonly (string | undefined)[]): void {
  const key = keys.find((name) => name !== undefined && _filter?.pathHeads[name]);
  if (key === undefined) return;
  throw validationError(`Filter Expression can only contain non-primary key attributes: Primary key attribute: ${key}`);
}

function rangeFacts(request: RangeRequest, keyNames: readonly string[]) {
  const isProjected = request._projection !== undefined;
  const whole = request.IndexName === undefined ? "ALL_ATTRIBUTES" : "ALL_PROJECTED_ATTRIBUTES";
  return {
    tableName: request.TableName,
    ...(request.IndexName === undefined ? {} : { indexName: request.IndexName }),
    attributes: [
      ...new Set([
        ...keyNames,
        ...namesOf({
          filter: request._filter,
          projection: request._projection,
        }),
      ]),
    ],
    select: request.Select ?? (isProjected ? "SPECIFIC_ATTRIBUTES" : whole),
  };
}

/** dynalite finds the items; filter and projection come after, as they do in DynamoDB. */
async function runRange(
  { store }: Engine,
  action: typeof getAction,
  request: RangeRequest,
  table: StoredTable,
): Promise<Outcome> {
  const { _filter, _projection, Select, ...range } = request;
  const whole = withCapacity(Select === "ALL_ATTRIBUTES" ? { ...range, Select } : range);
  const { Items, ...response } = await runAction(store, createWriteBuffer(), action, whole, startKey(request, table));
  const found = (Array.isArray(Items) ? Items : []).map(asItem);
  const kept = _filter === undefined ? found : found.filter((item) => isConditionMet(_filter.expression, item));
  const shown = _projection === undefined ? kept : kept.map((item) => db.mapPaths(_projection.paths, item));
  return readOutcome(
    {
      ...withoutCapacity(response, request.ReturnConsumedCapacity),
      Count: kept.length,
      ...(Select !== "COUNT" && { Items: shown }),
    },
    capacityUnitsOf(response),
  );
}

/** The table's key of the item to start after; empty when there is none, or none that dynalite will accept. */
function startKey({ ExclusiveStartKey = {} }: RangeRequest, table: StoredTable): string {
  const names = table.KeySchema.map(({ AttributeName }) => AttributeName);
  const key = Object.fromEntries(Object.entries(ExclusiveStartKey).filter(([name]) => names.includes(name)));
  return db.validateKey(key, table) ? "" : db.createKey(key, table);
}
