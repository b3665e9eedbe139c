import type { RandomBytes } from "../domain/base62.ts";
import { type Alert, nameOfAlert, reachedAlerts } from "../domain/billing/alert.ts";
import type { Statement } from "../domain/billing/statement.ts";
import { addMonths, dateAt } from "../domain/time-zone.ts";
import { type BillingTables, readOpenStatement } from "../store/billing-readings.ts";
import { readOutermostRateCard } from "../store/rate-cards.ts";
import { freezeStatement, raiseAlert, readAlerts, readLastFrozenStatement } from "../store/statements.ts";
import { putDelivery, type StoredDelivery } from "../store/webhook-deliveries.ts";
import { readWebhooksOf, type StoredWebhook } from "../store/webhooks.ts";
import { readTimeZone } from "../store/workspaces.ts";
import { createMessageId, formatMessage } from "../webhook-delivery/message.ts";

export interface BillParts extends BillingTables {
  readonly randomBytes: RandomBytes;
  readonly now: () => number;
}

export interface Billed {
  readonly alerts: number;
  readonly frozen: number;
}

/**
 * How long after its end a month is frozen, when everything that was received until then is counted: lines of the access log come late,
 * and what comes later still is corrected.
 */
export const FREEZE_DELAY_MS = 24 * 60 * 60 * 1000;

/** Raises alerts of every month that is not frozen, and freezes those that are due, one after the other. */
export async function billWorkspace(
  parts: BillParts,
  workspaceId: string,
  completeUntil: string | undefined,
): Promise<Billed> {
  const { directory, now } = parts;
  const nowEpochMs = now();
  const timeZone = await readTimeZone(directory, workspaceId);
  const thisMonth = dateAt(nowEpochMs, timeZone).slice(0, 7);
  let [alerts, frozen] = [0, 0];
  for (let month = await readFirstOpenMonth(parts, workspaceId); month <= thisMonth; month = addMonths(month, 1)) {
    const statement = await readOpenStatement(parts, month, { workspaceId, timeZone, nowEpochMs });
    if (statement === undefined) continue;
    alerts += await raiseAlerts(parts, workspaceId, statement);
    const isDue = Date.parse(completeUntil ?? "") >= statement.period.endsAtEpochMs + FREEZE_DELAY_MS;
    if (!isDue) continue;
    const frozenAt = new Date(nowEpochMs).toISOString();
    if (await freezeStatement(directory, workspaceId, { ...statement, frozenAt })) frozen += 1;
  }
  return { alerts, frozen };
}

/** Behind the last frozen month, or that of the first card. */
async function readFirstOpenMonth({ directory }: BillParts, workspaceId: string): Promise<string> {
  const frozen = await readLastFrozenStatement(directory, workspaceId);
  if (frozen !== undefined) return addMonths(frozen.period.month, 1);
  const first = await readOutermostRateCard(directory, workspaceId, "first");
  return first === undefined ? NEVER : first.effectiveFrom.slice(0, 7);
}

/** After every month. */
const NEVER = "9999-12";

/** @returns how many were raised now */
async function raiseAlerts(parts: BillParts, workspaceId: string, statement: Statement): Promise<number> {
  const { directory, now } = parts;
  const reached = reachedAlerts(statement);
  if (reached.length === 0) return 0;
  const { month } = statement.period;
  const raised = new Set((await readAlerts(directory, workspaceId, { from: month, to: month })).map(nameOfAlert));
  const due = reached.filter((alert) => !raised.has(nameOfAlert(alert)));
  if (due.length === 0) return 0;
  const webhooks = await readWebhooksOf(directory, workspaceId);
  const receivers = webhooks.filter(({ enabled, events }) => enabled && events.includes("billing.threshold_reached"));
  const raisedAt = new Date(now()).toISOString();
  let count = 0;
  for (const alert of due) {
    const messages = receivers.map((webhook) => putDelivery(directory, messageTo(parts, webhook, statement, alert)));
    if (await raiseAlert(directory, workspaceId, { ...alert, month, raisedAt }, messages)) count += 1;
  }
  return count;
}

/** Waits for the hourly run that sends what is due to webhooks. */
function messageTo(
  { randomBytes, now }: BillParts,
  webhook: StoredWebhook,
  { period, currency }: Statement,
  { kind, threshold, limit, used, metric, subject }: Alert,
): StoredDelivery {
  const nowEpochMs = now();
  const at = new Date(nowEpochMs).toISOString();
  return {
    id: createMessageId(randomBytes),
    workspaceId: webhook.workspaceId,
    webhookId: webhook.id,
    type: "billing.threshold_reached",
    body: formatMessage("billing.threshold_reached", nowEpochMs, {
      workspaceId: webhook.workspaceId,
      month: period.month,
      kind,
      threshold,
      limit,
      used,
      currency,
      metric: metric ?? null,
      subject: subject === undefined ? null : { type: subject.type, id: subject.id, name: subject.name ?? null },
    }),
    deliveryStatus: "pending",
    attempts: 0,
    createdAt: at,
    nextAttemptAt: at,
  };
}
