import { describe, expect, it } from "vitest";
import { N, S } from "../../suites/dynamodb/fixture.ts";
import { startTestEngine } from "./local-engine.ts";
import { TABLE } from "./things-table.ts";

const TableName = TABLE.tableName;
const Key = { pk: S("WS#1"), sk: S("x") };

async function post(endpoint: string, operation: string, body: object): Promise<unknown> {
  const answer = await fetch(endpoint, {
    method: "POST",
    headers: {
      "x-amz-target": `DynamoDB_20120810.${operation}`,
      authorization: "AWS4-HMAC-SHA256 Credential=K/20260101/us-east-1/dynamodb/aws4_request, Signature=x",
    },
    body: JSON.stringify(body),
  });
  return answer.json();
}

describe("legacy parameters", () => {
  it.each([
    ["PutItem", { TableName, Item: Key, Expected: { a: { Exists: false } } }],
    ["UpdateItem", { TableName, Key, AttributeUpdates: { a: { Value: N(1) } } }],
    ["GetItem", { TableName, Key, AttributesToGet: ["a"] }],
    ["Query", { TableName, KeyConditions: { pk: { ComparisonOperator: "EQ", AttributeValueList: [S("x")] } } }],
    ["Scan", { TableName, ScanFilter: {} }],
    ["BatchGetItem", { RequestItems: { [TableName]: { Keys: [Key], AttributesToGet: ["a"] } } }],
    ["TransactWriteItems", { TransactItems: [{ Put: { TableName, Item: Key, Expected: {} } }] }],
    ["TransactGetItems", { TransactItems: [{ Get: { TableName, Key, AttributesToGet: ["a"] } }] }],
    ["CreateTable", { TableName: "Other", LocalSecondaryIndexes: [] }],
  ])("are refused in %s", async (operation, body) => {
    const { endpoint } = await startTestEngine();
    expect(await post(endpoint, operation, body)).toMatchObject({
      __type: expect.stringContaining("ValidationException"),
    });
  });

  it.each([
    "ExecuteStatement",
    "BatchExecuteStatement",
    "ExecuteTransaction",
    "UpdateTable",
    "TagResource",
    "toString",
  ])("operation %s is refused as unknown", async (operation) => {
    const { endpoint } = await startTestEngine();
    expect(await post(endpoint, operation, {})).toMatchObject({
      __type: "com.amazon.coral.service#UnknownOperationException",
    });
  });
});
