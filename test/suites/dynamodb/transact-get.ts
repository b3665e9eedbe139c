import { TransactGetItemsCommand } from "@aws-sdk/client-dynamodb";
import { describe, expect, it } from "vitest";
import { type Fixture, type Item, N } from "./fixture.ts";

export function describeTransactGet(use: () => Fixture): void {
  describe("TransactGetItems", () => {
    const get = (table: string, Key: Item, more: object = {}) => ({ Get: { TableName: table, Key, ...more } });

    it("answers in order, with an empty entry for what does not exist", async () => {
      const { client, table, newKey, put } = use();
      const [first, missing, last] = [newKey(), newKey(), newKey()];
      await put({ ...first, a: N(1), b: N(1) });
      await put({ ...last, a: N(2), b: N(2) });
      const { Responses, ConsumedCapacity } = await client.send(
        new TransactGetItemsCommand({
          TransactItems: [
            get(table, first),
            get(table, missing),
            get(table, last, { ProjectionExpression: "#a", ExpressionAttributeNames: { "#a": "a" } }),
          ],
          ReturnConsumedCapacity: "TOTAL",
        }),
      );
      expect(Responses).toEqual([{ Item: { ...first, a: N(1), b: N(1) } }, {}, { Item: { a: N(2) } }]);
      expect(ConsumedCapacity).toEqual([{ TableName: table, CapacityUnits: 6, ReadCapacityUnits: 6 }]);
    });

    it("refuses the same item twice, 101 items, none, and an unknown table", async () => {
      const { client, table, newKey } = use();
      const send = (TransactItems: ReturnType<typeof get>[]) =>
        client.send(new TransactGetItemsCommand({ TransactItems }));
      const key = newKey();
      await expect(send([get(table, key), get(table, key)])).rejects.toMatchObject({
        name: "ValidationException",
        message: "Transaction request cannot include multiple operations on one item",
      });
      const many = Array.from({ length: 101 }, () => get(table, newKey()));
      await expect(send(many)).rejects.toThrow("Member must have length less than or equal to 100");
      await expect(send(many.slice(1))).resolves.toBeDefined();
      await expect(send([])).rejects.toThrow("Member must have length greater than or equal to 1");
      await expect(send([get("no-such-table", key)])).rejects.toMatchObject({ name: "ResourceNotFoundException" });
    });
  });
}
