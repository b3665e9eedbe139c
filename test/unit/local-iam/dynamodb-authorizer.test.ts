import {
  BatchGetItemCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { describe, expect, it, onTestFinished } from "vitest";
import { startDynamoDb } from "../../../local/dynamodb/start-dynamodb.ts";
import { createDynamoDbAuthorizer } from "../../../local/iam/dynamodb-authorizer.ts";
import { createClient, N, S } from "../../suites/dynamodb/fixture.ts";

const ARN = "arn:aws:dynamodb:eu-west-1:123456789012:table/Directory";
const TableName = "Directory";

const leading = (...patterns: string[]) => ({ "ForAllValues:StringLike": { "dynamodb:LeadingKeys": patterns } });
const READ = { Sid: "Read", Effect: "Allow", Action: "dynamodb:GetItem", Resource: ARN, Condition: leading("TOKEN#*") };
const USE = {
  Sid: "Use",
  Effect: "Allow",
  Action: "dynamodb:UpdateItem",
  Resource: ARN,
  Condition: {
    "ForAllValues:StringLike": { "dynamodb:LeadingKeys": "TOKEN#*" },
    "ForAllValues:StringEquals": { "dynamodb:Attributes": ["pk", "lastUsedAt"] },
    StringEqualsIfExists: { "dynamodb:ReturnValues": "NONE" },
  },
};
const LIST = {
  Sid: "List",
  Effect: "Allow",
  Action: "dynamodb:Query",
  Resource: `${ARN}/index/byOwner`,
  Condition: leading("WS#*"),
};
const WRITE = {
  Sid: "Write",
  Effect: "Allow",
  Action: "dynamodb:PutItem",
  Resource: ARN,
  Condition: leading("WS#*#AUDIT"),
};

async function start(statements: readonly unknown[]) {
  const authorizer = createDynamoDbAuthorizer({
    roles: new Map([["KEY1", { roleName: "TokensRole", sessionName: "tokens", statements }]]),
    tableArns: new Map([[TableName, ARN]]),
    administrativeAccessKeyId: "ADMIN",
  });
  const engine = await startDynamoDb({ authorize: authorizer.authorize, sweepIntervalMs: 0 });
  await engine.createTables(
    [TableName, "Unlisted"].map((tableName) => ({
      tableName,
      partitionKey: { name: "pk", type: "S" },
      globalSecondaryIndexes: [
        { indexName: "byOwner", partitionKey: { name: "owner", type: "S" }, projection: "ALL" },
        { indexName: "byDate", partitionKey: { name: "owner", type: "S" }, projection: "ALL" },
      ],
    })),
  );
  const clients = {
    role: createClient(engine.endpoint, "KEY1"),
    admin: createClient(engine.endpoint, "ADMIN"),
    stranger: createClient(engine.endpoint, "KEY2"),
  };
  onTestFinished(async () => {
    for (const client of Object.values(clients)) client.destroy();
    await engine.stop();
  });
  return { ...authorizer, ...clients };
}

const get = (pk: string, table = TableName) => new GetItemCommand({ TableName: table, Key: { pk: S(pk) } });
const put = (pk: string) => new PutItemCommand({ TableName, Item: { pk: S(pk) } });
const use = (more: object = {}) =>
  new UpdateItemCommand({
    TableName,
    Key: { pk: S("TOKEN#1") },
    UpdateExpression: "SET lastUsedAt = :now",
    ExpressionAttributeValues: { ":now": N(1) },
    ...more,
  });
const list = (owner: string, IndexName?: string) =>
  new QueryCommand({
    TableName,
    ...(IndexName && { IndexName }),
    KeyConditionExpression: "#key = :key",
    ExpressionAttributeNames: { "#key": IndexName === undefined ? "pk" : "owner" },
    ExpressionAttributeValues: { ":key": S(owner) },
  });

const DENIED = { name: "AccessDeniedException", $metadata: { httpStatusCode: 400 } };

describe("the DynamoDB authorizer", () => {
  it("allows what a statement covers and refuses another leading key, in AWS's words", async () => {
    const { role } = await start([READ]);
    await role.send(get("TOKEN#1"));
    await expect(role.send(get("WS#1"))).rejects.toMatchObject({
      ...DENIED,
      message: `User: arn:aws:sts::123456789012:assumed-role/TokensRole/tokens is not authorized to perform: dynamodb:GetItem on resource: ${ARN} because no identity-based policy allows the dynamodb:GetItem action`,
    });
  });

  it("says when an explicit Deny refused", async () => {
    const { role } = await start([READ, { ...READ, Effect: "Deny", Condition: leading("TOKEN#secret") }]);
    await role.send(get("TOKEN#1"));
    await expect(role.send(get("TOKEN#secret"))).rejects.toThrow(
      `on resource: ${ARN} with an explicit deny in an identity-based policy`,
    );
  });

  it("keeps the table, its index and other indexes apart", async () => {
    const { role } = await start([LIST]);
    await role.send(list("WS#1", "byOwner"));
    await expect(role.send(list("WS#1", "byDate"))).rejects.toThrow(`on resource: ${ARN}/index/byDate because`);
    await expect(role.send(list("WS#1"))).rejects.toThrow(`on resource: ${ARN} because`);
    await expect(role.send(list("TOKEN#1", "byOwner"))).rejects.toMatchObject(DENIED);
  });

  it("holds an update to its attributes and return values", async () => {
    const { role } = await start([USE]);
    await role.send(use());
    await role.send(use({ ReturnValues: "NONE" }));
    await expect(role.send(use({ ReturnValues: "ALL_NEW" }))).rejects.toMatchObject(DENIED);
    await expect(role.send(use({ UpdateExpression: "SET digest = :now" }))).rejects.toMatchObject(DENIED);
    await expect(role.send(use({ UpdateExpression: "SET lastUsedAt = digest + :now" }))).rejects.toMatchObject(DENIED);
    await expect(role.send(use({ ConditionExpression: "digest = :now" }))).rejects.toMatchObject(DENIED);
  });

  it("refuses a transaction whole when one of its actions is refused", async () => {
    const { role, admin, usage } = await start([READ, WRITE]);
    const transact = (pk: string) =>
      role.send(
        new TransactWriteItemsCommand({
          TransactItems: [
            { Put: { TableName, Item: { pk: S("WS#1#AUDIT") } } },
            { Put: { TableName, Item: { pk: S(pk) } } },
          ],
        }),
      );
    await expect(transact("WS#1#TOKENS")).rejects.toMatchObject(DENIED);
    expect((await admin.send(get("WS#1#AUDIT"))).Item).toBeUndefined();
    expect(usage().map(({ uses }) => uses)).toEqual([0, 0]);
    await transact("WS#2#AUDIT");
    expect((await admin.send(get("WS#1#AUDIT"))).Item).toBeDefined();
  });

  it("refuses what no statement names: batches, scans, tables that have no ARN", async () => {
    const { role, refusals } = await start([
      READ,
      { ...READ, Action: "dynamodb:GetItem", Resource: "*", Condition: {} },
    ]);
    const batch = new BatchGetItemCommand({ RequestItems: { [TableName]: { Keys: [{ pk: S("TOKEN#1") }] } } });
    await expect(role.send(batch)).rejects.toThrow("perform: dynamodb:BatchGetItem");
    await expect(role.send(new ScanCommand({ TableName }))).rejects.toThrow("perform: dynamodb:Scan");
    await expect(role.send(get("TOKEN#1", "Unlisted"))).rejects.toThrow("table/Unlisted because");
    expect(refusals().map(({ operation }) => operation)).toEqual(["BatchGetItem", "Scan", "GetItem"]);
  });

  it("refuses unknown keys and allows the administrative one everything", async () => {
    const { admin, stranger } = await start([]);
    await expect(stranger.send(get("TOKEN#1"))).rejects.toMatchObject({
      name: "UnrecognizedClientException",
      message: "The security token included in the request is invalid.",
    });
    await admin.send(put("anything"));
    expect((await admin.send(new ScanCommand({ TableName }))).Count).toBe(1);
  });

  it("counts uses per statement, and which of them no other statement would have allowed", async () => {
    const { role, usage } = await start([READ, { ...READ, Sid: "ReadOne", Condition: leading("TOKEN#1") }, WRITE]);
    await role.send(get("TOKEN#1"));
    await role.send(get("TOKEN#2"));
    expect(usage()).toEqual([
      { roleName: "TokensRole", statementIndex: 0, sid: "Read", uses: 2, soleUses: 1 },
      { roleName: "TokensRole", statementIndex: 1, sid: "ReadOne", uses: 1, soleUses: 0 },
      { roleName: "TokensRole", statementIndex: 2, sid: "Write", uses: 0, soleUses: 0 },
    ]);
  });

  it("refuses to start with a policy that it cannot evaluate, or with a role behind the administrative key", () => {
    const options = { tableArns: new Map<string, string>(), administrativeAccessKeyId: "ADMIN" };
    const role = { roleName: "R", statements: [{ ...READ, NotAction: "dynamodb:Scan" }] };
    expect(() => createDynamoDbAuthorizer({ ...options, roles: new Map([["K", role]]) })).toThrow("NotAction");
    const plain = { roleName: "R", statements: [] };
    expect(() => createDynamoDbAuthorizer({ ...options, roles: new Map([["ADMIN", plain]]) })).toThrow(
      "administrative",
    );
  });
});
