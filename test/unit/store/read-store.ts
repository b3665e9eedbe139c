import {
  type AttributeValue,
  type BatchGetItemCommandInput,
  DynamoDBClient,
  type GetItemCommandInput,
} from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import { createSurroundingItems } from "./stored-tokens.ts";

type Item = Record<string, AttributeValue>;

/** A real client whose requests never leave: GetItem and BatchGetItem are answered from items in memory. */
export function createReadStore(...given: readonly Item[]) {
  const items = new Map<string, Item>();
  const put = (item: Item) => items.set(nameOf(item), item);
  for (const item of [...createSurroundingItems().map((surrounding) => marshall(surrounding)), ...given]) put(item);
  const requests: object[] = [];
  let unprocessed = 0;

  function answerGet(key: Item): object {
    const item = items.get(nameOf(key));
    return item === undefined ? {} : { Item: item };
  }

  function answerBatch(table: string, keys: readonly Item[]): object {
    // The last two keys, so that the token is among what is answered.
    const left = unprocessed > 0 ? keys.slice(-2) : [];
    unprocessed -= 1;
    const found = keys.filter((key) => !left.includes(key)).map((key) => items.get(nameOf(key)));
    return {
      // DynamoDB gives them in any order.
      Responses: { [table]: found.filter((item) => item !== undefined).toReversed() },
      UnprocessedKeys: left.length === 0 ? {} : { [table]: { Keys: left, ConsistentRead: true } },
    };
  }

  function answer({ Key, RequestItems = {} }: Partial<GetItemCommandInput & BatchGetItemCommandInput>): object {
    if (Key !== undefined) return answerGet(Key);
    const [[table, request] = []] = Object.entries(RequestItems);
    return answerBatch(table ?? "", request?.Keys ?? []);
  }

  const client = new DynamoDBClient({ region: "us-east-1", credentials: { accessKeyId: "a", secretAccessKey: "b" } });
  client.middlewareStack.add(
    () => async (args) => {
      requests.push(args.input);
      return {
        response: {},
        output: { $metadata: {}, ...answer(args.input as Parameters<typeof answer>[0]) },
      };
    },
    { step: "initialize", priority: "low" },
  );
  return {
    client,
    requests,
    put,
    remove: (key: Item) => items.delete(nameOf(key)),
    /** The next so many batches leave their last two keys unprocessed. */
    leaveUnprocessed: (batches: number) => {
      unprocessed = batches;
    },
  };
}

function nameOf({ pk, sk }: Item): string {
  return `${pk?.S} ${sk?.S}`;
}
