import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { describe, expect, it } from "vitest";
import { type Fixture, type Item, N, S } from "./fixture.ts";

export function describeSingleItems(use: () => Fixture): void {
  describe("single items", () => {
    it("gives back every type of attribute as it was put", async () => {
      const { newKey, put, read } = use();
      const item = {
        ...newKey(),
        text: S("é 漢 😀"),
        empty: S(""),
        number: N("12345678901234567890123456789012345678"),
        negative: N("-0.5"),
        bytes: { B: new Uint8Array([0, 255, 7]) },
        yes: { BOOL: true },
        nothing: { NULL: true as const },
        list: { L: [S("a"), { L: [N(1)] }, { M: {} }] },
        map: { M: { "a.b": S("dotted"), deep: { M: { er: N(2) } } } },
        strings: { SS: ["x", "y"] },
        numbers: { NS: ["1", "2.5"] },
      };
      await put(item);
      expect(await read({ pk: item.pk, sk: item.sk })).toEqual(item);
    });

    it("answers nothing for an item that does not exist", async () => {
      const { client, table, newKey } = use();
      const answer = await client.send(new GetItemCommand({ TableName: table, Key: newKey() }));
      expect(answer.Item).toBeUndefined();
    });

    it("returns only what the projection names", async () => {
      const { client, table, newKey, put } = use();
      const key = newKey();
      await put({ ...key, name: S("n"), size: N(1), map: { M: { in: S("side"), out: S("no") } } });
      const { Item } = await client.send(
        new GetItemCommand({
          TableName: table,
          Key: key,
          ProjectionExpression: "#name, #map.#in, absent",
          ExpressionAttributeNames: { "#name": "name", "#map": "map", "#in": "in" },
        }),
      );
      expect(Item).toEqual({ name: S("n"), map: { M: { in: S("side") } } });
    });

    it("creates an item by update and applies SET, ADD, REMOVE and DELETE", async () => {
      const { client, table, newKey, read } = use();
      const Key = newKey();
      const update = (UpdateExpression: string, ExpressionAttributeValues: Item) =>
        client.send(
          new UpdateItemCommand({
            TableName: table,
            Key,
            UpdateExpression,
            ExpressionAttributeValues,
            ReturnValues: "ALL_NEW",
          }),
        );
      await update("SET opened = if_not_exists(opened, :a), extra = :a ADD visits :one, tags :tags", {
        ":a": S("a"),
        ":one": N(1),
        ":tags": { SS: ["x", "y"] },
      });
      const { Attributes } = await update(
        "SET opened = if_not_exists(opened, :b), visits = visits + :two REMOVE extra DELETE tags :x",
        { ":b": S("b"), ":two": N(2), ":x": { SS: ["x"] } },
      );
      expect(Attributes).toEqual({ ...Key, opened: S("a"), visits: N(3), tags: { SS: ["y"] } });
      expect(await read(Key)).toEqual(Attributes);
    });

    it.each([
      ["NONE", undefined],
      ["ALL_OLD", { a: N(1), b: N(1) }],
      ["UPDATED_OLD", { a: N(1) }],
      ["UPDATED_NEW", { a: N(2) }],
      ["ALL_NEW", { a: N(2), b: N(1) }],
    ] as const)("answers an update with ReturnValues %s", async (ReturnValues, expected) => {
      const { client, table, newKey, put } = use();
      const Key = newKey();
      await put({ ...Key, a: N(1), b: N(1) });
      const { Attributes } = await client.send(
        new UpdateItemCommand({
          TableName: table,
          Key,
          UpdateExpression: "SET a = :two",
          ExpressionAttributeValues: { ":two": N(2) },
          ReturnValues,
        }),
      );
      expect(Attributes).toEqual(ReturnValues.startsWith("ALL") ? { ...Key, ...expected } : expected);
    });

    it("deletes an item once, and answers the old one on request", async () => {
      const { client, table, newKey, put, read } = use();
      const Key = newKey();
      await put({ ...Key, a: N(1) });
      const remove = () => client.send(new DeleteItemCommand({ TableName: table, Key, ReturnValues: "ALL_OLD" }));
      expect((await remove()).Attributes).toEqual({ ...Key, a: N(1) });
      expect((await remove()).Attributes).toBeUndefined();
      expect(await read(Key)).toBeUndefined();
    });

    it("changes nothing and shows the old item on request when a condition fails", async () => {
      const { client, table, newKey, put, read } = use();
      const key = newKey();
      await put({ ...key, a: N(1) });
      const asked = { TableName: table, ReturnValuesOnConditionCheckFailure: "ALL_OLD" } as const;
      const attempts = [
        client.send(
          new PutItemCommand({
            ...asked,
            Item: { ...key, a: N(9) },
            ConditionExpression: "attribute_not_exists(pk)",
          }),
        ),
        client.send(
          new UpdateItemCommand({
            ...asked,
            Key: key,
            UpdateExpression: "SET a = :nine",
            ConditionExpression: "a = :nine",
            ExpressionAttributeValues: { ":nine": N(9) },
          }),
        ),
        client.send(new DeleteItemCommand({ ...asked, Key: key, ConditionExpression: "attribute_exists(absent)" })),
      ];
      for (const { status, ...outcome } of await Promise.allSettled<unknown>(attempts)) {
        expect(status).toBe("rejected");
        const error = "reason" in outcome ? outcome.reason : undefined;
        expect(error).toBeInstanceOf(ConditionalCheckFailedException);
        expect(error).toMatchObject({ message: "The conditional request failed", Item: { ...key, a: N(1) } });
      }
      expect(await read(key)).toEqual({ ...key, a: N(1) });
    });

    it("shows no item when a condition fails and nobody asked, or there is none", async () => {
      const { client, table, newKey, put } = use();
      const key = newKey();
      await put(key);
      const exists = new PutItemCommand({
        TableName: table,
        Item: key,
        ConditionExpression: "attribute_not_exists(pk)",
      });
      const absent = new DeleteItemCommand({
        TableName: table,
        Key: newKey(),
        ConditionExpression: "attribute_exists(pk)",
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
      });
      const refusal = { name: "ConditionalCheckFailedException", Item: undefined };
      await expect(client.send(exists)).rejects.toMatchObject(refusal);
      await expect(client.send(absent)).rejects.toMatchObject(refusal);
    });

    it("counts units by size and consistency", async () => {
      const { client, table, newKey, put } = use();
      const key = newKey();
      await put({ ...key, text: S("x".repeat(5000)) });
      const read = async (ConsistentRead: boolean) =>
        (
          await client.send(
            new GetItemCommand({ TableName: table, Key: key, ConsistentRead, ReturnConsumedCapacity: "TOTAL" }),
          )
        ).ConsumedCapacity?.CapacityUnits;
      expect(await read(false)).toBe(1);
      expect(await read(true)).toBe(2);
    });

    it.each([
      ["a wrong key type", { pk: N(1), sk: S("x") }, "The provided key element does not match the schema"],
      ["a missing sort key", { pk: S("x") }, "The provided key element does not match the schema"],
      ["one key too many", { pk: S("x"), sk: S("x"), a: S("x") }, "The provided key element does not match the schema"],
    ] as const)("refuses %s", async (_name, Key, message) => {
      const { client, table } = use();
      await expect(client.send(new GetItemCommand({ TableName: table, Key: { ...Key } }))).rejects.toMatchObject({
        name: "ValidationException",
        message,
      });
    });

    it("refuses an empty key, an item without key, and one above 400 KB", async () => {
      const { client, table, newKey } = use();
      const put = (Item: Item) => client.send(new PutItemCommand({ TableName: table, Item }));
      await expect(put({ pk: S(""), sk: S("x") })).rejects.toThrow("cannot contain an empty string value. Key: pk");
      await expect(put({ pk: S("x") })).rejects.toThrow("Missing the key sk in the item");
      await expect(put({ ...newKey(), a: S("x".repeat(400 * 1024)) })).rejects.toThrow(
        "Item size has exceeded the maximum allowed size",
      );
    });

    it.each([
      ["the key", "sk", S("x"), "Cannot update attribute sk. This attribute is part of the key"],
      ["an index key to another type", "owner", N(1), "Type mismatch for Index Key owner"],
      ["an index key to nothing", "owner", S(""), "cannot contain an empty string value"],
    ] as const)("refuses an update of %s", async (_name, attribute, value, message) => {
      const { client, table, newKey, read } = use();
      const Key = newKey();
      const update = new UpdateItemCommand({
        TableName: table,
        Key,
        UpdateExpression: "SET #attribute = :value",
        ExpressionAttributeNames: { "#attribute": attribute },
        ExpressionAttributeValues: { ":value": value },
      });
      await expect(client.send(update)).rejects.toThrow(message);
      expect(await read(Key)).toBeUndefined();
    });

    it("answers ResourceNotFoundException for a table that does not exist", async () => {
      const { client, newKey } = use();
      await expect(
        client.send(new GetItemCommand({ TableName: "no-such-table", Key: newKey() })),
      ).rejects.toMatchObject({ name: "ResourceNotFoundException" });
    });
  });
}
