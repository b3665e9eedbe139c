import { afterAll, beforeAll, expect, it } from "vitest";
import { formatBreakdownKey } from "../../../../functions/domain/breakdown.ts";
import { OTHER } from "../../../../functions/domain/series.ts";
import { isRefusal } from "../../../../functions/http/answer.ts";
import { createLogger } from "../../../../functions/http/logger.ts";
import { type OptionsRequest, readOptions } from "../../../../functions/management/analytics/query-options.ts";
import { createNewWorkspace } from "../../../../functions/store/new-workspace.ts";
import { addToBreakdown } from "../../../../functions/store/rollups.ts";
import { transact } from "../../../../functions/store/transact.ts";
import { createServerPrincipal } from "../../http/api-events.ts";
import { startDirectory, type TestDirectory } from "../../store/directory-table.ts";

const NOW = Date.parse("2026-11-23T12:00:00Z");
const ADDRESS = { workspaceId: "ws_000000000001", configuratorId: "cfg_000000000001" };
const NEW_PER_DAY = 50;
let tables: TestDirectory;

beforeAll(async () => {
  tables = await startDirectory();
  const { writes } = createNewWorkspace(tables, {
    workspaceId: ADDRESS.workspaceId,
    name: "Home",
    owner: { memberId: "mem_000000000001", email: "ada@example.com", subject: "ada", createdBy: "mem_000000000001" },
    nowEpochMs: NOW,
  });
  await transact(tables.client, [...writes]);
});
afterAll(() => tables.stop());

async function count(day: string, dimension: "option" | "combination", counts: Readonly<Record<string, number>>) {
  const event = dimension === "option" ? "option_chosen" : "save";
  const counters = Object.entries(counts).map(([key, times]): [string, number] => [
    formatBreakdownKey({ event, key }),
    times,
  ]);
  const address = { ...ADDRESS, dimension };
  await transact(tables.client, [addToBreakdown(tables, address, "day", day, new Map(counters))]);
}

async function ask(query: Partial<OptionsRequest["query"]> = {}) {
  const answer = await readOptions(
    { directory: tables, telemetry: tables },
    {
      operation: "queryOptions",
      path: {},
      query: { configuratorId: ADDRESS.configuratorId, limit: 10, from: "2026-11-10", to: "2026-11-20", ...query },
      body: {},
      headers: {},
      requestId: "request-1",
      sourceIp: "203.0.113.7",
      nowEpochMs: NOW,
      principal: createServerPrincipal({ workspaceId: ADDRESS.workspaceId }),
      logger: createLogger(),
    },
  );
  if (isRefusal(answer)) throw new Error(answer.refusal);
  return answer;
}

it("adds up the days, and keeps what somebody makes up from growing the answer", async () => {
  await count("2026-11-12", "option", { "colour=red": 500, "colour=blue": 300, [OTHER]: 7 });
  await count("2026-11-13", "option", { "colour=red": 100 });
  await count("2026-11-12", "combination", { "red, oak": 3 });
  await count("2026-11-13", "combination", { "red, oak": 4, "blue, oak": 9 });
  const few = await ask();
  expect(few.attributes.map(({ attribute, total }) => [attribute, total])).toEqual([
    ["colour", 900],
    [OTHER, 7],
  ]);
  expect(few.attributes[0]?.values[0]).toMatchObject({ value: "red", count: 600 });
  expect(few.combinations).toMatchObject([
    { combination: "blue, oak", saves: 9 },
    { combination: "red, oak", saves: 7 },
  ]);

  for (let day = 10; day < 20; day++) {
    const made = Array.from({ length: NEW_PER_DAY }, (_, index) => [`made_up_${day}_${index}=x`, 2]);
    await count(`2026-11-${day}`, "option", Object.fromEntries(made));
  }
  const many = await ask();
  expect(many.attributes.length).toBeLessThanOrEqual(201);
  expect(many.attributes.find(({ attribute }) => attribute === "colour")?.total).toBe(900);
  const total = many.attributes.reduce((sum, attribute) => sum + attribute.total, 0);
  expect(total).toBe(900 + 7 + 10 * NEW_PER_DAY * 2);
  const other = many.attributes.filter(({ attribute }) => attribute === OTHER);
  expect(other).toMatchObject([{ values: [{ value: OTHER, count: other[0]?.total, share: 1 }] }]);
});
