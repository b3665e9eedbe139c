import {
  GetItemCommand,
  PutItemCommand,
  TransactGetItemsCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { describe, expect, it } from "vitest";
import type { RequestReport } from "../../../local/dynamodb/calls.ts";
import { S } from "../../suites/dynamodb/fixture.ts";
import { startTestEngine } from "./local-engine.ts";
import { TABLE } from "./things-table.ts";

const TableName = TABLE.tableName;
const Key = { pk: S("WS#1"), sk: S("x") };

describe("onRequest", () => {
  it("reports every request once, with tables, units and refusals", async () => {
    const reports: RequestReport[] = [];
    const { client } = await startTestEngine({ onRequest: (report) => reports.push(report) });
    await client.send(new PutItemCommand({ TableName, Item: Key }));
    await client.send(new GetItemCommand({ TableName, Key }));
    await client.send(new GetItemCommand({ TableName, Key, ConsistentRead: true }));
    await client.send(new TransactGetItemsCommand({ TransactItems: [{ Get: { TableName, Key } }] }));
    await client.send(new GetItemCommand({ TableName, Key: { pk: S("x") } })).catch(() => undefined);
    expect(reports).toMatchObject([
      {
        operation: "PutItem",
        accessKeyId: "CONTRACT",
        tables: [TableName],
        readUnits: 0,
        writeUnits: 1,
        statusCode: 200,
      },
      { operation: "GetItem", readUnits: 0.5, writeUnits: 0, statusCode: 200 },
      { operation: "GetItem", readUnits: 1 },
      { operation: "TransactGetItems", readUnits: 2 },
      { operation: "GetItem", readUnits: 0, statusCode: 400, errorType: "ValidationException" },
    ]);
  });

  it("reports the units of index entries: one that is written, one that moves, one that goes, and once in a transaction", async () => {
    const reports: RequestReport[] = [];
    const { client } = await startTestEngine({ onRequest: (report) => reports.push(report) });
    const Item = { ...Key, owner: S("o"), since: S("1") };
    const move = {
      TableName,
      Key,
      UpdateExpression: "SET since = :since",
      ExpressionAttributeValues: { ":since": S("2") },
    };
    await client.send(new PutItemCommand({ TableName, Item }));
    await client.send(new UpdateItemCommand(move));
    await client.send(new PutItemCommand({ TableName, Item: Key }));
    await client.send(new TransactWriteItemsCommand({ TransactItems: [{ Put: { TableName, Item } }] }));
    expect(reports.map(({ writeUnits }) => writeUnits)).toEqual([2, 3, 2, 3]);
  });

  it("reports requests that it could not read", async () => {
    const reports: RequestReport[] = [];
    const { endpoint } = await startTestEngine({ onRequest: (report) => reports.push(report) });
    await fetch(endpoint, { method: "POST", headers: { "x-amz-target": "DynamoDB_20120810.GetItem" }, body: "{}" });
    await fetch(endpoint);
    expect(reports).toMatchObject([
      { operation: "GetItem", accessKeyId: "", statusCode: 400, errorType: "MissingAuthenticationTokenException" },
      { operation: "", accessKeyId: "", statusCode: 400, errorType: "UnknownOperationException" },
    ]);
  });

  it("does not send units that the caller did not ask for", async () => {
    const { client } = await startTestEngine();
    const put = (more: object) => client.send(new PutItemCommand({ TableName, Item: Key, ...more }));
    expect((await put({})).ConsumedCapacity).toBeUndefined();
    expect((await put({ ReturnConsumedCapacity: "NONE" })).ConsumedCapacity).toBeUndefined();
    expect((await put({ ReturnConsumedCapacity: "TOTAL" })).ConsumedCapacity).toMatchObject({ CapacityUnits: 1 });
  });
});
