import { afterAll, beforeAll, describe } from "vitest";
import { describeBatches } from "./dynamodb/batch.ts";
import { describeConditions } from "./dynamodb/conditions.ts";
import { createFixture, type Fixture } from "./dynamodb/fixture.ts";
import { describeQueries } from "./dynamodb/queries.ts";
import { describeSingleItems } from "./dynamodb/single-item.ts";
import { describeTables } from "./dynamodb/tables.ts";
import { describeTransactGet } from "./dynamodb/transact-get.ts";
import { describeTransactWrite } from "./dynamodb/transact-write.ts";

/** An engine that answers DynamoDB's protocol at `endpoint`, with any credentials. */
export interface ContractEngine {
  readonly endpoint: string;
  stop(): Promise<void>;
}

/**
 * What this project expects of any DynamoDB, through the real SDK. It creates its own tables and asks for nothing
 * that DynamoDB itself would not do, so that it can judge any engine behind an endpoint.
 */
export function describeDynamoDbContract(name: string, start: () => Promise<ContractEngine>): void {
  describe(`DynamoDB contract: ${name}`, () => {
    let engine: ContractEngine;
    let fixture: Fixture | undefined;

    beforeAll(async () => {
      engine = await start();
      fixture = await createFixture(engine.endpoint);
    });
    afterAll(async () => {
      fixture?.client.destroy();
      await engine.stop();
    });

    function use(): Fixture {
      if (fixture === undefined) throw new Error("The engine did not start");
      return fixture;
    }

    describeSingleItems(use);
    describeConditions(use);
    describeQueries(use);
    describeBatches(use);
    describeTransactWrite(use);
    describeTransactGet(use);
    describeTables(use);
  });
}
