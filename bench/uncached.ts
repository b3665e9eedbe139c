import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";
import { tokenKey } from "../functions/store/keys.ts";
import { createTokenReader } from "../functions/store/token-reader.ts";
import { putToken } from "../functions/store/tokens.ts";
import { transact } from "../functions/store/transact.ts";
import { createBenchAuthorizer } from "./authorizer.ts";
import { atMost, formatNanoseconds, type Section } from "./report.ts";
import { requestOfServer } from "./requests.ts";
import { batch, median, runRounds } from "./rounds.ts";
import { issueToken } from "./tokens.ts";

const OPERATIONS_PER_BATCH = 10;
const LIMIT = 1.15;

/** What a decision costs that must read the token's record, beside the read alone, with the same client from the same store. */
export async function measureUncached(): Promise<Section> {
  const worker = new Worker(new URL("./dynamodb-worker.ts", import.meta.url));
  const [endpoint] = await once(worker, "message");
  const client = new DynamoDBClient({
    endpoint: String(endpoint),
    region: "us-east-1",
    credentials: { accessKeyId: "bench", secretAccessKey: "bench" },
  });
  try {
    const table = { client, name: "directory" };
    const token = issueToken("private", 1);
    await transact(client, [putToken(table, token.stored)]);

    const { pk, sk } = tokenKey(token.stored.id);
    const input = { TableName: table.name, Key: { pk: { S: pk }, sk: { S: sk } }, ConsistentRead: true };
    const authorize = createBenchAuthorizer(createTokenReader(client, table.name), () => undefined);
    const event = requestOfServer(token);
    const [bare, uncached] = await runRounds(
      [
        batch(OPERATIONS_PER_BATCH, async () => {
          for (let index = 0; index < OPERATIONS_PER_BATCH; index++) {
            const { Item } = await client.send(new GetItemCommand(input));
            if (Item === undefined) throw new Error("the token of the bench is not there");
          }
        }),
        batch(OPERATIONS_PER_BATCH, async () => {
          for (let index = 0; index < OPERATIONS_PER_BATCH; index++) {
            if (!(await authorize(event)).isAuthorized) throw new Error("a request of the bench was refused");
          }
        }),
      ],
      { rounds: 300, warmUpRounds: 50 },
    );
    return {
      title: "Decision that reads the record",
      notes: [
        "bare: one GetItem with the SDK, strongly consistent, from the local DynamoDB in another thread",
        `uncached: authorize() with a private token, which is read each time; ${OPERATIONS_PER_BATCH} requests a batch, 300 rounds`,
      ],
      rows: [
        { name: "bare GetItem", value: formatNanoseconds(median(bare)) },
        {
          name: "uncached authorize()",
          value: formatNanoseconds(median(uncached)),
          ...atMost(median(uncached) / median(bare), LIMIT),
        },
      ],
    };
  } finally {
    client.destroy();
    await worker.terminate();
  }
}
