import { randomUUID } from "node:crypto";
import { QueryCommand, type QueryCommandInput, ScanCommand } from "@aws-sdk/client-dynamodb";
import { beforeAll, describe, expect, it } from "vitest";
import { type Fixture, type Item, N, S } from "./fixture.ts";

export function describeQueries(use: () => Fixture): void {
  describe("queries", () => {
    const pk = randomUUID();
    const owner = randomUUID();

    beforeAll(async () => {
      const { put } = use();
      for (const sk of ["a", "aa", "ab", "b", "ba", "c", "é"]) {
        await put({ pk: S(pk), sk: S(sk), size: N(sk.length), owner: S(owner), since: S(sk) });
      }
      await put({ pk: S(`${pk}-other`), sk: S("a") });
    });

    async function query(more: Partial<QueryCommandInput>, values: Item = {}) {
      const { client, table } = use();
      return client.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: "pk = :pk",
          ...more,
          ExpressionAttributeValues: { ":pk": S(pk), ...values },
        }),
      );
    }
    const sortKeys = (items: readonly Item[] = []) => items.map(({ sk }) => sk?.S);

    it("answers one partition in order of the sort key's bytes, both ways", async () => {
      const order = ["a", "aa", "ab", "b", "ba", "c", "é"];
      expect(sortKeys((await query({})).Items)).toEqual(order);
      expect(sortKeys((await query({ ScanIndexForward: false })).Items)).toEqual([...order].reverse());
    });

    it.each([
      ["sk = :x", ["ab"]],
      ["sk < :x", ["a", "aa"]],
      ["sk <= :x", ["a", "aa", "ab"]],
      ["sk > :x", ["b", "ba", "c", "é"]],
      ["sk >= :x", ["ab", "b", "ba", "c", "é"]],
      ["sk between :x and :y", ["ab", "b", "ba"]],
      ["begins_with(sk, :prefix)", ["a", "aa", "ab"]],
    ] as const)("finds by %s", async (condition, expected) => {
      const all = { ":x": S("ab"), ":y": S("ba"), ":prefix": S("a") };
      const used = Object.fromEntries(Object.entries(all).filter(([name]) => condition.includes(name)));
      expect(sortKeys((await query({ KeyConditionExpression: `pk = :pk and ${condition}` }, used)).Items)).toEqual(
        expected,
      );
    });

    it.each([true, false])("pages through everything exactly once (forward: %s)", async (ScanIndexForward) => {
      const seen: (string | undefined)[] = [];
      let start: Item | undefined;
      do {
        const page = await query({ Limit: 2, ScanIndexForward, ...(start && { ExclusiveStartKey: start }) });
        expect(page.Items?.length).toBeLessThanOrEqual(2);
        seen.push(...sortKeys(page.Items));
        start = page.LastEvaluatedKey;
      } while (start !== undefined);
      expect(seen).toEqual(sortKeys((await query({ ScanIndexForward })).Items));
    });

    it("pages through an index with the keys of table and index", async () => {
      const seen: (string | undefined)[] = [];
      let start: Item | undefined;
      do {
        const page = await queryIndex(start);
        seen.push(...sortKeys(page.Items));
        start = page.LastEvaluatedKey;
        if (start !== undefined) expect(Object.keys(start).sort()).toEqual(["owner", "pk", "since", "sk"]);
      } while (start !== undefined);
      expect(seen).toEqual(["a", "aa", "ab", "b", "ba", "c", "é"]);
    });

    async function queryIndex(start: Item | undefined) {
      const { client, table } = use();
      return client.send(
        new QueryCommand({
          TableName: table,
          IndexName: "byOwner",
          KeyConditionExpression: "#owner = :owner",
          ExpressionAttributeNames: { "#owner": "owner" },
          ExpressionAttributeValues: { ":owner": S(owner) },
          Limit: 3,
          ...(start && { ExclusiveStartKey: start }),
        }),
      );
    }

    it("filters after the limit, and counts what it read", async () => {
      const page = await query(
        { Limit: 3, FilterExpression: "#size = :two", ExpressionAttributeNames: { "#size": "size" } },
        { ":two": N(2) },
      );
      expect(sortKeys(page.Items)).toEqual(["aa", "ab"]);
      expect(page).toMatchObject({ Count: 2, ScannedCount: 3, LastEvaluatedKey: { sk: S("ab") } });
    });

    it("filters by attributes that it does not return", async () => {
      const { Items } = await query(
        {
          FilterExpression: "#size = :two",
          ProjectionExpression: "sk",
          ExpressionAttributeNames: { "#size": "size" },
        },
        { ":two": N(2) },
      );
      expect(Items).toEqual([{ sk: S("aa") }, { sk: S("ab") }, { sk: S("ba") }]);
    });

    it("answers only a number for Select COUNT", async () => {
      const page = await query({ Select: "COUNT" });
      expect(page).toMatchObject({ Count: 7, ScannedCount: 7 });
      expect(page.Items).toBeUndefined();
    });

    it.each([
      [
        "a condition without partition key",
        { KeyConditionExpression: "sk = :pk" },
        "Query condition missed key schema element: pk",
      ],
      [
        "a partition key that is not compared for equality",
        { KeyConditionExpression: "pk > :pk" },
        "Query key condition not supported",
      ],
      ["an unknown index", { IndexName: "byNobody" }, "The table does not have the specified index: byNobody"],
      [
        "a filter on a key",
        { FilterExpression: "sk <> :pk" },
        "Filter Expression can only contain non-primary key attributes: Primary key attribute: sk",
      ],
      [
        "a strongly consistent read of an index",
        {
          IndexName: "byOwner",
          ConsistentRead: true,
          KeyConditionExpression: "#owner = :pk",
          ExpressionAttributeNames: { "#owner": "owner" },
        },
        "Consistent reads are not supported on global secondary indexes",
      ],
    ] as const)("refuses %s", async (_name, more, message) => {
      await expect(query(more)).rejects.toMatchObject({ name: "ValidationException", message });
    });

    it("follows an item through its index: entered, moved, removed", async () => {
      const { newKey, put, readIndex } = use();
      const key = newKey();
      const [first, second] = [randomUUID(), randomUUID()];
      await put({ ...key, owner: S(first), since: S("1") });
      expect(await readIndex(first)).toHaveLength(1);
      await put({ ...key, owner: S(second), since: S("1") });
      expect(await readIndex(first)).toEqual([]);
      expect(await readIndex(second)).toHaveLength(1);
      await put({ ...key, owner: S(second) });
      expect(await readIndex(second)).toEqual([]);
    });

    it.each([true, false])("scans everything, filtered (consistent: %s)", async (ConsistentRead) => {
      const { client, table } = use();
      const { Items = [] } = await client.send(
        new ScanCommand({
          TableName: table,
          ConsistentRead,
          FilterExpression: "#owner = :owner",
          ExpressionAttributeNames: { "#owner": "owner" },
          ExpressionAttributeValues: { ":owner": S(owner) },
        }),
      );
      expect(sortKeys(Items).sort()).toEqual(["a", "aa", "ab", "b", "ba", "c", "é"]);
    });
  });
}
