import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { BY_EXPIRY, BY_IDLE, BY_OWNER, BY_STATE, BY_WORKSPACE } from "../../../functions/store/list.ts";
import type { Table } from "../../../functions/store/table.ts";
import type { RequestReport } from "../../../local/dynamodb/calls.ts";
import { startDynamoDb } from "../../../local/dynamodb/start-dynamodb.ts";

export interface TestDirectory extends Table {
  readonly endpoint: string;
  /** Every request that reached the store since the last `forget`. */
  readonly requests: readonly RequestReport[];
  /** How many requests of an operation there were; all of them without one. */
  count(operation?: string): number;
  forget(): void;
  stop(): Promise<void>;
}

const INDEXES = [BY_WORKSPACE, BY_OWNER, BY_STATE, BY_EXPIRY, BY_IDLE];

/** A Directory table in memory, on the DynamoDB that `npm start` runs on. */
export async function startDirectory(): Promise<TestDirectory> {
  const requests: RequestReport[] = [];
  const dynamoDb = await startDynamoDb({ onRequest: (report) => requests.push(report), sweepIntervalMs: 0 });
  await dynamoDb.createTables([
    {
      tableName: "directory",
      partitionKey: { name: "pk", type: "S" },
      sortKey: { name: "sk", type: "S" },
      globalSecondaryIndexes: INDEXES.map(({ name, partitionKey, sortKey }) => ({
        indexName: name,
        partitionKey: { name: partitionKey, type: "S" },
        sortKey: { name: sortKey, type: "S" },
        projection: "ALL",
      })),
      timeToLiveAttribute: "ttl",
    },
  ]);
  const client = new DynamoDBClient({
    endpoint: dynamoDb.endpoint,
    region: "us-east-1",
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
  });
  return {
    client,
    name: "directory",
    endpoint: dynamoDb.endpoint,
    requests,
    count: (operation) =>
      requests.filter((request) => operation === undefined || request.operation === operation).length,
    forget: () => {
      requests.length = 0;
    },
    stop: async () => {
      client.destroy();
      await dynamoDb.stop();
    },
  };
}
