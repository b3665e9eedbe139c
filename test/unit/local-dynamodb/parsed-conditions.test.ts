import putValidation from "dynalite/validations/putItem.js";
import updateValidation from "dynalite/validations/updateItem.js";
import { describe, expect, it } from "vitest";
import { withParsedConditions } from "../../../local/dynamodb/parsed-conditions.ts";
import { openStore } from "../../../local/dynamodb/store.ts";
import { startTestEngine } from "./local-engine.ts";
import { TABLE } from "./things-table.ts";

const TableName = TABLE.tableName;
const Key = { pk: { S: "a" }, sk: { S: "a" } };
const ConditionExpression = "attribute_not_exists(pk)";
const NAMES = { ExpressionAttributeNames: { "#n": "n" } };
const VALUES = { ExpressionAttributeValues: { ":one": { N: "1" } } };
const UPDATE = { UpdateExpression: "SET #n = :one", ...NAMES, ...VALUES };

const { engine: store } = await openStore(undefined);

interface Checked {
  ConditionExpression?: string;
  _condition?: object;
  _updates?: object;
}

describe("a condition without placeholders", () => {
  it("is parsed once, and stands in every request as if it had been parsed for it", () => {
    const { custom } = withParsedConditions(putValidation);
    const [first, second]: Checked[] = [0, 1].map((n) => ({ Item: { ...Key, n: { N: `${n}` } }, ConditionExpression }));
    expect(custom?.(first ?? {}, store)).toBeUndefined();
    expect(custom?.(second ?? {}, store)).toBeUndefined();
    expect(second).toMatchObject({ ConditionExpression, _condition: { pathHeads: { pk: true } } });
    expect(second?._condition).toBe(first?._condition);
  });

  it("is parsed once beside an update, which is parsed each time", () => {
    const { custom } = withParsedConditions(updateValidation);
    const [first, second]: Checked[] = [0, 1].map(() => ({ Key, ConditionExpression, ...UPDATE }));
    expect(custom?.(first ?? {}, store)).toBeUndefined();
    expect(custom?.(second ?? {}, store)).toBeUndefined();
    expect(second?._condition).toBe(first?._condition);
    expect(second?._updates).toEqual(first?._updates);
    expect(second?._updates).not.toBe(first?._updates);
  });

  it.each([
    ["a put with an unused name", putValidation, { Item: Key, ...NAMES }],
    ["a put with an unused value", putValidation, { Item: Key, ...VALUES }],
    ["a put of a bad value", putValidation, { Item: { ...Key, n: { N: "many" } } }],
    ["an update with an unused name", updateValidation, { Key, ...UPDATE, UpdateExpression: "REMOVE n", ...VALUES }],
    ["an update that cannot be read", updateValidation, { Key, ...UPDATE, UpdateExpression: "SET #n =" }],
  ])("is known, and %s is refused with the same words", (_, validation, request) => {
    const { custom } = withParsedConditions(validation);
    const alone = validation.custom?.({ ...request, ConditionExpression }, store);
    expect(alone).toEqual(expect.any(String));
    custom?.({ ...(validation === putValidation ? { Item: Key } : { Key }), ConditionExpression }, store);
    expect(custom?.({ ...request, ConditionExpression }, store)).toBe(alone);
  });

  it("is refused each time when it cannot be read", () => {
    const { custom } = withParsedConditions(putValidation);
    const check = () => custom?.({ Item: Key, ConditionExpression: "attribute_not_exists(pk" }, store);
    expect(check()).toContain("Invalid ConditionExpression: Syntax error");
    expect(check()).toBe(check());
  });

  it("is still read when there were more of them than are kept", () => {
    const { custom } = withParsedConditions(putValidation);
    for (let index = 0; index < 510; index++) {
      const request: Checked = { ConditionExpression: `attribute_not_exists(a${index})` };
      expect(custom?.({ Item: Key, ...request }, store)).toBeUndefined();
    }
    const last: Checked = { ConditionExpression: "attribute_exists(a509)" };
    const request = Object.assign(last, { Item: Key });
    expect(custom?.(request, store)).toBeUndefined();
    expect(last._condition).toMatchObject({ pathHeads: { a509: true } });
  });
});

it("means something else in each request when it has placeholders", async () => {
  const { answer } = await startTestEngine();
  const add = (name: string) =>
    answer({
      operation: "UpdateItem",
      accessKeyId: "test",
      body: {
        TableName,
        Key,
        UpdateExpression: "ADD hits :one",
        ConditionExpression: "attribute_not_exists(#n)",
        ExpressionAttributeNames: { "#n": name },
        ...VALUES,
      },
    });
  expect((await add("pk")).statusCode).toBe(200);
  expect((await add("other")).statusCode).toBe(200);
  expect((await add("pk")).body).toMatchObject({ message: "The conditional request failed" });
});
