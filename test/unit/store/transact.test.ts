import { syncBuiltinESMExports } from "node:module";
import timers from "node:timers/promises";
import { DynamoDBClient, TransactionCanceledException } from "@aws-sdk/client-dynamodb";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { transact } from "../../../functions/store/transact.ts";

const waits: number[] = [];
beforeAll(() => {
  vi.spyOn(timers, "setTimeout").mockImplementation(async (milliseconds) => {
    waits.push(Number(milliseconds));
    return undefined as never;
  });
  syncBuiltinESMExports();
});
afterAll(() => {
  vi.mocked(timers.setTimeout).mockRestore();
  syncBuiltinESMExports();
});
afterEach(() => {
  waits.length = 0;
});

const WRITES = [{ Delete: { TableName: "directory", Key: { pk: { S: "a" }, sk: { S: "b" } } } }];

describe("a transaction", () => {
  it("that is written is one request", async () => {
    const { client, requests } = createClient([]);
    expect(await transact(client, WRITES)).toEqual({ written: true });
    expect(requests).toMatchObject([{ TransactItems: WRITES }]);
    expect(waits).toEqual([]);
  });

  it("whose condition does not hold is an outcome that names the writes, and is not tried again", async () => {
    const { client, requests } = createClient([
      cancelled("None", "ConditionalCheckFailed", "None", "ConditionalCheckFailed"),
    ]);
    expect(await transact(client, WRITES)).toEqual({ written: false, failed: [1, 3] });
    expect(requests).toHaveLength(1);
  });

  it("that meets another one is tried again until it is written, as a new request each time", async () => {
    const { client, requests } = createClient([
      cancelled("TransactionConflict"),
      cancelled("None", "TransactionConflict"),
    ]);
    expect(await transact(client, WRITES)).toEqual({ written: true });
    expect(requests).toHaveLength(3);
    // Each gets an idempotency token of its own; with the token of before, DynamoDB would answer for the cancelled one.
    expect(new Set(requests).size).toBe(3);
  });

  it.each([["ThrottlingError"], ["ProvisionedThroughputExceeded"]])(
    "that meets too much work (%s) is tried again",
    async (code) => {
      const { client, requests } = createClient([cancelled(code)]);
      expect(await transact(client, WRITES)).toEqual({ written: true });
      expect(requests).toHaveLength(2);
    },
  );

  it("waits longer after each conflict, at random, up to half a second", async () => {
    vi.spyOn(Math, "random").mockReturnValue(1);
    const { client } = createClient(Array.from({ length: 8 }, () => cancelled("TransactionConflict")));
    await transact(client, WRITES);
    vi.mocked(Math.random).mockRestore();
    expect(waits).toEqual([20, 40, 80, 160, 320, 500, 500, 500]);
  });

  it("gives up with a fault while there is still time to answer: a function has ten seconds", async () => {
    let nowMs = 1000;
    vi.spyOn(performance, "now").mockImplementation(() => nowMs);
    const { client, requests } = createClient(
      Array.from({ length: 1000 }, () => cancelled("TransactionConflict")),
      () => {
        nowMs += 100;
      },
    );
    await expect(transact(client, WRITES)).rejects.toThrow(TransactionCanceledException);
    vi.mocked(performance.now).mockRestore();
    expect(nowMs - 1000).toBeGreaterThan(6000);
    expect(nowMs - 1000).toBeLessThanOrEqual(7100);
    expect(requests.length).toBeGreaterThan(50);
  });

  it("with a failed condition beside a conflict is an outcome: the condition will not hold later either", async () => {
    const { client, requests } = createClient([cancelled("TransactionConflict", "ConditionalCheckFailed")]);
    expect(await transact(client, WRITES)).toEqual({ written: false, failed: [1] });
    expect(requests).toHaveLength(1);
  });

  it.each([
    ["cancelled for another reason", cancelled("ValidationError")],
    ["cancelled without reasons", new TransactionCanceledException({ message: "cancelled", $metadata: {} })],
    ["not possible", new Error("the store is down")],
  ])("that is %s is a fault, and not tried again", async (_what, error) => {
    const { client, requests } = createClient([error]);
    await expect(transact(client, WRITES)).rejects.toBe(error);
    expect(requests).toHaveLength(1);
  });
});

function cancelled(...codes: string[]): TransactionCanceledException {
  return new TransactionCanceledException({
    message: "cancelled",
    $metadata: {},
    CancellationReasons: codes.map((Code) => ({ Code })),
  });
}

/** A real client whose requests never leave: each is refused with the next error, and answered when there is none left. */
function createClient(errors: readonly Error[], onRequest = () => {}) {
  const requests: object[] = [];
  const client = new DynamoDBClient({ region: "us-east-1", credentials: { accessKeyId: "a", secretAccessKey: "b" } });
  client.middlewareStack.add(
    () => async (args) => {
      const error = errors[requests.length];
      requests.push(args.input);
      onRequest();
      if (error !== undefined) throw error;
      return { response: {}, output: { $metadata: {} } };
    },
    { step: "initialize", priority: "low" },
  );
  return { client, requests };
}
