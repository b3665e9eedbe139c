import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { BatchGetItemCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { tokenKey } from "../functions/store/keys.ts";
import { put } from "../functions/store/table.ts";
import { createSubjectReader } from "../functions/store/token-reader.ts";
import { putToken } from "../functions/store/tokens.ts";
import { transact } from "../functions/store/transact.ts";
import { createBenchAuthorizer } from "./authorizer.ts";
import { atMost, formatNanoseconds, type Section } from "./report.ts";
import { requestOfServer } from "./requests.ts";
import { batch, median, runRounds } from "./rounds.ts";
import { issueToken, SURROUNDING_ITEMS } from "./tokens.ts";

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
    await transact(client, [putToken(table, token.stored), ...SURROUNDING_ITEMS.map((item) => put(table, item))]);

    const keys = [tokenKey(token.stored.id), ...SURROUNDING_ITEMS];
    const Keys = keys.map(({ pk, sk }) => ({ pk: { S: pk }, sk: { S: sk } }));
    const input = { RequestItems: { [table.name]: { Keys, ConsistentRead: true } } };
    const authorize = createBenchAuthorizer(
      createSubjectReader(client, table.name, { now: Date.now }),
      () => undefined,
    );
    const event = requestOfServer(token);
    const [bare, uncached] = await runRounds(
      [
        batch(OPERATIONS_PER_BATCH, async () => {
          for (let index = 0; index < OPERATIONS_PER_BATCH; index++) {
            const { Responses } = await client.send(new BatchGetItemCommand(input));
            if (Responses?.[table.name]?.length !== keys.length) throw new Error("an item of the bench is not there");
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
        "bare: one BatchGetItem of the same three items with the SDK, strongly consistent, from the local DynamoDB in another thread",
        `uncached: authorize() with a private token, which is read each time; ${OPERATIONS_PER_BATCH} requests a batch, 300 rounds`,
      ],
      rows: [
        { name: "bare BatchGetItem", value: formatNanoseconds(median(bare)) },
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
