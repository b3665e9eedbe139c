import deleteValidation from "dynalite/validations/deleteItem.js";
import type { RequestValidation } from "dynalite/validations/index.js";
import putValidation from "dynalite/validations/putItem.js";
import updateValidation from "dynalite/validations/updateItem.js";
import { capacityUnitsOf, withoutCapacity } from "../consumed-capacity.ts";
import { indexUnitsOf } from "../index-units.ts";
import { type ItemWrite, prepareDelete, preparePut, prepareUpdate, type WriteRequest } from "../item-write.ts";
import { type Engine, type Operation, type Outcome, writeOutcome } from "../operation.ts";
import { withParsedConditions } from "../parsed-conditions.ts";
import { parseRequest, supportedTypes } from "../request-parser.ts";
import type { Store } from "../store.ts";
import { commit, createWriteBuffer } from "../store-facade.ts";

export const putItem = createSingleWrite("PutItem", putValidation, preparePut);
export const updateItem = createSingleWrite("UpdateItem", updateValidation, prepareUpdate);
export const deleteItem = createSingleWrite("DeleteItem", deleteValidation, prepareDelete);

function createSingleWrite<Request extends WriteRequest>(
  name: string,
  dynaliteValidation: RequestValidation,
  prepareWrite: (store: Store, request: Request) => ItemWrite,
): Operation {
  const validation: RequestValidation = {
    ...withParsedConditions(dynaliteValidation),
    types: supportedTypes(dynaliteValidation, {
      ReturnValuesOnConditionCheckFailure: {
        type: "String",
        enum: ["ALL_OLD", "NONE"],
      },
    }),
  };
  return {
    prepare(body, engine) {
      const request = parseRequest<Request>(name, body, validation, engine.store);
      const write = prepareWrite(engine.store, request);
      return {
        tables: [write.tableName],
        actions: [write.action],
        run: () => runWrite(engine, write, request),
      };
    },
  };
}

function runWrite({ store, locks }: Engine, write: ItemWrite, request: WriteRequest): Promise<Outcome> {
  return locks.hold([write.itemKey], async () => {
    const buffer = createWriteBuffer();
    const response = await write.apply(buffer);
    const units = capacityUnitsOf(response) + (await indexUnitsOf(store, buffer));
    await commit(store, buffer);
    return writeOutcome(withoutCapacity(response, request.ReturnConsumedCapacity), units);
  });
}
