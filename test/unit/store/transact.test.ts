import { DynamoDBClient, TransactionCanceledException } from "@aws-sdk/client-dynamodb";
import { afterEach, describe, expect, it, vi } from "vitest";
import { transact } from "../../../functions/store/transact.ts";

const waits: number[] = [];
vi.mock("node:timers/promises", () => ({
  setTimeout: async (milliseconds: number) => {
    waits.push(milliseconds);
  },
}));
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

  it("waits longer after each conflict, at random", async () => {
    vi.spyOn(Math, "random").mockReturnValue(1);
    const { client } = createClient(Array.from({ length: 4 }, () => cancelled("TransactionConflict")));
    await transact(client, WRITES);
    vi.mocked(Math.random).mockRestore();
    expect(waits).toHaveLength(4);
    for (const [index, wait] of waits.entries()) if (index > 0) expect(wait).toBeGreaterThan(waits[index - 1] ?? 0);
  });

  it("gives up after eight conflicts with a fault, within Lambda's patience", async () => {
    vi.spyOn(Math, "random").mockReturnValue(1);
    const { client, requests } = createClient(Array.from({ length: 20 }, () => cancelled("TransactionConflict")));
    await expect(transact(client, WRITES)).rejects.toThrow(TransactionCanceledException);
    vi.mocked(Math.random).mockRestore();
    expect(requests).toHaveLength(8);
    expect(waits.reduce((sum, wait) => sum + wait, 0)).toBeLessThan(5_000);
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
function createClient(errors: readonly Error[]) {
  const requests: object[] = [];
  const client = new DynamoDBClient({ region: "us-east-1", credentials: { accessKeyId: "a", secretAccessKey: "b" } });
  client.middlewareStack.add(
    () => async (args) => {
      const error = errors[requests.length];
      requests.push(args.input);
      if (error !== undefined) throw error;
      return { response: {}, output: { $metadata: {} } };
    },
    { step: "initialize", priority: "low" },
  );
  return { client, requests };
}
