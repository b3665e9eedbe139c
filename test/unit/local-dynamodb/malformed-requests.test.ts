import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RequestReport } from "../../../local/dynamodb/calls.ts";
import { type DynamoDb, startDynamoDb } from "../../../local/dynamodb/start-dynamodb.ts";
import { TABLE } from "./things-table.ts";

const TableName = TABLE.tableName;
const Key = { pk: { S: "a" }, sk: { S: "a" } };
const Item = {
  ...Key,
  n: { N: "1" },
  l: { L: [{ S: "x" }] },
  m: { M: { a: { N: "1" } } },
  owner: { S: "me" },
  since: { S: "1" },
};
const EXPRESSION = {
  ConditionExpression: "attribute_exists(pk) and (#n between :one and :two or #l[0] in (:s, n)) and size(m) > :one",
  ExpressionAttributeNames: { "#n": "n", "#l": "l" },
  ExpressionAttributeValues: { ":one": { N: "1" }, ":two": { N: "2" }, ":s": { S: "x" } },
};
const UPDATE = { ...EXPRESSION, UpdateExpression: "SET m.a = m.a + :one, n = if_not_exists(n, :two) REMOVE l[0]" };

/** A good request of every operation; the tests break them. */
const REQUESTS: Readonly<Record<string, object>> = {
  PutItem: { TableName, Item, ...EXPRESSION, ReturnValues: "ALL_OLD", ReturnValuesOnConditionCheckFailure: "ALL_OLD" },
  UpdateItem: { TableName, Key, ...UPDATE, ReturnValues: "ALL_NEW" },
  DeleteItem: { TableName, Key, ...EXPRESSION },
  GetItem: {
    TableName,
    Key,
    ProjectionExpression: "m.a, #l[0]",
    ExpressionAttributeNames: { "#l": "l" },
    ConsistentRead: true,
  },
  Query: {
    TableName,
    IndexName: "byOwner",
    KeyConditionExpression: "#o = :o and since between :a and :b",
    FilterExpression: "m.a > n or contains(l, :a)",
    ProjectionExpression: "m, l",
    ExpressionAttributeNames: { "#o": "owner" },
    ExpressionAttributeValues: { ":o": { S: "me" }, ":a": { S: "0" }, ":b": { S: "2" } },
    Limit: 2,
    ExclusiveStartKey: { ...Key, owner: { S: "me" }, since: { S: "1" } },
    Select: "SPECIFIC_ATTRIBUTES",
  },
  Scan: {
    TableName,
    FilterExpression: "begins_with(sk, pk)",
    Limit: 3,
    TotalSegments: 2,
    Segment: 1,
    ExclusiveStartKey: Key,
  },
  BatchGetItem: {
    RequestItems: { [TableName]: { Keys: [Key], ProjectionExpression: "m.a" } },
    ReturnConsumedCapacity: "TOTAL",
  },
  BatchWriteItem: {
    RequestItems: { [TableName]: [{ PutRequest: { Item } }, { DeleteRequest: { Key: { ...Key, sk: { S: "b" } } } }] },
  },
  TransactWriteItems: {
    TransactItems: [
      { Put: { TableName, Item } },
      { Update: { TableName, Key: { ...Key, sk: { S: "b" } }, ...UPDATE } },
      { Delete: { TableName, Key: { ...Key, sk: { S: "c" } } } },
      {
        ConditionCheck: { TableName, Key: { ...Key, sk: { S: "d" } }, ConditionExpression: "attribute_not_exists(pk)" },
      },
    ],
    ClientRequestToken: "token",
  },
  TransactGetItems: { TransactItems: [{ Get: { TableName, Key, ProjectionExpression: "m.a" } }] },
  CreateTable: {
    TableName: "Another",
    BillingMode: "PAY_PER_REQUEST",
    AttributeDefinitions: [{ AttributeName: "pk", AttributeType: "S" }],
    KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
    GlobalSecondaryIndexes: [
      {
        IndexName: "idx",
        KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
        Projection: { ProjectionType: "ALL" },
      },
    ],
  },
  DescribeTable: { TableName },
  DeleteTable: { TableName: "Another" },
  ListTables: { Limit: 1, ExclusiveStartTableName: "Aaa" },
  UpdateTimeToLive: { TableName: "Another", TimeToLiveSpecification: { AttributeName: "ttl", Enabled: true } },
  DescribeTimeToLive: { TableName },
};

const ODD_VALUES: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  1e300,
  "",
  "x",
  "pk",
  "constructor",
  "toString",
  [],
  {},
  [null],
  [[]],
  { S: null },
  { S: "" },
  { N: "" },
  { N: "NaN" },
  { N: "1e999" },
  { B: "===" },
  { SS: [] },
  { NS: ["1", "1.0"] },
  { L: [{}] },
  { M: { a: null } },
  { M: { constructor: { S: "x" } } },
  { S: "x", N: "1" },
  { constructor: { S: "x" } },
  { BOOL: "maybe" },
  { NULL: false },
  "SET",
  "a = ",
  "((((a))))",
  "a = :o",
  "size(size(a)) > :one",
  "not not a = b",
  "REMOVE m.a, m",
  "SET constructor = toString",
  "ADD l :one",
  "begins_with(lost, gone)",
  "lost between gone and away",
  "n in (lost)",
  "l[99999999999]",
  "m.a.b.c[0][1]",
  "a".repeat(5000),
  "\u0000",
  "\ud800",
];

type Mutation = { readonly at: number; readonly value: unknown; readonly kind: "replace" | "remove" | "add" };

const mutation: fc.Arbitrary<Mutation> = fc.record({
  at: fc.nat(200),
  value: fc.oneof(fc.constantFrom(...ODD_VALUES), fc.jsonValue({ maxDepth: 3 }), fc.string()),
  kind: fc.constantFrom("replace", "remove", "add"),
});

/** Applies a mutation at the n-th place of a JSON document. */
function mutate(document: unknown, { at, value, kind }: Mutation): unknown {
  const copy: unknown = structuredClone(document);
  const places: { parent: object; name: string }[] = [];
  (function collect(node: unknown) {
    if (typeof node !== "object" || node === null) return;
    for (const name of Object.keys(node)) {
      places.push({ parent: node, name });
      collect(Reflect.get(node, name));
    }
  })(copy);
  const place = places[at % places.length];
  if (place === undefined) return value;
  if (kind === "remove") Reflect.deleteProperty(place.parent, place.name);
  else Reflect.set(place.parent, kind === "add" ? `${place.name}X` : place.name, value);
  return copy;
}

describe("malformed requests", () => {
  let engine: DynamoDb;
  const reports: RequestReport[] = [];

  beforeAll(async () => {
    engine = await startDynamoDb({ sweepIntervalMs: 0, onRequest: (report) => reports.push(report) });
    await engine.createTables([TABLE]);
  });
  afterAll(() => engine.stop());

  async function post(operation: string, body: string, headers: Record<string, string> = {}) {
    const answer = await fetch(engine.endpoint, {
      method: "POST",
      headers: {
        "x-amz-target": `DynamoDB_20120810.${operation}`,
        authorization: "AWS4-HMAC-SHA256 Credential=FUZZ/20260101/us-east-1/dynamodb/aws4_request, Signature=x",
        ...headers,
      },
      body,
    });
    return { status: answer.status, text: await answer.text() };
  }

  async function expectNoFault(operation: string, body: string): Promise<void> {
    reports.length = 0;
    const { status, text } = await post(operation, body);
    expect([200, 400], `${operation} ${body} -> ${text} ${String(reports[0]?.fault)}`).toContain(status);
    expect(() => JSON.parse(text)).not.toThrow();
    expect(reports).toHaveLength(1);
  }

  it.each(Object.keys(REQUESTS))("%s answers 200 or 400 however it is broken", async (operation) => {
    await post("PutItem", JSON.stringify({ TableName, Item }));
    await fc.assert(
      fc.asyncProperty(fc.array(mutation, { minLength: 1, maxLength: 3 }), (mutations) =>
        expectNoFault(operation, JSON.stringify(mutations.reduce(mutate, REQUESTS[operation]))),
      ),
      { numRuns: Number(process.env.FUZZ_RUNS ?? 150) },
    );
    await engine.createTables([TABLE]);
  });

  it("answers bodies that are no JSON object, and nesting without end", async () => {
    const deep = `${'{"L":['.repeat(5000)}${"]}".repeat(5000)}`;
    const bodies = [
      "",
      "{",
      "null",
      "[]",
      "1",
      '"x"',
      "\u0000",
      `{"TableName":"${TableName}","Item":{"pk":${deep}}}`,
      "[".repeat(100_000),
    ];
    for (const body of bodies) {
      const { status } = await post("PutItem", body);
      expect(status).toBe(400);
    }
  });

  it("refuses nesting beyond 32 levels and takes 32", async () => {
    const nested = (levels: number) =>
      JSON.stringify({
        TableName,
        Item: { ...Key, deep: JSON.parse(`${'{"L":['.repeat(levels)}{"S":"x"}${"]}".repeat(levels)}`) },
      });
    expect((await post("PutItem", nested(32))).status).toBe(200);
    expect(await post("PutItem", nested(33))).toMatchObject({
      status: 400,
      text: expect.stringContaining("Nesting Levels"),
    });
  });

  it.each([
    ["null in a set", '{"SS":["a",null]}'],
    ["null in a list", '{"L":[null]}'],
    ["null in a map", '{"M":{"a":null}}'],
    ["the name __proto__ in a map", '{"M":{"__proto__":{"S":"x"}}}'],
  ])("refuses %s", async (_name, value) => {
    const key = '{"pk":{"S":"a"},"sk":{"S":"a"}}';
    const put = `{"TableName":"${TableName}","Item":{"pk":{"S":"a"},"sk":{"S":"a"},"odd":${value}}}`;
    const update = `{"TableName":"${TableName}","Key":${key},"UpdateExpression":"SET odd = :odd","ExpressionAttributeValues":{":odd":${value}}}`;
    expect((await post("PutItem", put)).status).toBe(400);
    expect((await post("UpdateItem", update)).status).toBe(400);
  });

  it("finds no attribute in an item because JavaScript has one of that name", async () => {
    const update = {
      TableName,
      Key: { pk: { S: "fresh" }, sk: { S: "a" } },
      UpdateExpression: "SET copied = #name",
      ExpressionAttributeNames: { "#name": "constructor" },
    };
    expect(await post("UpdateItem", JSON.stringify(update))).toMatchObject({
      status: 400,
      text: expect.stringContaining("refers to an attribute that does not exist in the item"),
    });
  });

  it("bounds the time of the worst expressions", async () => {
    const values = { ":a": { N: "1" } };
    const wide = Array.from({ length: 300 }, () => "a = :a").join(" or ");
    const nested = `${"(a = :a and ".repeat(4)}a = :a${")".repeat(4)}`;
    const filled = Array.from({ length: 60 }, () => nested).join(" or ");
    const tooDeep = `${"(a = :a and ".repeat(12)}a = :a${")".repeat(12)}`;
    for (const ConditionExpression of [wide, nested, filled, tooDeep, "(".repeat(4000)]) {
      const started = performance.now();
      await post(
        "DeleteItem",
        JSON.stringify({ TableName, Key, ConditionExpression, ExpressionAttributeValues: values }),
      );
      expect(performance.now() - started).toBeLessThan(8000);
    }
  }, 20_000);

  it("answers 413 above 16 MB and goes on", async () => {
    expect((await post("PutItem", "x".repeat(16 * 1024 * 1024 + 1))).status).toBe(413);
    expect((await post("ListTables", "{}")).status).toBe(200);
  });

  it("answers any header, method and target", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.stringMatching(/^[\x21-\x7e]{0,60}$/),
        fc.stringMatching(/^[\x21-\x7e]{0,120}$/),
        async (target, authorization) => {
          const { status } = await post("", "{}", { "x-amz-target": target, authorization });
          expect(status).toBe(400);
        },
      ),
      { numRuns: 100 },
    );
    for (const method of ["GET", "PUT", "DELETE", "OPTIONS"]) {
      expect((await fetch(engine.endpoint, { method })).status).toBe(400);
    }
  });

  it("still works after all of that", async () => {
    const { status, text } = await post("GetItem", JSON.stringify({ TableName, Key }));
    expect(status).toBe(200);
    expect(JSON.parse(text)).toMatchObject({ Item: Key });
  });
});
