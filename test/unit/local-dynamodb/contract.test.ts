import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { it } from "vitest";
import { startDynamoDb } from "../../../local/dynamodb/start-dynamodb.ts";
import { describeDynamoDbContract } from "../../suites/dynamodb-contract.ts";

describeDynamoDbContract("local engine in memory", () => startDynamoDb({ sweepIntervalMs: 0 }));

describeDynamoDbContract("local engine on disk", async () => {
  const dataDir = await mkdtemp(join(tmpdir(), "latchkey-dynamodb-"));
  const engine = await startDynamoDb({ dataDir, sweepIntervalMs: 0 });
  return {
    endpoint: engine.endpoint,
    async stop() {
      await engine.stop();
      await rm(dataDir, { recursive: true });
    },
  };
});

// Another engine, or DynamoDB itself: an endpoint that takes any credentials of the environment.
const endpoint = process.env.DYNAMODB_CONTRACT_ENDPOINT;
if (endpoint === undefined)
  it.skip("DynamoDB contract: engine at DYNAMODB_CONTRACT_ENDPOINT (not set)", () => undefined);
else describeDynamoDbContract(`engine at ${endpoint}`, async () => ({ endpoint, stop: async () => undefined }));
