import type { StoredTable } from "dynalite/db/index.js";
import createValidation from "dynalite/validations/createTable.js";
import deleteValidation from "dynalite/validations/deleteTable.js";
import describeValidation from "dynalite/validations/describeTable.js";
import type { MemberTypes } from "dynalite/validations/index.js";
import listValidation from "dynalite/validations/listTables.js";
import { dynamoDbError, validationError } from "../api-error.ts";
import type { ItemAction } from "../calls.ts";
import { clearIndex } from "../index-entries.ts";
import { type Engine, type Operation, readOutcome, writeOutcome } from "../operation.ts";
import { parseRequest } from "../request-parser.ts";
import { itemPrefix, prefixRange, type Store, tableKey } from "../store.ts";
import {
  createStoredTable,
  deleteTableDescription,
  readTimeToLive,
  timeToLiveOperation,
  writeTable,
} from "../stored-table.ts";

interface TableRequest {
  TableName: string;
}
interface CreateRequest
  extends Pick<StoredTable, "TableName" | "AttributeDefinitions" | "KeySchema" | "GlobalSecondaryIndexes"> {
  LocalSecondaryIndexes?: unknown;
}
interface ListRequest {
  ExclusiveStartTableName?: string;
  Limit?: number;
}
interface TimeToLiveRequest extends TableRequest {
  TimeToLiveSpecification: { AttributeName: string; Enabled: boolean };
}

export const createTable: Operation = {
  prepare(body, engine) {
    const request = parseRequest<CreateRequest>("CreateTable", body, createValidation, engine.store);
    if (request.LocalSecondaryIndexes !== undefined) {
      throw validationError("The local DynamoDB does not support local secondary indexes");
    }
    return prepareTable("CreateTable", request, engine, async () => {
      if (engine.store.tables.has(request.TableName)) {
        throw dynamoDbError("ResourceInUseException", `Table already exists: ${request.TableName}`);
      }
      const table = createStoredTable(request);
      await writeTable(engine.store, table);
      return { TableDescription: table };
    });
  },
};

export const describeTable: Operation = {
  prepare(body, engine) {
    const request = parseRequest<TableRequest>("DescribeTable", body, describeValidation, engine.store);
    return prepareTable("DescribeTable", request, engine, async () => ({
      Table: requireTable(engine.store, request.TableName),
    }));
  },
};

export const deleteTable: Operation = {
  prepare(body, engine) {
    const request = parseRequest<TableRequest>("DeleteTable", body, deleteValidation, engine.store);
    return prepareTable("DeleteTable", request, engine, async () => {
      const { store } = engine;
      const table = requireTable(store, request.TableName);
      await deleteTableDescription(store, request.TableName);
      await store.level.clear(prefixRange(itemPrefix(request.TableName)));
      for (const { IndexName } of table.GlobalSecondaryIndexes ?? []) {
        await clearIndex(store, request.TableName, IndexName);
      }
      return { TableDescription: { ...table, TableStatus: "DELETING" } };
    });
  },
};

const LIST_LIMIT = 100;

export const listTables: Operation = {
  prepare(body, engine) {
    const request = parseRequest<ListRequest>("ListTables", body, listValidation, engine.store);
    return {
      tables: [],
      actions: [tableAction("ListTables", "*")],
      async run() {
        const all = [...engine.store.tables.keys()].sort();
        const start = request.ExclusiveStartTableName;
        const rest = start === undefined ? all : all.filter((name) => name > start);
        const TableNames = rest.slice(0, request.Limit ?? LIST_LIMIT);
        const last = TableNames.at(-1);
        const hasMore = TableNames.length < rest.length && last !== undefined;
        return readOutcome({ TableNames, ...(hasMore && { LastEvaluatedTableName: last }) }, 0);
      },
    };
  },
};

const TABLE_NAME = describeValidation.types;
const TIME_TO_LIVE: MemberTypes = {
  ...TABLE_NAME,
  TimeToLiveSpecification: {
    type: "FieldStruct<TimeToLiveSpecification>",
    notNull: true,
    children: {
      AttributeName: {
        type: "String",
        notNull: true,
        lengthGreaterThanOrEqual: 1,
        lengthLessThanOrEqual: 255,
      },
      Enabled: { type: "Boolean", notNull: true },
    },
  },
};

export const updateTimeToLive: Operation = {
  prepare(body, engine) {
    const request = parseRequest<TimeToLiveRequest>("UpdateTimeToLive", body, { types: TIME_TO_LIVE }, engine.store);
    return prepareTable("UpdateTimeToLive", request, engine, async () => {
      const { AttributeName, Enabled } = request.TimeToLiveSpecification;
      requireTable(engine.store, request.TableName);
      const current = await readTimeToLive(engine.store, request.TableName);
      assertTimeToLiveChange(current, AttributeName, Enabled);
      await engine.store.level.batch([timeToLiveOperation(request.TableName, Enabled ? AttributeName : undefined)]);
      return { TimeToLiveSpecification: { AttributeName, Enabled } };
    });
  },
};

export const describeTimeToLive: Operation = {
  prepare(body, engine) {
    const request = parseRequest<TableRequest>("DescribeTimeToLive", body, { types: TABLE_NAME }, engine.store);
    return prepareTable("DescribeTimeToLive", request, engine, async () => {
      requireTable(engine.store, request.TableName);
      const AttributeName = await readTimeToLive(engine.store, request.TableName);
      const TimeToLiveDescription =
        AttributeName === undefined ? { TimeToLiveStatus: "DISABLED" } : { TimeToLiveStatus: "ENABLED", AttributeName };
      return { TimeToLiveDescription };
    });
  },
};

function assertTimeToLiveChange(current: string | undefined, attribute: string, isEnabled: boolean): void {
  if (isEnabled && current === attribute) throw validationError("TimeToLive is already enabled");
  if (isEnabled && current !== undefined) {
    throw validationError(`TimeToLive is active on a different AttributeName: current AttributeName is ${current}`);
  }
  if (!isEnabled && current === undefined) throw validationError("TimeToLive is already disabled");
  if (!isEnabled && current !== attribute) {
    throw validationError(`TimeToLive is active on a different AttributeName: current AttributeName is ${current}`);
  }
}

function requireTable(store: Store, tableName: string): StoredTable {
  const table = store.tables.get(tableName);
  if (table === undefined) {
    throw dynamoDbError("ResourceNotFoundException", `Requested resource not found: Table: ${tableName} not found`);
  }
  return table;
}

/** Changes to one table run one after the other. */
function prepareTable(name: string, request: TableRequest, { locks }: Engine, work: () => Promise<object>) {
  return {
    tables: [request.TableName],
    actions: [tableAction(name, request.TableName)],
    run: () => locks.hold([tableKey(request.TableName)], async () => writeOutcome(await work(), 0)),
  };
}

function tableAction(name: string, tableName: string): ItemAction {
  return {
    action: `dynamodb:${name}`,
    tableName,
    leadingKeys: [],
    attributes: [],
  };
}
