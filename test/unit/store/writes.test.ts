import { unmarshall } from "@aws-sdk/util-dynamodb";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { add, EXISTS, getItem, IS_NEW, put, remove, update } from "../../../functions/store/table.ts";
import { transact } from "../../../functions/store/transact.ts";
import { startDirectory, type TestDirectory } from "./directory-table.ts";

let directory: TestDirectory;
beforeAll(async () => {
  directory = await startDirectory();
});
afterAll(() => directory.stop());

const KEY = { pk: "WS#ws_000000000001", sk: "MEMBER#a" };
const REVISION_1 = { expression: "revision = :revision", values: { ":revision": 1 } };

describe("put", () => {
  it("leaves out what is undefined, at any depth, and keeps null", () => {
    const { Put } = put(directory, {
      ...KEY,
      note: undefined,
      label: null,
      deep: { a: undefined, b: 1, c: [{ d: undefined }] },
    });
    expect(unmarshall(Put?.Item ?? {})).toEqual({ ...KEY, label: null, deep: { b: 1, c: [{}] } });
    expect(Put).not.toHaveProperty("ConditionExpression");
    expect(Put).not.toHaveProperty("ExpressionAttributeValues");
  });

  it("carries its condition, and values only when there are some", () => {
    expect(put(directory, KEY, IS_NEW).Put).toEqual({
      TableName: "directory",
      Item: { pk: { S: KEY.pk }, sk: { S: KEY.sk } },
      ConditionExpression: "attribute_not_exists(pk)",
    });
    expect(put(directory, KEY, REVISION_1).Put).toMatchObject({
      ExpressionAttributeValues: { ":revision": { N: "1" } },
    });
  });
});

describe("update", () => {
  it("sets what has a value and removes what is undefined", () => {
    expect(update(directory, KEY, { label: "b", note: undefined, revision: 2 }, REVISION_1).Update).toEqual({
      TableName: "directory",
      Key: { pk: { S: KEY.pk }, sk: { S: KEY.sk } },
      UpdateExpression: "SET #label = :set_label, #revision = :set_revision REMOVE #note",
      ConditionExpression: "revision = :revision",
      ExpressionAttributeNames: { "#label": "label", "#note": "note", "#revision": "revision" },
      ExpressionAttributeValues: { ":set_label": { S: "b" }, ":set_revision": { N: "2" }, ":revision": { N: "1" } },
    });
  });

  it("may only remove, or only set", () => {
    expect(update(directory, KEY, { note: undefined }, EXISTS).Update?.UpdateExpression).toBe("REMOVE #note");
    expect(update(directory, KEY, { note: undefined }, EXISTS).Update).not.toHaveProperty("ExpressionAttributeValues");
    expect(update(directory, KEY, { note: "x" }, EXISTS).Update?.UpdateExpression).toBe("SET #note = :set_note");
  });

  it("keeps the value of a change apart from the condition's of the same name", () => {
    const { Update } = update(directory, KEY, { revision: 7 }, REVISION_1);
    expect(Update?.ExpressionAttributeValues).toEqual({ ":set_revision": { N: "7" }, ":revision": { N: "1" } });
  });
});

describe("on the store", () => {
  it("a put on condition that it is new is written once", async () => {
    const key = { ...KEY, sk: "MEMBER#new" };
    expect(await transact(directory.client, [put(directory, key, IS_NEW)])).toEqual({ written: true });
    expect(await transact(directory.client, [put(directory, key, IS_NEW)])).toEqual({ written: false, failed: [0] });
  });

  it("an edit that names an old revision is refused, and changes nothing", async () => {
    const key = { ...KEY, sk: "MEMBER#edit" };
    await transact(directory.client, [
      put(directory, { ...key, label: "a", note: "n", name: "reserved word", revision: 1 }),
    ]);
    const edit = (label: string) =>
      transact(directory.client, [
        update(directory, key, { label, note: undefined, name: label, revision: 2 }, REVISION_1),
      ]);
    expect(await edit("first")).toEqual({ written: true });
    expect(await edit("second")).toEqual({ written: false, failed: [0] });
    expect(await getItem(directory, key)).toEqual({ ...key, label: "first", name: "first", revision: 2 });
  });

  it("of 20 edits at once exactly one holds", async () => {
    const key = { ...KEY, sk: "MEMBER#race" };
    await transact(directory.client, [put(directory, { ...key, revision: 1 })]);
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        transact(directory.client, [update(directory, key, { index, revision: 2 }, REVISION_1)]),
      ),
    );
    expect(outcomes.filter(({ written }) => written)).toHaveLength(1);
  });

  it("a counter moves only where there is an item, and no item comes to be", async () => {
    const key = { ...KEY, sk: "MEMBER#counter" };
    expect(await transact(directory.client, [add(directory, key, "tokenCount", 1)])).toEqual({
      written: false,
      failed: [0],
    });
    expect(await getItem(directory, key)).toBeUndefined();
    await transact(directory.client, [put(directory, { ...key, tokenCount: 0 })]);
    await Promise.all(
      Array.from({ length: 10 }, () => transact(directory.client, [add(directory, key, "tokenCount", 1)])),
    );
    await transact(directory.client, [add(directory, key, "tokenCount", -1)]);
    expect(await getItem(directory, key)).toEqual({ ...key, tokenCount: 9 });
  });

  it("a removal holds on its condition only", async () => {
    const key = { ...KEY, sk: "MEMBER#removed" };
    await transact(directory.client, [put(directory, { ...key, revision: 2 })]);
    expect(await transact(directory.client, [remove(directory, key, REVISION_1)])).toEqual({
      written: false,
      failed: [0],
    });
    expect(await transact(directory.client, [remove(directory, key, EXISTS)])).toEqual({ written: true });
    expect(await transact(directory.client, [remove(directory, key, EXISTS)])).toEqual({ written: false, failed: [0] });
  });

  it("a transaction is written whole or not at all", async () => {
    const [good, bad] = [
      { ...KEY, sk: "MEMBER#whole" },
      { ...KEY, sk: "MEMBER#missing" },
    ];
    const outcome = await transact(directory.client, [put(directory, good, IS_NEW), remove(directory, bad, EXISTS)]);
    expect(outcome).toEqual({ written: false, failed: [1] });
    expect(await getItem(directory, good)).toBeUndefined();
  });
});
