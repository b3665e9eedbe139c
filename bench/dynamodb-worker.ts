import { type MessagePort, parentPort } from "node:worker_threads";
import { startDynamoDb } from "../local/dynamodb/start-dynamodb.ts";
import { ACCESS_KEY_ID, type PortAnswer, type PortRequest } from "./port-client.ts";

/** The local DynamoDB in a thread of its own, so that it does not take turns with the client that is measured. It answers on each port that it is given. */
const dynamoDb = await startDynamoDb({ sweepIntervalMs: 0 });
await dynamoDb.createTables([
  {
    tableName: "directory",
    partitionKey: { name: "pk", type: "S" },
    sortKey: { name: "sk", type: "S" },
    globalSecondaryIndexes: [],
  },
]);
parentPort?.on("message", (port: MessagePort) => {
  port.on("message", async ({ id, operation, body }: PortRequest) => {
    const { statusCode, body: answer } = await dynamoDb.answer({
      operation,
      accessKeyId: ACCESS_KEY_ID,
      body: JSON.parse(Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString()),
    });
    port.postMessage({ id, statusCode, body: JSON.stringify(answer) } satisfies PortAnswer);
  });
});
parentPort?.postMessage(dynamoDb.endpoint);
