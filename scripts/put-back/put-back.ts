import { setTimeout as wait } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import {
  type AttributeValue,
  BatchGetItemCommand,
  BatchWriteItemCommand,
  type DynamoDBClient,
  ScanCommand,
  type WriteRequest,
} from "@aws-sdk/client-dynamodb";

type Item = Record<string, AttributeValue>;

export interface PutBackOptions {
  readonly client: DynamoDBClient;
  /** The restored table. It is only read. */
  readonly from: string;
  /** The stack's table, which afterwards has exactly the items of the other. */
  readonly to: string;
  /** Without it, differences are counted and nothing is written. */
  readonly writes: boolean;
  readonly onProgress: (soFar: Differences) => void;
}

/** Items, counted. */
export interface Differences {
  readonly same: number;
  /** Missing or different in the stack's table. */
  readonly put: number;
  /** In the stack's table only. */
  readonly deleted: number;
}

/** There is nothing to restore from: to go on would delete everything. */
export class EmptyTableError extends Error {
  override readonly name = "EmptyTableError";
}

/** What DynamoDB takes in one request (Amazon DynamoDB API reference, BatchGetItem and BatchWriteItem). */
const READS_MAX = 100;
const WRITES_MAX = 25;
const PAUSE_MS = 50;
const PAUSE_MS_MAX = 5000;

/**
 * Makes one table like another, page by page, so that tables of any size fit. Called again it goes on: what is alike already is left alone.
 *
 * @throws EmptyTableError when the restored table has no item; errors of DynamoDB
 */
export async function putBack({ client, from, to, writes, onProgress }: PutBackOptions): Promise<Differences> {
  let differences: Differences = { same: 0, put: 0, deleted: 0 };
  const count = (more: Partial<Differences>) => {
    const { same = 0, put = 0, deleted = 0 } = more;
    differences = {
      same: differences.same + same,
      put: differences.put + put,
      deleted: differences.deleted + deleted,
    };
    onProgress(differences);
  };

  for await (const items of scan(client, from, [])) {
    const stored = await readItems(client, to, items.map(keyOf), []);
    const different = items.filter((item) => !isDeepStrictEqual(item, stored.get(nameOf(item))));
    if (writes) {
      await write(
        client,
        to,
        different.map((Item) => ({ PutRequest: { Item } })),
      );
    }
    count({ same: items.length - different.length, put: different.length });
  }
  if (differences.same + differences.put === 0) {
    throw new EmptyTableError(`${from} has no items: everything in ${to} would be deleted`);
  }
  for await (const items of scan(client, to, KEY_ATTRIBUTES)) {
    const restored = await readItems(client, from, items, KEY_ATTRIBUTES);
    const extra = items.filter((key) => !restored.has(nameOf(key)));
    if (writes) {
      await write(
        client,
        to,
        extra.map((key) => ({ DeleteRequest: { Key: keyOf(key) } })),
      );
    }
    count({ deleted: extra.length });
  }
  return differences;
}

const KEY_ATTRIBUTES = ["pk", "sk"] as const;

function keyOf({ pk, sk }: Item): Item {
  if (pk === undefined || sk === undefined)
    throw new Error("the table's keys are not pk and sk: it is none of Latchkey's");
  return { pk, sk };
}

function nameOf(item: Item): string {
  return JSON.stringify(keyOf(item));
}

/** Every item, in groups that one request can read. */
async function* scan(client: DynamoDBClient, TableName: string, attributes: readonly string[]): AsyncGenerator<Item[]> {
  let start: Item | undefined;
  do {
    const { Items = [], LastEvaluatedKey } = await client.send(
      new ScanCommand({
        TableName,
        ConsistentRead: true,
        ...(attributes.length > 0 && { ProjectionExpression: attributes.join(", ") }),
        ...(start !== undefined && { ExclusiveStartKey: start }),
      }),
    );
    for (let place = 0; place < Items.length; place += READS_MAX) yield Items.slice(place, place + READS_MAX);
    start = LastEvaluatedKey;
  } while (start !== undefined);
}

/** By the name of their keys. */
async function readItems(
  client: DynamoDBClient,
  table: string,
  keys: readonly Item[],
  attributes: readonly string[],
): Promise<Map<string, Item>> {
  const found = new Map<string, Item>();
  let waiting: Item[] = keys.map(keyOf);
  for (let pauseMs = PAUSE_MS; waiting.length > 0; pauseMs = await pause(pauseMs, waiting.length)) {
    const request = {
      Keys: waiting,
      ConsistentRead: true,
      ...(attributes.length > 0 && { ProjectionExpression: attributes.join(", ") }),
    };
    const { Responses, UnprocessedKeys } = await client.send(
      new BatchGetItemCommand({ RequestItems: { [table]: request } }),
    );
    for (const item of Responses?.[table] ?? []) found.set(nameOf(item), item);
    waiting = UnprocessedKeys?.[table]?.Keys ?? [];
  }
  return found;
}

async function write(client: DynamoDBClient, table: string, requests: readonly WriteRequest[]): Promise<void> {
  for (let place = 0; place < requests.length; place += WRITES_MAX) {
    let waiting = requests.slice(place, place + WRITES_MAX);
    for (let pauseMs = PAUSE_MS; waiting.length > 0; pauseMs = await pause(pauseMs, waiting.length)) {
      const { UnprocessedItems } = await client.send(new BatchWriteItemCommand({ RequestItems: { [table]: waiting } }));
      waiting = UnprocessedItems?.[table] ?? [];
    }
  }
}

/** Waits when DynamoDB has left something undone. @returns how long to wait the next time */
async function pause(pauseMs: number, undone: number): Promise<number> {
  if (undone === 0) return pauseMs;
  await wait(pauseMs);
  return Math.min(2 * pauseMs, PAUSE_MS_MAX);
}
