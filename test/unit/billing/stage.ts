import { randomBytes } from "node:crypto";
import type { Context } from "aws-lambda";
import { API, type ResponseOf } from "../../../contract/api.ts";
import { BILLING_OPERATIONS } from "../../../contract/operations/billing.ts";
import { runBilling } from "../../../functions/billing-run/run.ts";
import type { Principal } from "../../../functions/domain/decide.ts";
import { placeOfQuarter, quarterOf, type SeriesName } from "../../../functions/domain/series.ts";
import { createHandler } from "../../../functions/http/create-handler.ts";
import { createLogger } from "../../../functions/http/logger.ts";
import { deleteRateCard, updateRateCard } from "../../../functions/management/billing/change-rate-card.ts";
import { createRateCard } from "../../../functions/management/billing/create-rate-card.ts";
import { getRateCard, listRateCardsPage } from "../../../functions/management/billing/read-rate-cards.ts";
import {
  exportStatement,
  getStatement,
  listStatements,
} from "../../../functions/management/billing/read-statements.ts";
import { billedKey, COUNTING_KEY, statementKey, workspaceKey } from "../../../functions/store/keys.ts";
import { createNewWorkspace } from "../../../functions/store/new-workspace.ts";
import { addToSeries } from "../../../functions/store/rollups.ts";
import { put } from "../../../functions/store/table.ts";
import { transact } from "../../../functions/store/transact.ts";
import { type ApiEventOptions, createApiEvent, createServerPrincipal } from "../http/api-events.ts";
import { startDirectory, type TestDirectory } from "../store/directory-table.ts";

export const WORKSPACE = "ws_000000000001";
export const HOUR_MS = 60 * 60 * 1000;

export type Statement = ResponseOf<"getStatement">;
export type Id = keyof typeof BILLING_OPERATIONS;

/** The billing API and its runs over a store in memory, with a clock and counts of the test's own. */
export interface Stage {
  readonly tables: TestDirectory;
  readonly errors: unknown[];
  now: number;
  /** @param as whoever asks, by default an owner with every service */
  call(
    id: Id,
    options?: Omit<ApiEventOptions, "principal" | "body"> & {
      readonly body?: unknown;
      readonly as?: Partial<Principal>;
    },
  ): Promise<{ readonly status: number; readonly body: unknown; readonly text: string; readonly headers: object }>;
  /** Answers with 2xx, and as the contract says. */
  get(month: string): Promise<Statement>;
  /** Counts uses at an instant. */
  use(series: SeriesName, at: string, count: number): Promise<void>;
  /** Everything that was received before now is counted, unless counting is behind; then a run. */
  run(options?: { readonly timeMs?: number; readonly completeUntil?: string }): Promise<void>;
  /** One whose statements cannot be read. */
  addBrokenWorkspace(workspaceId: string): Promise<void>;
  moveTo(timeZone: string): Promise<void>;
  stop(): Promise<void>;
}

export async function createStage(start: string, timeZone = "UTC"): Promise<Stage> {
  const tables = await startDirectory();
  const parts = { directory: tables, telemetry: tables, randomBytes };
  const errors: unknown[] = [];
  const { workspace } = createNewWorkspace(tables, {
    workspaceId: WORKSPACE,
    name: "Home",
    owner: { memberId: "mem_000000000001", email: "ada@example.com", subject: "ada", createdBy: "mem_000000000001" },
    nowEpochMs: Date.parse(start),
  });
  const moveTo = async (zone: string) => {
    const item = { ...workspace, timeZone: zone, ...workspaceKey(WORKSPACE) };
    await transact(tables.client, [put(tables, item)]);
  };
  await moveTo(timeZone);
  const handler = createHandler(
    createLogger(),
    { operations: BILLING_OPERATIONS, shapes: API },
    {
      listRateCards: (request) => listRateCardsPage(parts, request),
      createRateCard: (request) => createRateCard(parts, request),
      getRateCard: (request) => getRateCard(parts, request),
      updateRateCard: (request) => updateRateCard(parts, request),
      deleteRateCard: (request) => deleteRateCard(parts, request),
      listStatements: (request) => listStatements(parts, request),
      getStatement: (request) => getStatement(parts, request),
      exportStatement: (request) => exportStatement(parts, request),
    },
    () => stage.now,
  );
  const stage: Stage = {
    tables,
    errors,
    now: Date.parse(start),
    async call(id, { as = {}, body, headers, ...options } = {}) {
      const event = createApiEvent(id, {
        ...options,
        ...(body !== undefined && { body: JSON.stringify(body) }),
        headers: { "content-type": "application/json", ...headers },
        principal: createServerPrincipal({ workspaceId: WORKSPACE, scopes: ["billing:write"], ...as }),
      });
      const { statusCode = 0, body: text = "", headers: answered = {} } = await handler(event, {} as Context);
      const isJson = String(answered["content-type"]).includes("json");
      const json: unknown = isJson ? JSON.parse(text) : undefined;
      const { response } = API[id] as { readonly response?: { parse(value: unknown): unknown } };
      if (statusCode < 300 && isJson) response?.parse(json);
      return { status: statusCode, body: json, text, headers: answered };
    },
    async get(month) {
      const { status, body } = await stage.call("getStatement", { path: { month } });
      if (status !== 200) throw new Error(`no statement of ${month}, but ${status}`);
      return body as Statement;
    },
    async use(series, at, count) {
      const { day, index } = placeOfQuarter(quarterOf(Date.parse(at)));
      const change = addToSeries(tables, { workspaceId: WORKSPACE, series }, day, new Map([[index, count]]));
      await transact(tables.client, [change]);
    },
    async addBrokenWorkspace(workspaceId) {
      await transact(tables.client, [
        put(tables, { workspaceId, ...billedKey(workspaceId) }),
        put(tables, { compressed: "broken", ...statementKey(workspaceId, "2026-09") }),
      ]);
    },
    async run({ timeMs = HOUR_MS, completeUntil = new Date(stage.now).toISOString() } = {}) {
      const counting = { completeUntil, ...COUNTING_KEY };
      await transact(tables.client, [put(tables, counting)]);
      const logger = { info: () => {}, error: (...line: unknown[]) => void errors.push(line) };
      await runBilling({ ...parts, now: () => stage.now, logger }, stage.now + timeMs);
    },
    moveTo,
    stop: () => tables.stop(),
  };
  return stage;
}
