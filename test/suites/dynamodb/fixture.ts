import { randomUUID } from "node:crypto";
import {
  type AttributeValue,
  CreateTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
} from "@aws-sdk/client-dynamodb";

export type Item = Record<string, AttributeValue>;

/** A client and a table with a sort key and the index `byOwner` (owner, since), shared by the tests of one run. */
export interface Fixture {
  readonly client: DynamoDBClient;
  readonly table: string;
  /** A key that no other test has. */
  newKey(sk?: string): { pk: AttributeValue; sk: AttributeValue };
  put(item: Item): Promise<void>;
  /** Strongly consistent. */
  read(key: Item): Promise<Item | undefined>;
  /** Entries of the index for one owner, in order of `since`. */
  readIndex(owner: string): Promise<readonly Item[]>;
}

export const S = (value: string): AttributeValue => ({ S: value });
export const N = (value: number | string): AttributeValue => ({ N: String(value) });

/** A client for an engine on this machine; nothing is retried, so that a test sees every answer. */
export function createClient(endpoint: string, accessKeyId = "CONTRACT"): DynamoDBClient {
  return new DynamoDBClient({
    endpoint,
    region: "us-east-1",
    credentials: { accessKeyId, secretAccessKey: "not-a-secret" },
    maxAttempts: 1,
  });
}

/** Creates the table and waits until it can be used. */
export async function createFixture(endpoint: string): Promise<Fixture> {
  const client = createClient(endpoint);
  const table = `contract-${randomUUID()}`;
  await createContractTable(client, table);

  async function read(Key: Item): Promise<Item | undefined> {
    return (await client.send(new GetItemCommand({ TableName: table, Key, ConsistentRead: true }))).Item;
  }

  async function readIndex(owner: string): Promise<readonly Item[]> {
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName: table,
        IndexName: "byOwner",
        KeyConditionExpression: "#owner = :owner",
        ExpressionAttributeNames: { "#owner": "owner" },
        ExpressionAttributeValues: { ":owner": S(owner) },
      }),
    );
    return Items;
  }

  return {
    client,
    table,
    newKey: (sk = "ITEM") => ({ pk: S(randomUUID()), sk: S(sk) }),
    put: async (Item) => void (await client.send(new PutItemCommand({ TableName: table, Item }))),
    read,
    readIndex,
  };
}

export async function createContractTable(client: DynamoDBClient, table: string): Promise<void> {
  await client.send(
    new CreateTableCommand({
      TableName: table,
      BillingMode: "PAY_PER_REQUEST",
      AttributeDefinitions: ["pk", "sk", "owner", "since"].map((AttributeName) => ({
        AttributeName,
        AttributeType: "S",
      })),
      KeySchema: [
        { AttributeName: "pk", KeyType: "HASH" },
        { AttributeName: "sk", KeyType: "RANGE" },
      ],
      GlobalSecondaryIndexes: [
        {
          IndexName: "byOwner",
          KeySchema: [
            { AttributeName: "owner", KeyType: "HASH" },
            { AttributeName: "since", KeyType: "RANGE" },
          ],
          Projection: { ProjectionType: "ALL" },
        },
      ],
    }),
  );
  for (let status: string | undefined; status !== "ACTIVE"; ) {
    const { Table } = await client.send(new DescribeTableCommand({ TableName: table }));
    status = Table?.TableStatus;
  }
}
