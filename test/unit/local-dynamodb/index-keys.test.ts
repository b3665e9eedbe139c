import { createHash } from "node:crypto";
import { DeleteItemCommand, PutItemCommand, QueryCommand } from "@aws-sdk/client-dynamodb";
import { describe, expect, it } from "vitest";
import { type Item, S } from "../../suites/dynamodb/fixture.ts";
import { startTestEngine } from "./local-engine.ts";
import { TABLE } from "./things-table.ts";

const TableName = TABLE.tableName;

/** Two keys that dynalite gives the same 24 bits, by which alone it would tell their index entries apart. */
function findCollision(): readonly [string, string] {
  const seen = new Map<string, string>();
  for (let turn = 0; ; turn++) {
    const pk = `item-${turn}`;
    const bits = createHash("md5").update("Outliers").update(pk).update("x").digest("hex").slice(0, 6);
    const other = seen.get(bits);
    if (other !== undefined) return [other, pk];
    seen.set(bits, pk);
  }
}

describe("index entries with equal index keys", () => {
  const pks = findCollision();

  async function start() {
    const { client } = await startTestEngine();
    for (const pk of [...pks, "another"]) {
      await client.send(
        new PutItemCommand({ TableName, Item: { pk: S(pk), sk: S("x"), owner: S("me"), since: S("1") } }),
      );
    }
    async function query(more: object): Promise<readonly (string | undefined)[]> {
      const found: (string | undefined)[] = [];
      let ExclusiveStartKey: Item | undefined;
      do {
        const page = await client.send(
          new QueryCommand({
            TableName,
            IndexName: "byOwner",
            KeyConditionExpression: "#owner = :me and since <= :last",
            ExpressionAttributeNames: { "#owner": "owner" },
            ExpressionAttributeValues: { ":me": S("me"), ":last": S("1") },
            ...more,
            ...(ExclusiveStartKey && { ExclusiveStartKey }),
          }),
        );
        found.push(...(page.Items ?? []).map(({ pk }) => pk?.S));
        ExclusiveStartKey = page.LastEvaluatedKey;
      } while (ExclusiveStartKey !== undefined);
      return found;
    }
    return { client, query };
  }

  it("are all found, page by page, forwards and in reverse", async () => {
    const { query } = await start();
    const all = await query({});
    expect([...all].sort()).toEqual([...pks, "another"].sort());
    expect(await query({ Limit: 1 })).toEqual(all);
    expect(await query({ Limit: 1, ScanIndexForward: false })).toEqual([...all].reverse());
  });

  it("go one by one with their items", async () => {
    const { client, query } = await start();
    await client.send(new DeleteItemCommand({ TableName, Key: { pk: S(pks[0]), sk: S("x") } }));
    expect([...(await query({}))].sort()).toEqual([pks[1], "another"].sort());
  });
});
