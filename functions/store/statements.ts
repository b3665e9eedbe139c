import { gunzipSync, gzipSync } from "node:zlib";
import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import { type Alert, nameOfAlert } from "../domain/billing/alert.ts";
import type { Statement } from "../domain/billing/statement.ts";
import { ALERT_PREFIX, alertKey, STATEMENT_PREFIX, statementKey, statementsOf } from "./keys.ts";
import { IS_NEW, put, queryPage, type Table } from "./table.ts";
import { transact } from "./transact.ts";

/** A statement that changes no more. */
export interface FrozenStatement extends Statement {
  readonly frozenAt: string;
}

export interface RaisedAlert extends Alert {
  readonly month: string;
  readonly raisedAt: string;
}

/** As text that is compressed: a month of several rate cards can have almost two thousand lines, and an item holds 400 kB. */
interface StatementItem {
  readonly compressed: string;
}

const STATEMENTS_PER_PAGE = 100;
const ALERTS_PER_PAGE = 500;

/** In the order of months. @param months both inclusive */
export async function readFrozenStatements(
  directory: Table,
  workspaceId: string,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<readonly FrozenStatement[]> {
  const statements: FrozenStatement[] = [];
  for (let isOver = false; !isOver; ) {
    const last = statements.at(-1)?.period.month;
    const { items, hasMore } = await queryPage<StatementItem>(directory, {
      partition: statementsOf(workspaceId),
      sortKeyRange: { from: STATEMENT_PREFIX + from, to: STATEMENT_PREFIX + to },
      limit: STATEMENTS_PER_PAGE,
      startAfter: last === undefined ? undefined : { ...statementKey(workspaceId, last) },
    });
    statements.push(...items.map(parseStatement));
    isOver = !hasMore;
  }
  return statements;
}

export async function readLastFrozenStatement(
  directory: Table,
  workspaceId: string,
): Promise<FrozenStatement | undefined> {
  const { items } = await queryPage<StatementItem>(directory, {
    partition: statementsOf(workspaceId),
    sortKeyPrefix: STATEMENT_PREFIX,
    descending: true,
    limit: 1,
  });
  return items.map(parseStatement)[0];
}

/** @returns false when the month was frozen already: its statement stays as it is */
export async function freezeStatement(
  directory: Table,
  workspaceId: string,
  statement: FrozenStatement,
): Promise<boolean> {
  const compressed = gzipSync(JSON.stringify(statement)).toString("base64");
  const item = { compressed, ...statementKey(workspaceId, statement.period.month) };
  const { written } = await transact(directory.client, [put(directory, item, IS_NEW)]);
  return written;
}

/** The store is the only writer. */
function parseStatement({ compressed }: StatementItem): FrozenStatement {
  return JSON.parse(gunzipSync(Buffer.from(compressed, "base64")).toString());
}

/** Alerts of months, both inclusive, in the order of time. */
export async function readAlerts(
  directory: Table,
  workspaceId: string,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<readonly RaisedAlert[]> {
  const alerts: RaisedAlert[] = [];
  for (let isOver = false; !isOver; ) {
    const last = alerts.at(-1);
    const { items, hasMore } = await queryPage<RaisedAlert>(directory, {
      partition: statementsOf(workspaceId),
      sortKeyRange: { from: `${ALERT_PREFIX}${from}#`, to: `${ALERT_PREFIX}${to}#~` },
      limit: ALERTS_PER_PAGE,
      startAfter: last === undefined ? undefined : { ...alertKey(workspaceId, last.month, nameOfAlert(last)) },
    });
    alerts.push(...items);
    isOver = !hasMore;
  }
  return alerts.sort((left, right) => compare(left.raisedAt, right.raisedAt) || left.threshold - right.threshold);
}

/** Raises an alert together with its messages. @returns false when it was raised already, and then nothing was written */
export async function raiseAlert(
  directory: Table,
  workspaceId: string,
  alert: RaisedAlert,
  messages: readonly TransactWriteItem[],
): Promise<boolean> {
  const item = { ...alert, ...alertKey(workspaceId, alert.month, nameOfAlert(alert)) };
  const { written } = await transact(directory.client, [put(directory, item, IS_NEW), ...messages]);
  return written;
}

function compare(left: string, right: string): number {
  return left < right ? -1 : Number(left > right);
}
