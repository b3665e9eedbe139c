import { randomUUID } from "node:crypto";
import {
  IdempotentParameterMismatchException,
  TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
  type TransactWriteItemsCommandInput,
} from "@aws-sdk/client-dynamodb";
import { describe, expect, it } from "vitest";
import { type Fixture, type Item, N, S } from "./fixture.ts";

export function describeTransactWrite(use: () => Fixture): void {
  function transact(TransactItems: TransactWriteItem[], more: Partial<TransactWriteItemsCommandInput> = {}) {
    return use().client.send(new TransactWriteItemsCommand({ TransactItems, ...more }));
  }
  const put = (Item: Item, more: object = {}) => ({ Put: { TableName: use().table, Item, ...more } });
  const remove = (Key: Item, more: object = {}) => ({ Delete: { TableName: use().table, Key, ...more } });
  const check = (Key: Item, ConditionExpression: string, more: object = {}) => ({
    ConditionCheck: { TableName: use().table, Key, ConditionExpression, ...more },
  });
  const add = (Key: Item, by: number | string, more: object = {}) => ({
    Update: {
      TableName: use().table,
      Key,
      UpdateExpression: "ADD amount :by",
      ExpressionAttributeValues: { ":by": N(by) },
      ...more,
    },
  });
  const refusalOf = (request: Promise<unknown>) => request.catch((error: unknown) => error);

  describe("TransactWriteItems", () => {
    it("applies put, update, delete and condition check together, indexes included", async () => {
      const { newKey, read, readIndex, put: putOne } = use();
      const [created, counted, deleted, guard] = [newKey(), newKey(), newKey(), newKey()];
      const owner = randomUUID();
      await putOne({ ...counted, amount: N(1), owner: S(owner), since: S("2") });
      await putOne({ ...deleted, owner: S(owner), since: S("3") });
      await putOne(guard);
      await transact([
        put({ ...created, owner: S(owner), since: S("1") }),
        add(counted, 41),
        remove(deleted),
        check(guard, "attribute_exists(pk)"),
      ]);
      expect(await read(created)).toBeDefined();
      expect(await read(counted)).toMatchObject({ amount: N(42) });
      expect(await read(deleted)).toBeUndefined();
      expect(await readIndex(owner)).toMatchObject([
        { ...created, since: S("1") },
        { ...counted, since: S("2"), amount: N(42) },
      ]);
    });

    it("applies nothing when one condition fails, and gives a reason for every action in order", async () => {
      const { newKey, read, readIndex, put: putOne } = use();
      const [existing, fresh, counted] = [newKey(), newKey(), newKey()];
      const owner = randomUUID();
      await putOne({ ...existing, name: S("first") });
      const error = await refusalOf(
        transact([
          put({ ...fresh, owner: S(owner), since: S("1") }),
          put(existing, {
            ConditionExpression: "attribute_not_exists(pk)",
            ReturnValuesOnConditionCheckFailure: "ALL_OLD",
          }),
          add(counted, 1),
          check(newKey(), "attribute_exists(pk)"),
        ]),
      );
      expect(error).toBeInstanceOf(TransactionCanceledException);
      expect(error).toMatchObject({
        message:
          "Transaction cancelled, please refer cancellation reasons for specific reasons [None, ConditionalCheckFailed, None, ConditionalCheckFailed]",
        CancellationReasons: [
          { Code: "None" },
          {
            Code: "ConditionalCheckFailed",
            Message: "The conditional request failed",
            Item: { ...existing, name: S("first") },
          },
          { Code: "None" },
          { Code: "ConditionalCheckFailed", Message: "The conditional request failed" },
        ],
      });
      expect(await read(fresh)).toBeUndefined();
      expect(await read(counted)).toBeUndefined();
      expect(await readIndex(owner)).toEqual([]);
    });

    it.each(["Put", "Update", "Delete", "ConditionCheck"])(
      "shows the old item of a failed %s on request only",
      async (kind) => {
        const { newKey, put: putOne } = use();
        const key = newKey();
        await putOne({ ...key, a: N(1) });
        const action = (more: object) => {
          const condition = { ConditionExpression: "attribute_not_exists(pk)", ...more };
          if (kind === "Put") return put(key, condition);
          if (kind === "Update") return add(key, 1, condition);
          if (kind === "Delete") return remove(key, condition);
          return check(key, "attribute_not_exists(pk)", more);
        };
        const asked = await refusalOf(transact([action({ ReturnValuesOnConditionCheckFailure: "ALL_OLD" })]));
        expect(asked).toMatchObject({ CancellationReasons: [{ Item: { ...key, a: N(1) } }] });
        const unasked = await refusalOf(transact([action({})]));
        expect(unasked).toMatchObject({ CancellationReasons: [{ Code: "ConditionalCheckFailed" }] });
        expect(unasked).not.toMatchObject({ CancellationReasons: [{ Item: expect.anything() }] });
      },
    );

    it("gives ValidationError as a reason when the stored item does not fit the update", async () => {
      const { newKey, read, put: putOne } = use();
      const [text, fresh] = [newKey(), newKey()];
      await putOne({ ...text, amount: S("not a number") });
      const error = await refusalOf(transact([put(fresh), add(text, 1)]));
      expect(error).toMatchObject({
        name: "TransactionCanceledException",
        CancellationReasons: [
          { Code: "None" },
          { Code: "ValidationError", Message: "An operand in the update expression has an incorrect data type" },
        ],
      });
      expect(await read(fresh)).toBeUndefined();
    });

    it("judges conditions by what was stored before the transaction", async () => {
      const { newKey, read } = use();
      const [first, second] = [newKey(), newKey()];
      await transact([
        put(first, { ConditionExpression: "attribute_not_exists(pk)" }),
        put(second, { ConditionExpression: "attribute_not_exists(pk)" }),
      ]);
      expect(await read(first)).toEqual(first);
    });

    it("applies a request once for one token, and refuses another request with it", async () => {
      const { newKey, read } = use();
      const key = newKey();
      const ClientRequestToken = randomUUID();
      await transact([add(key, 1)], { ClientRequestToken });
      await transact([add(key, 1)], { ClientRequestToken });
      expect(await read(key)).toMatchObject({ amount: N(1) });
      const error = await refusalOf(transact([add(key, 2)], { ClientRequestToken }));
      expect(error).toBeInstanceOf(IdempotentParameterMismatchException);
      await transact([add(key, 1)], { ClientRequestToken: randomUUID() });
      expect(await read(key)).toMatchObject({ amount: N(2) });
    });

    it("does not remember the token of a cancelled transaction", async () => {
      const { newKey, read, put: putOne } = use();
      const [key, guard] = [newKey(), newKey()];
      const ClientRequestToken = randomUUID();
      const actions = () => [add(key, 1), check(guard, "attribute_exists(pk)")];
      await expect(transact(actions(), { ClientRequestToken })).rejects.toThrow("Transaction cancelled");
      await putOne(guard);
      await transact(actions(), { ClientRequestToken });
      expect(await read(key)).toMatchObject({ amount: N(1) });
    });

    it("takes 100 actions and refuses 101 and none", async () => {
      const { newKey, read } = use();
      const keys = Array.from({ length: 101 }, () => newKey());
      await expect(transact(keys.map((key) => put(key)))).rejects.toThrow(
        "Member must have length less than or equal to 100",
      );
      await expect(transact([])).rejects.toThrow("Member must have length greater than or equal to 1");
      await transact(keys.slice(1).map((key) => put(key)));
      expect(await read(keys[0] ?? {})).toBeUndefined();
      expect(await read(keys[100] ?? {})).toBeDefined();
    });

    it("refuses two actions on one item, whatever the order of the key's members", async () => {
      const { newKey, read } = use();
      const key = newKey();
      await expect(transact([put(key), remove({ sk: key.sk, pk: key.pk })])).rejects.toMatchObject({
        name: "ValidationException",
        message: "Transaction request cannot include multiple operations on one item",
      });
      expect(await read(key)).toBeUndefined();
    });

    it("refuses an entry with two actions or none", async () => {
      const { newKey } = use();
      const message = "TransactItems can only contain one of Check, Put, Update or Delete";
      await expect(transact([{ ...put(newKey()), ...remove(newKey()) }])).rejects.toThrow(message);
      await expect(transact([{}])).rejects.toThrow(message);
    });

    it("refuses unknown tables, bad keys and bad expressions as a whole", async () => {
      const { newKey, read } = use();
      const good = newKey();
      const bad: readonly (readonly [TransactWriteItem, string, string])[] = [
        [
          { Put: { TableName: "no-such-table", Item: newKey() } },
          "ResourceNotFoundException",
          "Requested resource not found",
        ],
        [remove({ pk: N(1), sk: S("x") }), "ValidationException", "The provided key element does not match the schema"],
        [put({ pk: S("x") }), "ValidationException", "Missing the key sk in the item"],
        [
          put({ ...newKey(), owner: S(""), since: S("1") }),
          "ValidationException",
          "cannot contain an empty string value. IndexName: byOwner, IndexKey: owner",
        ],
        [
          add(newKey(), 1, { UpdateExpression: "SET amount = :by SET extra = :by" }),
          "ValidationException",
          'The "SET" section can only be used once in an update expression',
        ],
        [
          put(newKey(), { ConditionExpression: "attribute_exists(pk)", ExpressionAttributeValues: {} }),
          "ValidationException",
          "ExpressionAttributeValues must not be empty",
        ],
      ];
      for (const [action, name, message] of bad) {
        const error = await refusalOf(transact([put(good), action]));
        expect(error).toMatchObject({ name, message: expect.stringContaining(message) });
      }
      expect(await read(good)).toBeUndefined();
    });

    it("refuses more than 4 MB in one transaction", async () => {
      const { newKey } = use();
      const items = Array.from({ length: 11 }, () => ({ ...newKey(), text: S("x".repeat(390 * 1024)) }));
      await expect(transact(items.map((item) => put(item)))).rejects.toMatchObject({ name: "ValidationException" });
      await transact(items.slice(1).map((item) => put(item)));
    });

    it("bills two write units for each action", async () => {
      const { table, newKey } = use();
      const { ConsumedCapacity } = await transact([put(newKey()), put(newKey())], { ReturnConsumedCapacity: "TOTAL" });
      expect(ConsumedCapacity).toEqual([{ TableName: table, CapacityUnits: 4, WriteCapacityUnits: 4 }]);
    });
  });
}
