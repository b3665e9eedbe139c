import { GetItemCommand, TransactWriteItemsCommand } from "@aws-sdk/client-dynamodb";
import { describe, expect, it } from "vitest";
import { fingerprintOf } from "../../../local/dynamodb/idempotency.ts";
import { N, S } from "../../suites/dynamodb/fixture.ts";
import { startTestEngine } from "./local-engine.ts";
import { TABLE } from "./things-table.ts";

const TableName = TABLE.tableName;
const Key = { pk: S("a"), sk: S("a") };
const TEN_MINUTES_MS = 600_000;

async function startWithClock() {
  let nowMs = 1_800_000_000_000;
  const engine = await startTestEngine({ now: () => nowMs });
  const add = (by = 1) =>
    engine.client.send(
      new TransactWriteItemsCommand({
        TransactItems: [
          { Update: { TableName, Key, UpdateExpression: "ADD n :by", ExpressionAttributeValues: { ":by": N(by) } } },
        ],
        ClientRequestToken: "token",
      }),
    );
  const read = async () => Number((await engine.client.send(new GetItemCommand({ TableName, Key }))).Item?.n?.N);
  return { ...engine, add, read, advance: (ms: number) => (nowMs += ms) };
}

describe("a ClientRequestToken", () => {
  it("counts until the last millisecond of ten minutes, sweeps or not", async () => {
    const { add, read, advance, sweepExpired } = await startWithClock();
    await add();
    advance(TEN_MINUTES_MS - 1);
    await sweepExpired();
    await add();
    expect(await read()).toBe(1);
    await expect(add(2)).rejects.toMatchObject({ name: "IdempotentParameterMismatchException" });
  });

  it("is new again after ten minutes, sweeps or not", async () => {
    const { add, read, advance, sweepExpired } = await startWithClock();
    await add();
    advance(TEN_MINUTES_MS);
    await add(2);
    expect(await read()).toBe(3);
    advance(TEN_MINUTES_MS);
    await sweepExpired();
    await add(4);
    expect(await read()).toBe(7);
  });
});

describe("the fingerprint of a request", () => {
  it("ignores the order of members and the token, and nothing else", () => {
    const request = { TransactItems: [{ Put: { TableName: "T", Item: { a: S("1"), b: N(2) } } }] };
    const reordered = {
      ClientRequestToken: "x",
      TransactItems: [{ Put: { Item: { b: N(2), a: S("1") }, TableName: "T" } }],
    };
    expect(fingerprintOf(reordered)).toBe(fingerprintOf(request));
    const others = [
      { TransactItems: [{ Put: { TableName: "T", Item: { a: S("1"), b: S("2") } } }] },
      { TransactItems: [{ Delete: { TableName: "T", Item: { a: S("1"), b: N(2) } } }] },
      { ...request, ReturnConsumedCapacity: "TOTAL" },
      { TransactItems: [...request.TransactItems, ...request.TransactItems] },
    ];
    for (const other of others) expect(fingerprintOf(other)).not.toBe(fingerprintOf(request));
  });
});
