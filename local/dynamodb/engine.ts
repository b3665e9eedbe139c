import { type ApiError, authorizationError, internalError, parseApiError, unknownOperationError } from "./api-error.ts";
import type { Authorize, RequestReport } from "./calls.ts";
import type { Envelope, WireAnswer, WireRequest } from "./http-listener.ts";
import type { Engine, Operation, PreparedRequest } from "./operation.ts";
import { batchGetItem, batchWriteItem } from "./operations/batch.ts";
import { getItem, query, scan } from "./operations/read.ts";
import { deleteItem, putItem, updateItem } from "./operations/single-write.ts";
import {
  createTable,
  deleteTable,
  describeTable,
  describeTimeToLive,
  listTables,
  updateTimeToLive,
} from "./operations/table.ts";
import { transactGetItems } from "./operations/transact-get.ts";
import { transactWriteItems } from "./operations/transact-write.ts";

/** Everything the local DynamoDB can do; any other operation is an UnknownOperationException. */
const OPERATIONS: ReadonlyMap<string, Operation> = new Map([
  ["BatchGetItem", batchGetItem],
  ["BatchWriteItem", batchWriteItem],
  ["CreateTable", createTable],
  ["DeleteItem", deleteItem],
  ["DeleteTable", deleteTable],
  ["DescribeTable", describeTable],
  ["DescribeTimeToLive", describeTimeToLive],
  ["GetItem", getItem],
  ["ListTables", listTables],
  ["PutItem", putItem],
  ["Query", query],
  ["Scan", scan],
  ["TransactGetItems", transactGetItems],
  ["TransactWriteItems", transactWriteItems],
  ["UpdateItem", updateItem],
  ["UpdateTimeToLive", updateTimeToLive],
]);

interface Judged {
  readonly report: RequestReport;
  readonly answer: WireAnswer;
}

/** Checks, authorizes and runs requests, and reports each of them once. */
export function createRequestHandler(
  engine: Engine,
  { authorize, onRequest }: { authorize: Authorize; onRequest: (report: RequestReport) => void },
) {
  function prepare({ operation, body }: WireRequest): PreparedRequest {
    const definition = OPERATIONS.get(operation);
    if (definition !== undefined) return definition.prepare(body, engine);
    throw unknownOperationError(`The local DynamoDB does not support the operation ${operation}`);
  }

  async function judge(request: WireRequest): Promise<Judged> {
    const { operation, accessKeyId } = request;
    const facts = { operation, accessKeyId, tables: [], actions: [] };
    let prepared: Pick<PreparedRequest, "tables" | "actions"> = facts;
    try {
      const { run, ...described } = prepare(request);
      prepared = described;
      const authorization = authorize({ accessKeyId, operation, actions: described.actions });
      if (!authorization.isAllowed) throw authorizationError(authorization.type, authorization.message);
      const { response, readUnits, writeUnits } = await run();
      return {
        report: { ...facts, ...prepared, readUnits, writeUnits, statusCode: 200 },
        answer: { statusCode: 200, body: response },
      };
    } catch (error) {
      const refusal = parseApiError(error);
      const { statusCode, body, type: errorType } = refusal ?? internalError();
      const fault = refusal === undefined ? { fault: error } : {};
      return {
        report: { ...facts, ...prepared, readUnits: 0, writeUnits: 0, statusCode, errorType, ...fault },
        answer: { statusCode, body },
      };
    }
  }

  async function answer(request: WireRequest): Promise<WireAnswer> {
    const judged = await judge(request);
    onRequest(judged.report);
    return judged.answer;
  }

  function refuse(error: ApiError, envelope: Envelope): WireAnswer {
    const { statusCode, body, type: errorType } = error;
    onRequest({ ...envelope, tables: [], actions: [], readUnits: 0, writeUnits: 0, statusCode, errorType });
    return { statusCode, body };
  }

  return { answer, refuse };
}
