import { parentPort } from "node:worker_threads";
import { startDynamoDb } from "../local/dynamodb/start-dynamodb.ts";

/** The local DynamoDB in a thread of its own, so that it does not take turns with the client that is measured. */
const dynamoDb = await startDynamoDb({ sweepIntervalMs: 0 });
await dynamoDb.createTables([
  {
    tableName: "directory",
    partitionKey: { name: "pk", type: "S" },
    sortKey: { name: "sk", type: "S" },
    globalSecondaryIndexes: [],
  },
]);
parentPort?.postMessage(dynamoDb.endpoint);
