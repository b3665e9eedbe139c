import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type { AttemptOutcome, DeliveryFailure, DeliveryStatus, WebhookEvent } from "../domain/webhook.ts";
import { deliveriesOf, deliveryKey, dueDeliveriesOf, type Key } from "./keys.ts";
import { BY_WORKSPACE, type Listed, listItems } from "./list.ts";
import { IS_NEW, put, queryPage, type Table, update } from "./table.ts";
import { transact } from "./transact.ts";

/** One message to one webhook, and how far it has come. */
export interface StoredDelivery {
  /** The message's `webhook-id`. */
  readonly id: string;
  readonly workspaceId: string;
  readonly webhookId: string;
  readonly type: WebhookEvent;
  /** What is sent, the same bytes at each attempt. Gone when there is no further attempt. */
  readonly body?: string | undefined;
  readonly deliveryStatus: DeliveryStatus;
  readonly attempts: number;
  readonly createdAt: string;
  readonly lastAttemptAt?: string | undefined;
  /** Only while it is pending. */
  readonly nextAttemptAt?: string | undefined;
  readonly responseStatus?: number | undefined;
  readonly failure?: DeliveryFailure | undefined;
}

export const DELIVERY_RETENTION_SECONDS = 30 * 24 * 60 * 60;

export function putDelivery(directory: Table, delivery: StoredDelivery): TransactWriteItem {
  const ttl = Math.ceil(Date.parse(delivery.createdAt) / 1000) + DELIVERY_RETENTION_SECONDS;
  return put(directory, { ...delivery, ttl, ...keyOf(delivery), ...dueKeys(delivery, delivery.nextAttemptAt) }, IS_NEW);
}

/** Newest first. */
export async function listDeliveries(
  directory: Table,
  options: {
    readonly workspaceId: string;
    readonly webhookId: string;
    readonly limit: number;
    readonly cursor: string | undefined;
  },
): Promise<Listed<StoredDelivery> | undefined> {
  const { workspaceId, webhookId, limit, cursor } = options;
  return listItems<StoredDelivery>(directory, {
    list: "webhook-deliveries",
    partition: deliveriesOf(workspaceId, webhookId),
    descending: true,
    limit,
    cursor,
  });
}

/** One page of what is to be tried by now, longest overdue first. It may show what another run has just tried: `claimAttempt` tells. */
export async function readDueDeliveries(
  directory: Table,
  options: {
    readonly workspaceId: string;
    readonly webhookId: string;
    readonly nowEpochMs: number;
    readonly limit: number;
    readonly after: StoredDelivery | undefined;
  },
): Promise<{ readonly items: readonly StoredDelivery[]; readonly hasMore: boolean }> {
  const { workspaceId, webhookId, nowEpochMs, limit, after } = options;
  return queryPage<StoredDelivery>(directory, {
    index: BY_WORKSPACE,
    partition: dueDeliveriesOf(workspaceId, webhookId),
    sortKeyRange: { from: "0", to: `${new Date(nowEpochMs).toISOString()}#~` },
    limit,
    startAfter: after === undefined ? undefined : { ...keyOf(after), ...dueKeys(after, after.nextAttemptAt) },
  });
}

/**
 * Takes an attempt, before anything is sent: only one run gets it, and a run that dies leaves the message to be tried again at `nextAttemptAt`.
 * @returns the delivery with the attempt counted, or undefined when somebody else was first
 */
export async function claimAttempt(
  directory: Table,
  delivery: StoredDelivery,
  { nowEpochMs, nextAttemptAtEpochMs }: { readonly nowEpochMs: number; readonly nextAttemptAtEpochMs: number },
): Promise<StoredDelivery | undefined> {
  const nextAttemptAt = new Date(nextAttemptAtEpochMs).toISOString();
  const changes = {
    attempts: delivery.attempts + 1,
    lastAttemptAt: new Date(nowEpochMs).toISOString(),
    nextAttemptAt,
  };
  const isWritten = await change(directory, delivery, { ...changes, ...dueKeys(delivery, nextAttemptAt) });
  return isWritten ? { ...delivery, ...changes } : undefined;
}

/** What an attempt came to. @param isLast whether a failure ends it */
export async function settleAttempt(
  directory: Table,
  delivery: StoredDelivery,
  { outcome, isLast }: { readonly outcome: AttemptOutcome; readonly isLast: boolean },
): Promise<void> {
  await change(directory, delivery, {
    responseStatus: outcome.responseStatus,
    failure: outcome.delivered ? undefined : outcome.failure,
    ...(outcome.delivered && closed("delivered")),
    ...(!outcome.delivered && isLast && closed("failed")),
  });
}

/** No further attempt: the message is too old to be of use, or its last attempt was never settled. */
export async function giveUp(directory: Table, delivery: StoredDelivery): Promise<void> {
  await change(directory, delivery, closed("failed"));
}

function closed(deliveryStatus: "delivered" | "failed") {
  return { deliveryStatus, body: undefined, nextAttemptAt: undefined, gsi1pk: undefined, gsi1sk: undefined };
}

async function change(
  directory: Table,
  delivery: StoredDelivery,
  changes: Readonly<Record<string, unknown>>,
): Promise<boolean> {
  const { written } = await transact(directory.client, [
    update(directory, keyOf(delivery), changes, {
      expression: "attempts = :attempts AND attribute_exists(nextAttemptAt)",
      values: { ":attempts": delivery.attempts },
    }),
  ]);
  return written;
}

function keyOf({ workspaceId, webhookId, createdAt, id }: StoredDelivery): Key {
  return deliveryKey(workspaceId, webhookId, createdAt, id);
}

function dueKeys({ workspaceId, webhookId, id }: StoredDelivery, nextAttemptAt: string | undefined) {
  if (nextAttemptAt === undefined) return {};
  return { gsi1pk: dueDeliveriesOf(workspaceId, webhookId), gsi1sk: `${nextAttemptAt}#${id}` };
}
