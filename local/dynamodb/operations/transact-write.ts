import db, { type EngineStore } from "dynalite/db/index.js";
import deleteValidation from "dynalite/validations/deleteItem.js";
import type { MemberTypes, RequestValidation } from "dynalite/validations/index.js";
import putValidation from "dynalite/validations/putItem.js";
import updateValidation from "dynalite/validations/updateItem.js";
import { dynamoDbError, parseApiError, validationError } from "../api-error.ts";
import { capacityPerTable, capacityUnitsOf } from "../consumed-capacity.ts";
import { fingerprintOf } from "../idempotency.ts";
import { indexUnitsOf } from "../index-units.ts";
import {
  asItem,
  type ItemWrite,
  type KeyRequest,
  type PutRequest,
  prepareConditionCheck,
  prepareDelete,
  preparePut,
  prepareUpdate,
} from "../item-write.ts";
import { type Engine, type Operation, type Outcome, writeOutcome } from "../operation.ts";
import { withParsedConditions } from "../parsed-conditions.ts";
import { assertParameters, listMember, objectMember, parseRequest } from "../request-parser.ts";
import type { Store } from "../store.ts";
import { commit, createWriteBuffer, type WriteBuffer } from "../store-facade.ts";

const ACTIONS_MAX = 100;
const BYTES_MAX = 4 * 1024 * 1024;

interface TransactItem {
  Put?: PutRequest;
  Update?: KeyRequest;
  Delete?: KeyRequest;
  ConditionCheck?: KeyRequest;
}
interface TransactWriteRequest {
  TransactItems: TransactItem[];
  ClientRequestToken?: string;
  ReturnConsumedCapacity?: "TOTAL" | "INDEXES" | "NONE";
}

const CONDITION_MEMBERS = ["TableName", "ConditionExpression", "ExpressionAttributeNames", "ExpressionAttributeValues"];
const RETURN_OLD = {
  ReturnValuesOnConditionCheckFailure: {
    type: "String",
    enum: ["ALL_OLD", "NONE"],
  },
};
const REQUIRED_EXPRESSION = { type: "String", notNull: true };

/** Members of the four actions; what they are checked by is dynalite's check of the single write. */
const ACTION_VALIDATIONS: Readonly<Record<keyof TransactItem, RequestValidation>> = {
  Put: pick(putValidation, [...CONDITION_MEMBERS, "Item"]),
  Update: pick(updateValidation, [...CONDITION_MEMBERS, "Key"], {
    UpdateExpression: REQUIRED_EXPRESSION,
  }),
  Delete: pick(deleteValidation, [...CONDITION_MEMBERS, "Key"]),
  ConditionCheck: pick(deleteValidation, [...CONDITION_MEMBERS, "Key"], {
    ConditionExpression: REQUIRED_EXPRESSION,
  }),
};
const ACTION_NAMES = ["Put", "Update", "Delete", "ConditionCheck"] as const;

const ONE_ACTION = "TransactItems can only contain one of Check, Put, Update or Delete";

const VALIDATION: RequestValidation = {
  custom: findMistake,
  types: {
    ClientRequestToken: {
      type: "String",
      lengthGreaterThanOrEqual: 1,
      lengthLessThanOrEqual: 36,
    },
    ReturnConsumedCapacity: {
      type: "String",
      enum: ["INDEXES", "TOTAL", "NONE"],
    },
    ReturnItemCollectionMetrics: { type: "String", enum: ["SIZE", "NONE"] },
    TransactItems: {
      type: "List",
      notNull: true,
      lengthGreaterThanOrEqual: 1,
      lengthLessThanOrEqual: ACTIONS_MAX,
      children: {
        type: "ValueStruct<TransactWriteItem>",
        children: Object.fromEntries(
          ACTION_NAMES.map((name) => [
            name,
            {
              type: `FieldStruct<${name}>`,
              children: ACTION_VALIDATIONS[name].types,
            },
          ]),
        ),
      },
    },
  },
};

export const transactWriteItems: Operation = {
  prepare(body, engine) {
    assertActions(body);
    const request = parseRequest<TransactWriteRequest>("TransactWriteItems", body, VALIDATION, engine.store);
    const fingerprint = fingerprintOf(body);
    const writes = request.TransactItems.map((item) => prepareAction(item, engine.store));
    if (new Set(writes.map(({ itemKey }) => itemKey)).size < writes.length) {
      throw validationError("Transaction request cannot include multiple operations on one item");
    }
    return {
      tables: [...new Set(writes.map(({ tableName }) => tableName))],
      actions: writes.map(({ action }) => action),
      run: () => runTransaction(engine, writes, request, fingerprint),
    };
  },
};

function runTransaction(
  { store, locks, idempotency }: Engine,
  writes: readonly ItemWrite[],
  { ClientRequestToken: token, ReturnConsumedCapacity: asked }: TransactWriteRequest,
  fingerprint: string,
): Promise<Outcome> {
  const keys = writes.map(({ itemKey }) => itemKey);
  return locks.hold(token === undefined ? keys : [...keys, idempotency.lockKey(token)], async () => {
    const earlier = token === undefined ? undefined : await idempotency.findResponse(token, fingerprint);
    if (earlier !== undefined) return writeOutcome(earlier, 0);

    const buffer = createWriteBuffer();
    const results = await Promise.all(writes.map((write) => attempt(write, buffer)));
    if (results.some(({ reason }) => reason.Code !== "None")) throw cancelled(results.map(({ reason }) => reason));
    assertSize(writes, buffer);

    const units = results.map(({ units }, index) => ({
      tableName: writes[index]?.tableName ?? "",
      units: 2 * units,
    }));
    const response = capacityPerTable(units, "WriteCapacityUnits", asked);
    const indexUnits = await indexUnitsOf(store, buffer);
    await commit(store, buffer, token === undefined ? [] : [idempotency.remember(token, fingerprint, response)]);
    return writeOutcome(
      response,
      units.reduce((sum, { units: used }) => sum + used, indexUnits),
    );
  });
}

interface CancellationReason {
  readonly Code: string;
  readonly Message?: string;
  readonly Item?: unknown;
}

/** A refusal of one action is a reason; anything else that goes wrong ends the transaction as it is. */
async function attempt(write: ItemWrite, buffer: WriteBuffer): Promise<{ reason: CancellationReason; units: number }> {
  try {
    return {
      reason: { Code: "None" },
      units: capacityUnitsOf(await write.apply(buffer)),
    };
  } catch (error) {
    const refusal = parseApiError(error);
    const code = refusal === undefined ? undefined : REASON_CODES.get(refusal.type);
    if (refusal === undefined || code === undefined) throw error;
    const item = refusal.body.Item;
    return {
      reason: {
        Code: code,
        Message: refusal.message,
        ...(item !== undefined && { Item: item }),
      },
      units: 0,
    };
  }
}

const REASON_CODES: ReadonlyMap<string, string> = new Map([
  ["ConditionalCheckFailedException", "ConditionalCheckFailed"],
  ["ValidationException", "ValidationError"],
]);

function assertSize(writes: readonly ItemWrite[], { operations }: WriteBuffer): void {
  const bytes = writes.reduce((sum, { itemKey }) => {
    const operation = operations.get(itemKey);
    return operation?.type === "put" ? sum + db.itemSize(asItem(operation.value)) : sum;
  }, 0);
  if (bytes > BYTES_MAX) throw validationError("The aggregate size of the items in the transaction exceeds 4 MB");
}

function cancelled(reasons: readonly CancellationReason[]) {
  const codes = reasons.map(({ Code }) => Code).join(", ");
  return dynamoDbError(
    "TransactionCanceledException",
    `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`,
    { CancellationReasons: reasons },
  );
}

function pick(validation: RequestValidation, members: readonly string[], more: MemberTypes = {}): RequestValidation {
  const picked = Object.entries(validation.types).filter(([member]) => members.includes(member));
  return {
    ...withParsedConditions(validation),
    types: { ...Object.fromEntries(picked), ...RETURN_OLD, ...more },
  };
}

/** dynalite drops nested members that it does not know; they are refused here before. */
function assertActions(body: unknown): void {
  for (const item of listMember(body, "TransactItems")) {
    assertParameters("TransactWriteItems", item, ACTION_VALIDATIONS);
    for (const name of ACTION_NAMES) {
      const action = objectMember(item, name);
      if (action !== undefined) assertParameters(name, action, ACTION_VALIDATIONS[name].types);
    }
  }
}

/** What DynamoDB has against the first action that it refuses. */
function findMistake({ TransactItems }: TransactWriteRequest, store: EngineStore): string | undefined {
  for (const item of TransactItems) {
    const [name, ...others] = ACTION_NAMES.filter((member) => item[member] !== undefined);
    if (name === undefined || others.length > 0) return ONE_ACTION;
    const message = ACTION_VALIDATIONS[name].custom?.(item[name] ?? {}, store);
    if (message !== undefined) return message;
  }
  return undefined;
}

function prepareAction(item: TransactItem, store: Store): ItemWrite {
  if (item.Put !== undefined) return preparePut(store, item.Put);
  if (item.Update !== undefined) return prepareUpdate(store, item.Update);
  if (item.Delete !== undefined) return prepareDelete(store, item.Delete);
  if (item.ConditionCheck !== undefined) return prepareConditionCheck(store, item.ConditionCheck);
  throw validationError(ONE_ACTION);
}
