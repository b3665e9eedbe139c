import { BatchGetItemCommand, BatchWriteItemCommand } from "@aws-sdk/client-dynamodb";
import { describe, expect, it } from "vitest";
import { type Fixture, N } from "./fixture.ts";

export function describeBatches(use: () => Fixture): void {
  describe("batches", () => {
    it("writes, deletes and reads many items", async () => {
      const { client, table, newKey, put } = use();
      const [gone, ...kept] = [newKey(), newKey(), newKey()];
      await put(gone ?? newKey());
      await client.send(
        new BatchWriteItemCommand({
          RequestItems: {
            [table]: [
              { DeleteRequest: { Key: gone ?? newKey() } },
              ...kept.map((key) => ({ PutRequest: { Item: { ...key, a: N(1) } } })),
            ],
          },
        }),
      );
      const { Responses, UnprocessedKeys } = await client.send(
        new BatchGetItemCommand({ RequestItems: { [table]: { Keys: [gone ?? newKey(), ...kept] } } }),
      );
      expect(UnprocessedKeys).toEqual({});
      const found = Responses?.[table] ?? [];
      expect(found).toHaveLength(2);
      for (const key of kept) expect(found).toContainEqual({ ...key, a: N(1) });
    });

    it("refuses 26 writes, 101 reads and one key twice", async () => {
      const { client, table, newKey } = use();
      const write = (keys: readonly object[]) =>
        client.send(
          new BatchWriteItemCommand({
            RequestItems: { [table]: keys.map((key) => ({ PutRequest: { Item: { ...key } } })) },
          }),
        );
      const read = (keys: readonly object[]) =>
        client.send(new BatchGetItemCommand({ RequestItems: { [table]: { Keys: keys.map((key) => ({ ...key })) } } }));
      const many = (count: number) => Array.from({ length: count }, () => newKey());
      const key = newKey();
      const refusal = { name: "ValidationException" };
      await expect(write(many(26))).rejects.toMatchObject(refusal);
      await expect(read(many(101))).rejects.toMatchObject(refusal);
      await expect(write([key, key])).rejects.toThrow("Provided list of item keys contains duplicates");
      await expect(read([key, key])).rejects.toThrow("Provided list of item keys contains duplicates");
      await write(many(25));
    });
  });
}
