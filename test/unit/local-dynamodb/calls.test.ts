import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  ListTablesCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  TransactGetItemsCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { describe, expect, it } from "vitest";
import type { Authorization, DynamoDbCall } from "../../../local/dynamodb/calls.ts";
import { createClient, N, S } from "../../suites/dynamodb/fixture.ts";
import { startTestEngine } from "./local-engine.ts";
import { TABLE } from "./things-table.ts";

const TableName = TABLE.tableName;
const Key = { pk: S("WS#1"), sk: S("x") };
const OTHER_KEY = { pk: S("WS#2"), sk: S("x") };

const base = { tableName: TableName, leadingKeys: ["WS#1"] };
const names = (...attributes: string[]) => expect.arrayContaining(attributes);

type Send = (client: DynamoDBClient) => Promise<unknown>;

/** A request and what `authorize` must be told about it. */
const CASES: readonly (readonly [string, Send, readonly object[]])[] = [
  [
    "GetItem",
    (client) => client.send(new GetItemCommand({ TableName, Key })),
    [{ ...base, action: "dynamodb:GetItem", attributes: ["pk", "sk"], select: "ALL_ATTRIBUTES" }],
  ],
  [
    "GetItem with projection",
    (client) => client.send(new GetItemCommand({ TableName, Key, ProjectionExpression: "a.b, c[0]" })),
    [{ ...base, action: "dynamodb:GetItem", attributes: ["pk", "sk", "a", "c"], select: "SPECIFIC_ATTRIBUTES" }],
  ],
  [
    "PutItem",
    (client) =>
      client.send(
        new PutItemCommand({
          TableName,
          Item: { ...Key, a: N(1) },
          ConditionExpression: "attribute_not_exists(b) or size(c.d) > :n",
          ExpressionAttributeValues: { ":n": N(1) },
          ReturnValues: "ALL_OLD",
        }),
      ),
    [
      {
        ...base,
        action: "dynamodb:PutItem",
        attributes: ["pk", "sk", "a", "b", "c"],
        returnValues: "ALL_OLD",
      },
    ],
  ],
  [
    "UpdateItem",
    (client) =>
      client
        .send(
          new UpdateItemCommand({
            TableName,
            Key,
            UpdateExpression: "SET a = if_not_exists(b, c) + :n, d.e = f REMOVE g ADD h :n",
            ConditionExpression: "#i = :n",
            ExpressionAttributeNames: { "#i": "i" },
            ExpressionAttributeValues: { ":n": N(1) },
          }),
        )
        .catch(() => undefined),
    [
      {
        ...base,
        action: "dynamodb:UpdateItem",
        attributes: names("pk", "sk", "a", "b", "c", "d", "f", "g", "h", "i"),
      },
    ],
  ],
  [
    "DeleteItem",
    (client) => client.send(new DeleteItemCommand({ TableName, Key })),
    [{ ...base, action: "dynamodb:DeleteItem", attributes: ["pk", "sk"] }],
  ],
  [
    "Query of the table",
    (client) =>
      client.send(
        new QueryCommand({
          TableName,
          KeyConditionExpression: "begins_with(sk, :x) and :pk = pk",
          FilterExpression: "a = :x",
          ExpressionAttributeValues: { ":pk": S("WS#1"), ":x": S("x") },
        }),
      ),
    [
      {
        ...base,
        action: "dynamodb:Query",
        attributes: names("pk", "sk", "a"),
        select: "ALL_ATTRIBUTES",
      },
    ],
  ],
  [
    "Query of an index",
    (client) =>
      client.send(
        new QueryCommand({
          TableName,
          IndexName: "byOwner",
          KeyConditionExpression: "#owner = :owner",
          ExpressionAttributeNames: { "#owner": "owner" },
          ExpressionAttributeValues: { ":owner": S("me") },
        }),
      ),
    [
      {
        action: "dynamodb:Query",
        tableName: TableName,
        indexName: "byOwner",
        leadingKeys: ["me"],
        attributes: ["owner"],
        select: "ALL_PROJECTED_ATTRIBUTES",
      },
    ],
  ],
  [
    "Scan",
    (client) => client.send(new ScanCommand({ TableName, Select: "COUNT" })),
    [{ ...base, action: "dynamodb:Scan", leadingKeys: [], attributes: [], select: "COUNT" }],
  ],
  [
    "BatchGetItem",
    (client) => client.send(new BatchGetItemCommand({ RequestItems: { [TableName]: { Keys: [Key, OTHER_KEY] } } })),
    [
      {
        action: "dynamodb:BatchGetItem",
        tableName: TableName,
        leadingKeys: ["WS#1", "WS#2"],
        attributes: ["pk", "sk"],
        select: "ALL_ATTRIBUTES",
      },
    ],
  ],
  [
    "BatchWriteItem",
    (client) =>
      client.send(
        new BatchWriteItemCommand({
          RequestItems: {
            [TableName]: [{ PutRequest: { Item: { ...Key, a: N(1) } } }, { DeleteRequest: { Key: OTHER_KEY } }],
          },
        }),
      ),
    [
      {
        action: "dynamodb:BatchWriteItem",
        tableName: TableName,
        leadingKeys: ["WS#1", "WS#2"],
        attributes: ["pk", "sk", "a"],
      },
    ],
  ],
  [
    "TransactWriteItems",
    (client) =>
      client.send(
        new TransactWriteItemsCommand({
          TransactItems: [
            { Put: { TableName, Item: { ...Key, a: N(1) } } },
            { Delete: { TableName, Key: OTHER_KEY } },
            {
              Update: {
                TableName,
                Key: { pk: S("WS#3"), sk: S("x") },
                UpdateExpression: "SET b = :n",
                ExpressionAttributeValues: { ":n": N(1) },
              },
            },
            {
              ConditionCheck: {
                TableName,
                Key: { pk: S("WS#4"), sk: S("x") },
                ConditionExpression: "attribute_not_exists(c)",
              },
            },
          ],
        }),
      ),
    [
      { ...base, action: "dynamodb:PutItem", attributes: ["pk", "sk", "a"] },
      { ...base, action: "dynamodb:DeleteItem", leadingKeys: ["WS#2"], attributes: ["pk", "sk"] },
      { ...base, action: "dynamodb:UpdateItem", leadingKeys: ["WS#3"], attributes: ["pk", "sk", "b"] },
      { ...base, action: "dynamodb:ConditionCheckItem", leadingKeys: ["WS#4"], attributes: ["pk", "sk", "c"] },
    ],
  ],
  [
    "TransactGetItems",
    (client) =>
      client.send(
        new TransactGetItemsCommand({
          TransactItems: [
            { Get: { TableName, Key } },
            { Get: { TableName, Key: OTHER_KEY, ProjectionExpression: "a" } },
          ],
        }),
      ),
    [
      { ...base, action: "dynamodb:GetItem", attributes: ["pk", "sk"], select: "ALL_ATTRIBUTES" },
      {
        ...base,
        action: "dynamodb:GetItem",
        leadingKeys: ["WS#2"],
        attributes: ["pk", "sk", "a"],
        select: "SPECIFIC_ATTRIBUTES",
      },
    ],
  ],
  [
    "ListTables",
    (client) => client.send(new ListTablesCommand({})),
    [{ action: "dynamodb:ListTables", tableName: "*", leadingKeys: [], attributes: [] }],
  ],
];

describe("authorize", () => {
  it.each(CASES)("is told what %s touches", async (_name, send, actions) => {
    const calls: DynamoDbCall[] = [];
    const { client } = await startTestEngine({
      authorize(call) {
        calls.push(call);
        return { isAllowed: true };
      },
    });
    await send(client);
    expect(calls).toEqual([{ accessKeyId: "CONTRACT", operation: expect.any(String), actions }]);
  });

  it("takes the access key from the credential scope", async () => {
    const seen: string[] = [];
    const { endpoint } = await startTestEngine({
      authorize({ accessKeyId }) {
        seen.push(accessKeyId);
        return { isAllowed: true };
      },
    });
    const client = createClient(endpoint, "AKIA-function_7");
    await client.send(new GetItemCommand({ TableName, Key }));
    client.destroy();
    expect(seen).toEqual(["AKIA-function_7"]);
  });

  it("is not asked without readable credentials: the request is refused", async () => {
    let asked = 0;
    const { endpoint } = await startTestEngine({
      authorize() {
        asked++;
        return { isAllowed: true };
      },
    });
    const scopes = [
      "",
      "Bearer x",
      "AWS4-HMAC-SHA256 Credential=/20260101/us-east-1/dynamodb/aws4_request, Signature=x",
    ];
    for (const authorization of scopes) {
      const answer = await fetch(endpoint, {
        method: "POST",
        headers: { "x-amz-target": "DynamoDB_20120810.ListTables", authorization },
        body: "{}",
      });
      expect(answer.status).toBe(400);
      expect(await answer.json()).toMatchObject({
        __type: "com.amazon.coral.service#MissingAuthenticationTokenException",
      });
    }
    expect(asked).toBe(0);
  });

  const denied: Authorization = {
    isAllowed: false,
    type: "AccessDeniedException",
    message: "User: u is not authorized",
  };

  it("refuses with its message, and the request changes nothing", async () => {
    let isAllowed = false;
    const { client } = await startTestEngine({ authorize: () => (isAllowed ? { isAllowed } : denied) });
    const put = client.send(new PutItemCommand({ TableName, Item: Key }));
    await expect(put).rejects.toMatchObject({
      name: "AccessDeniedException",
      message: "User: u is not authorized",
      $metadata: { httpStatusCode: 400 },
    });
    isAllowed = true;
    expect((await client.send(new GetItemCommand({ TableName, Key }))).Item).toBeUndefined();
  });

  it("refuses before a condition could tell whether an item exists", async () => {
    let answer: Authorization = { isAllowed: true };
    const { client } = await startTestEngine({ authorize: () => answer });
    await client.send(new PutItemCommand({ TableName, Item: Key }));
    answer = denied;
    for (const key of [Key, OTHER_KEY]) {
      const put = new PutItemCommand({ TableName, Item: key, ConditionExpression: "attribute_not_exists(pk)" });
      await expect(client.send(put)).rejects.toMatchObject({ name: "AccessDeniedException" });
    }
  });
});
