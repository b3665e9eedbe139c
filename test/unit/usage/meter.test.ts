import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { usageSeries } from "../../../functions/domain/series.ts";
import type { Table } from "../../../functions/store/table.ts";
import { meter } from "../../../functions/usage-metering/meter.ts";
import type { LogsEvent } from "../../../functions/usage-metering/read-delivery.ts";
import { startDirectory, type TestDirectory } from "../store/directory-table.ts";
import { readPendingSums } from "../store/pending-sums.ts";
import { createDelivery, type DeliveredLine, LINE } from "./lines.ts";

let table: TestDirectory;
beforeAll(async () => {
  table = await startDirectory();
});
afterAll(() => table.stop());

const NOW = Date.parse("2026-11-23T12:02:00Z");
let made = 0;
const createWorkspaceId = () => `ws_${String(made++).padStart(12, "0")}`;
const createLine = (change: Partial<Record<keyof typeof LINE, string>>): DeliveredLine => ({
  id: String(made++),
  message: JSON.stringify({ ...LINE, ...change }),
});

function create(telemetry: Table = table) {
  const logger = { info: vi.fn(), warn: vi.fn() };
  let nowEpochMs = NOW;
  const sleep = vi.fn(async (delayMs: number) => {
    nowEpochMs += delayMs;
  });
  // Time goes on between two attempts, as it does.
  const parts = { telemetry, logger, now: () => nowEpochMs++, sleep };
  return { logger, sleep, run: (event: LogsEvent) => meter(parts, event, NOW + 60_000) };
}

/** A store that fails: `before` a transaction is written, or `after`, so that only its answer is lost. */
function createFailing(isFailing: (transaction: number) => "before" | "after" | undefined): Table {
  const client = new DynamoDBClient({
    endpoint: table.endpoint,
    region: "us-east-1",
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
  });
  let transactions = 0;
  client.middlewareStack.add(
    (next) => async (input) => {
      const failure = isFailing(transactions++);
      if (failure === "before") throw new Error("the store is down");
      const output = await next(input);
      if (failure === "after") throw new Error("the connection is lost");
      return output;
    },
    { step: "initialize" },
  );
  return { client, name: table.name };
}

describe("a delivery of the access log", () => {
  it("is counted for each token and its workspace, in what it was used for", async () => {
    const workspaceId = createWorkspaceId();
    const other = "lkp_000000000001";
    const lines = [
      createLine({ workspaceId }),
      createLine({ workspaceId }),
      createLine({ workspaceId, status: "403" }),
      createLine({ workspaceId, status: "404" }),
      createLine({ workspaceId, tokenId: other, routeKey: "GET /embed/v1/configurators/{configuratorId}" }),
      createLine({ workspaceId, tokenId: other, routeKey: "POST /embed/v1/events" }),
      createLine({ workspaceId, tokenId: "mem_0000000000aa" }),
      createLine({ workspaceId: "-", tokenId: "-" }),
    ];
    await create().run(createDelivery(lines));
    expect(new Map(await readPendingSums(table, workspaceId))).toEqual(
      new Map([
        [usageSeries("token", LINE.tokenId, "call"), 2],
        [usageSeries("token", LINE.tokenId, "refused"), 1],
        [usageSeries("token", other, "load"), 1],
        [usageSeries("workspace", workspaceId, "call"), 2],
        [usageSeries("workspace", workspaceId, "refused"), 1],
        [usageSeries("workspace", workspaceId, "load"), 1],
      ]),
    );
  });

  it("is counted once when it comes again, also at the same time", async () => {
    const workspaceId = createWorkspaceId();
    const event = createDelivery([1, 2, 3].map(() => createLine({ workspaceId })));
    const { run, logger } = create();
    await Promise.all([run(event), run(event), run(event)]);
    await run(event);
    const sums = await readPendingSums(table, workspaceId);
    expect(sums.get(usageSeries("workspace", workspaceId, "call"))).toBe(3);
    expect(logger.info.mock.calls.map(([, { repeated }]) => repeated).sort()).toEqual([0, 1, 1, 1]);
  });

  it("is another one when other lines say the same", async () => {
    const workspaceId = createWorkspaceId();
    const { run } = create();
    for (let times = 0; times < 2; times += 1) await run(createDelivery([createLine({ workspaceId })]));
    const line = createLine({ workspaceId });
    for (const logStream of ["one", "two"]) await run(createDelivery([line], { logStream }));
    expect((await readPendingSums(table, workspaceId)).get(usageSeries("workspace", workspaceId, "call"))).toBe(4);
  });

  it("that was written in part is written to its end when it comes again, and nothing twice", async () => {
    const workspaces = [1, 2, 3].map(createWorkspaceId);
    const event = createDelivery(workspaces.map((workspaceId) => createLine({ workspaceId })));
    const failing = create(createFailing((transaction) => (transaction >= 2 ? "before" : undefined)));
    await expect(failing.run(event)).rejects.toThrow("the store is down");
    await create().run(event);
    for (const workspaceId of workspaces) {
      const sums = await readPendingSums(table, workspaceId);
      expect(sums.get(usageSeries("workspace", workspaceId, "call"))).toBe(1);
    }
  });

  it("whose answer is lost is not counted again", async () => {
    const workspaceId = createWorkspaceId();
    const { run, sleep } = create(createFailing((transaction) => (transaction === 0 ? "after" : undefined)));
    await run(createDelivery([createLine({ workspaceId })]));
    expect(sleep).toHaveBeenCalledTimes(1);
    expect((await readPendingSums(table, workspaceId)).get(usageSeries("workspace", workspaceId, "call"))).toBe(1);
  });

  it("is tried again while the store is down, until the deadline, and then thrown", async () => {
    const workspaceId = createWorkspaceId();
    const event = createDelivery([createLine({ workspaceId })]);
    const soon = create(createFailing((transaction) => (transaction < 5 ? "before" : undefined)));
    await soon.run(event);
    expect(soon.sleep.mock.calls).toEqual(Array(5).fill([5000]));
    const never = create(createFailing(() => "before"));
    await expect(never.run(event)).rejects.toThrow("the store is down");
    expect(never.sleep).toHaveBeenCalledTimes(11);
  });

  it("of thousands of tokens is counted whole, and once", async () => {
    const workspaceId = createWorkspaceId();
    const lines = Array.from({ length: 4000 }, (_, index) =>
      createLine({ workspaceId, tokenId: `lks_${String(index).padStart(12, "0")}` }),
    );
    const { run, logger } = create();
    await run(createDelivery(lines));
    await run(createDelivery(lines));
    const sums = await readPendingSums(table, workspaceId);
    expect(sums.size).toBe(4001);
    expect(sums.get(usageSeries("workspace", workspaceId, "call"))).toBe(4000);
    expect(logger.info.mock.calls.map(([, { repeated }]) => repeated)).toEqual([0, 2]);
  });

  it("loses nothing but the lines that nobody understands, and says how many these are", async () => {
    const workspaceId = createWorkspaceId();
    const { run, logger } = create();
    await run(
      createDelivery([createLine({ workspaceId }), { id: "x", message: "not JSON" }, createLine({ workspaceId })]),
    );
    expect(logger.warn.mock.calls).toEqual([["lines of the access log were not understood", { malformed: 1 }]]);
    expect((await readPendingSums(table, workspaceId)).get(usageSeries("workspace", workspaceId, "call"))).toBe(2);
  });

  it("that only asks whether somebody is there is answered with nothing", async () => {
    const workspaceId = createWorkspaceId();
    const { run, logger } = create();
    await run(createDelivery([createLine({ workspaceId })], { messageType: "CONTROL_MESSAGE" }));
    expect((await readPendingSums(table, workspaceId)).size).toBe(0);
    expect(logger.info).not.toHaveBeenCalled();
  });

  it("that cannot be unpacked is a fault", async () => {
    await expect(create().run({ awslogs: { data: "bm90IGd6aXA=" } })).rejects.toThrow();
  });
});
