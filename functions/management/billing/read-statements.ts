import type { StatementStatus } from "../../domain/billing/statement.ts";
import { addMonths } from "../../domain/time-zone.ts";
import { type Answer, isRefusal, type Refusal, refuse } from "../../http/answer.ts";
import type { AuthorizedRequest } from "../../http/create-handler.ts";
import { csvHeaders, formatCsv } from "../../http/csv.ts";
import { readOpenStatement } from "../../store/billing-readings.ts";
import { formatCursor, parseCursor } from "../../store/cursor.ts";
import { readOutermostRateCard } from "../../store/rate-cards.ts";
import { readCompleteUntil } from "../../store/rollups.ts";
import { readAlerts, readFrozenStatements } from "../../store/statements.ts";
import { type BillingParts, readToday } from "./parts.ts";
import { formatStatement, formatSummary, type StatementBody, type ToldStatement } from "./statement-resource.ts";
import { rowsOf, STATEMENT_COLUMNS } from "./statement-rows.ts";

type Request = Pick<AuthorizedRequest<"getStatement">, "principal" | "nowEpochMs">;

const LIST = "statements";
const MONTH = /^20\d\d-(0[1-9]|1[0-2])$/;

export async function listStatements(
  parts: BillingParts,
  request: AuthorizedRequest<"listStatements">,
): Promise<Answer | Refusal> {
  const { principal, query } = request;
  const { limit, cursor } = query;
  const after = cursor === undefined ? undefined : parseCursor(LIST, cursor);
  if (cursor !== undefined && (after === undefined || !MONTH.test(after))) return refuse("invalid_cursor");
  const { timeZone, today } = await readToday(parts, request);
  const first = await readOutermostRateCard(parts.directory, principal.workspaceId, "first");
  const firstMonth = first?.effectiveFrom.slice(0, 7);
  if (firstMonth === undefined) return { status: 200, body: { items: [], nextCursor: null } };
  const months: string[] = [];
  const current = today.slice(0, 7);
  // A cursor is the caller's word: none leads past the running month.
  const newest = after === undefined || after > current ? current : addMonths(after, -1);
  for (let month = newest; month >= firstMonth && months.length < limit; month = addMonths(month, -1))
    months.push(month);
  const last = months.at(-1);
  const told = await readMonths(parts, request, months, timeZone);
  const items = told.map((statement) => formatSummary(statement, principal.services));
  const hasMore = last !== undefined && last > firstMonth;
  return { status: 200, body: { items, nextCursor: hasMore ? formatCursor(LIST, last) : null } };
}

export async function getStatement(
  parts: BillingParts,
  request: AuthorizedRequest<"getStatement">,
): Promise<Answer | Refusal> {
  const body = await readStatement(parts, request, request.path.month);
  return isRefusal(body) ? body : { status: 200, body };
}

export async function exportStatement(
  parts: BillingParts,
  request: AuthorizedRequest<"exportStatement">,
): Promise<Answer | Refusal> {
  const { month } = request.path;
  const body = await readStatement(parts, request, month);
  if (isRefusal(body)) return body;
  return {
    status: 200,
    text: formatCsv(STATEMENT_COLUMNS, rowsOf(body)),
    headers: csvHeaders(`statement-${month}.csv`),
  };
}

async function readStatement(parts: BillingParts, request: Request, month: string): Promise<StatementBody | Refusal> {
  const { timeZone, today } = await readToday(parts, request);
  // Before what is counted: a statement may hold more than is promised, and never less.
  const completeUntil = await readCompleteUntil(parts.telemetry);
  const [told] = month > today.slice(0, 7) ? [] : await readMonths(parts, request, [month], timeZone);
  if (told === undefined) return refuse("not_found");
  return formatStatement(told, {
    permitted: request.principal.services,
    completeUntil: told.status === "frozen" ? undefined : completeUntil,
  });
}

/** The statements of months that follow each other, newest first: frozen ones as they are, the others as they would be now. */
async function readMonths(
  { directory, telemetry }: BillingParts,
  { principal, nowEpochMs }: Request,
  months: readonly string[],
  timeZone: string,
): Promise<readonly ToldStatement[]> {
  const { workspaceId } = principal;
  const [to, from] = [months[0], months.at(-1)];
  if (to === undefined || from === undefined) return [];
  const [frozen, alerts] = await Promise.all([
    readFrozenStatements(directory, workspaceId, { from, to }),
    readAlerts(directory, workspaceId, { from, to }),
  ]);
  const told: ToldStatement[] = [];
  for (const month of months) {
    const stored = frozen.find(({ period }) => period.month === month);
    const options = { workspaceId, timeZone, nowEpochMs };
    const statement = stored ?? (await readOpenStatement({ directory, telemetry }, month, options));
    if (statement === undefined) continue;
    told.push({
      statement,
      status: stored === undefined ? statusOf(statement.period.endsAtEpochMs, nowEpochMs) : "frozen",
      frozenAt: stored?.frozenAt,
      alerts: alerts.filter((alert) => alert.month === month),
    });
  }
  return told;
}

function statusOf(endsAtEpochMs: number, nowEpochMs: number): StatementStatus {
  return nowEpochMs < endsAtEpochMs ? "running" : "closing";
}
