import { randomBytes } from "node:crypto";
import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { AUDIT_CHAINS, emptyChain } from "../../../functions/domain/audit-chain.ts";
import { type Actor, type AuditedChange, writeAudited } from "../../../functions/store/audit.ts";
import type { AuditItem } from "../../../functions/store/audit-item.ts";
import { readTrail } from "../../../functions/store/audit-trail.ts";
import { serviceAccountKey } from "../../../functions/store/keys.ts";
import { add, getItem, IS_NEW, put, queryPage, type Table } from "../../../functions/store/table.ts";
import { transact } from "../../../functions/store/transact.ts";
import { verifyAuditTrail } from "../../../sdk/src/audit-chain.ts";
import { addContention, cancel, writesOf } from "./contention.ts";
import { startDirectory, type TestDirectory } from "./directory-table.ts";

const WS = "ws_4fK2mZq81LpA";
const ACTOR: Actor = {
  principal: { kind: "private", id: "lks_7Qm2ZfP0aBcD", workspaceId: WS, owner: { name: "ci" } },
  requestId: "req-1",
  sourceIp: "203.0.113.1",
  nowEpochMs: Date.parse("2026-11-22T12:00:00Z"),
};
const CHANGE: AuditedChange = {
  operation: "createToken",
  target: { type: "token", id: "lks_1" },
  after: { label: "x" },
};
const OWNER = serviceAccountKey(WS, "shop");

describe("a change with its audit event", () => {
  let directory: TestDirectory;
  beforeEach(async () => {
    directory = await startDirectory();
  });
  afterEach(() => directory.stop());

  const write = (id: string, more = [thing(directory, id)]) =>
    writeAudited({ directory, randomBytes }, ACTOR, { ...CHANGE, target: { type: "thing", id } }, more);

  it("is there with it, and the event says who, what, when and where", async () => {
    expect(await write("a")).toEqual({ written: true });
    const [item] = await readItems(directory);
    expect(JSON.parse(item?.text ?? "")).toEqual({
      id: expect.stringMatching(/^evt_[0-9A-Za-z]{16}$/),
      at: "2026-11-22T12:00:00.000Z",
      actor: { kind: "private", id: "lks_7Qm2ZfP0aBcD", name: "ci" },
      operation: "createToken",
      target: { type: "thing", id: "a" },
      before: null,
      after: { label: "x" },
      requestId: "req-1",
      ip: "203.0.113.1",
      workspaceId: WS,
      chain: expect.any(Number),
      sequence: 1,
      previousHash: "0".repeat(64),
    });
    expect(await getItem(directory, thingKey("a"))).toBeDefined();
  });

  it("costs one query and one transaction when nobody else writes", async () => {
    directory.forget();
    await write("a");
    expect(directory.requests.map(({ operation }) => operation)).toEqual(["Query", "TransactWriteItems"]);
  });

  it("whose own condition fails is an outcome that names its writes, and leaves no event", async () => {
    await transact(directory.client, [thing(directory, "taken")]);
    const outcome = await write("b", [thing(directory, "b"), thing(directory, "taken")]);
    expect(outcome).toEqual({ written: false, failed: [1] });
    expect(await readItems(directory)).toEqual([]);
    expect(await getItem(directory, thingKey("b"))).toBeUndefined();
  });

  it("whose own condition fails while its place in the chain is taken, too, names its own writes only", async () => {
    reject(directory, [["None", "ConditionalCheckFailed", "ConditionalCheckFailed"]]);
    expect(await write("b", [thing(directory, "b"), thing(directory, "c")])).toEqual({ written: false, failed: [1] });
  });

  it("whose place in the chain is taken goes to another chain, whatever the random numbers say", async () => {
    const asked = reject(directory, [
      ["None", "ConditionalCheckFailed"],
      ["None", "TransactionConflict"],
    ]);
    const always7 = () => Uint8Array.from({ length: 24 }, () => 7);
    const outcome = await writeAudited({ directory, randomBytes: always7 }, ACTOR, CHANGE, [thing(directory, "a")]);
    expect(outcome).toEqual({ written: true });
    const chains = asked.map((writes) => writes.at(-1)?.Put?.Item?.pk?.S);
    expect(chains).toHaveLength(3);
    expect(chains[1]).not.toBe(chains[0]);
    expect(chains[2]).not.toBe(chains[1]);
    expect(await readItems(directory)).toHaveLength(1);
  });

  it("never overwrites an event, and never forks a chain", async () => {
    const items = await Promise.all(Array.from({ length: 30 }, (_, index) => write(`${index}`)));
    expect(items.every(({ written }) => written)).toBe(true);
    const places = (await readItems(directory)).map(({ pk, sk }) => `${pk} ${sk}`);
    expect(new Set(places).size).toBe(30);
    expect(await verify(directory)).toMatchObject({ verified: true, checked: 30 });
  });

  it("is spread over all chains", async () => {
    for (let index = 0; index < 200; index++) await write(`${index}`);
    const chains = new Set((await readItems(directory)).map(({ pk }) => pk));
    expect(chains.size).toBe(AUDIT_CHAINS);
  });

  it.each([
    ["nothing in common", false],
    ["one counter that all of them move", true],
  ])("is written by each of 50 writers with %s, though DynamoDB cancels what meets", async (_what, isHot) => {
    await transact(directory.client, [put(directory, { ...OWNER, tokenCount: 0 }, IS_NEW)]);
    const contention = addContention(directory, 15);
    const startedAt = performance.now();
    const outcomes = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        write(`${index}`, [thing(directory, `${index}`), ...(isHot ? [add(directory, OWNER, "tokenCount", 1)] : [])]),
      ),
    );
    expect(outcomes.filter(({ written }) => !written)).toEqual([]);
    expect(contention.conflicts).toBeGreaterThan(isHot ? 50 : 0);
    // The functions have ten seconds.
    expect(performance.now() - startedAt).toBeLessThan(8000);
    const report = await verify(directory);
    expect(report).toMatchObject({ verified: true, checked: 50, problems: [] });
    const targets = (await readItems(directory)).map(({ text }) => JSON.parse(text).target.id);
    expect(new Set(targets).size).toBe(50);
    const owner = await getItem<{ readonly tokenCount: number }>(directory, OWNER);
    expect(owner?.tokenCount).toBe(isHot ? 50 : 0);
  });
});

describe("a change whose answer got lost", () => {
  let directory: TestDirectory;
  let lost: number;
  beforeEach(async () => {
    directory = await startDirectory();
    await transact(directory.client, [put(directory, { ...OWNER, tokenCount: 0 }, IS_NEW)]);
    lost = 0;
  });
  afterEach(() => directory.stop());

  const write = () =>
    writeAudited({ directory, randomBytes }, ACTOR, CHANGE, [
      thing(directory, "a"),
      add(directory, OWNER, "tokenCount", 1),
    ]);
  async function expectWrittenOnce(): Promise<void> {
    expect(await readItems(directory)).toHaveLength(1);
    expect(await getItem(directory, OWNER)).toMatchObject({ tokenCount: 1 });
    expect(await verify(directory)).toMatchObject({ verified: true, checked: 1 });
  }

  /** The request arrives and is done; its answer is not seen. */
  function loseAnswers(times: number): void {
    directory.client.middlewareStack.add(
      (next, context) => async (args) => {
        const result = await next(args);
        if (context.commandName !== "TransactWriteItemsCommand" || lost === times) return result;
        lost++;
        throw Object.assign(new Error("socket hang up"), { name: "TimeoutError" });
      },
      // Inside the SDK's own repetition, around the connection.
      { step: "deserialize", priority: "low" },
    );
  }

  it("once is repeated by the SDK under the same token, and is there once", async () => {
    loseAnswers(1);
    expect(await write()).toEqual({ written: true });
    expect(lost).toBe(1);
    await expectWrittenOnce();
  });

  it("as often as the SDK tries is found by its event, and is there once", async () => {
    loseAnswers(Number.POSITIVE_INFINITY);
    expect(await write()).toEqual({ written: true });
    expect(lost).toBeGreaterThan(2);
    await expectWrittenOnce();
  });

  it("and whose repetition is refused because of what it wrote itself is a change that happened", async () => {
    let isFirst = true;
    directory.client.middlewareStack.add(
      (next) => async (args) => {
        if (writesOf(args.input) === undefined || !isFirst) return next(args);
        isFirst = false;
        await next(args);
        throw Object.assign(cancel(["ConditionalCheckFailed", "None", "ConditionalCheckFailed"]), {
          $metadata: { attempts: 2 },
        });
      },
      { step: "initialize", priority: "low" },
    );
    expect(await write()).toEqual({ written: true });
    await expectWrittenOnce();
  });

  it("and never arrived is a fault, and nothing is there", async () => {
    directory.client.middlewareStack.add(
      (next) => async (args) => {
        if (writesOf(args.input) === undefined) return next(args);
        throw Object.assign(new Error("connection refused"), { name: "TimeoutError" });
      },
      { step: "initialize", priority: "low" },
    );
    await expect(write()).rejects.toThrow("connection refused");
    expect(await readItems(directory)).toEqual([]);
    expect(await getItem(directory, OWNER)).toMatchObject({ tokenCount: 0 });
  });

  it("and that cannot be looked for is the fault that it was", async () => {
    directory.client.middlewareStack.add(
      (next) => async (args) => {
        if (writesOf(args.input) !== undefined) lost++;
        if (lost > 0) throw new Error(`the store is down, ${lost}`);
        return next(args);
      },
      { step: "initialize", priority: "low" },
    );
    await expect(write()).rejects.toThrow("the store is down, 1");
  });
});

const thingKey = (id: string) => ({ pk: `WS#${WS}`, sk: `THING#${id}` });

function thing(directory: Table, id: string) {
  return put(directory, thingKey(id), IS_NEW);
}

async function readItems(directory: Table): Promise<AuditItem[]> {
  const { items } = await queryPage<AuditItem>(directory, {
    index: { name: "byWorkspace", partitionKey: "gsi1pk", sortKey: "gsi1sk" },
    partition: `WS#${WS}#AUDIT`,
    limit: 1000,
  });
  return items;
}

/** By the SDK, which shares no code with the server. */
async function verify(directory: Table) {
  const stretches = await readTrail(directory, WS, emptyChain(0));
  const lines = stretches.flatMap(({ items }) =>
    items.map(({ text, hash }) => JSON.stringify({ ...JSON.parse(text), hash })),
  );
  return verifyAuditTrail(lines);
}

/** Cancels the first transactions with these codes; what it gives back are all that were asked for. */
function reject(directory: Table, refusals: readonly (readonly string[])[]) {
  const asked: (readonly TransactWriteItem[])[] = [];
  directory.client.middlewareStack.add(
    (next) => async (args) => {
      const writes = writesOf(args.input);
      if (writes === undefined) return next(args);
      const codes = refusals[asked.length];
      asked.push(writes);
      if (codes !== undefined) throw cancel(codes);
      return next(args);
    },
    { step: "initialize", priority: "low" },
  );
  return asked;
}
