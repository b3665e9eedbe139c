import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import { type SubscribableEvent, WEBHOOKS_MAX } from "../domain/webhook.ts";
import { SUBSCRIPTIONS, subscriptionKey, WEBHOOK_PREFIX, webhookCountKey, webhookKey, webhooksOf } from "./keys.ts";
import { type Listed, listItems } from "./list.ts";
import { isUnchanged, updateUnchanged } from "./revision.ts";
import { add, EXISTS, getItem, IS_NEW, put, queryPage, remove, type Table } from "./table.ts";

/** A webhook as it is stored. Its secrets are encrypted: see secret-box.ts. They are in this item because whoever reads it has to sign with them. */
export interface StoredWebhook {
  readonly id: string;
  readonly workspaceId: string;
  readonly url: string;
  readonly events: readonly SubscribableEvent[];
  readonly label?: string | undefined;
  readonly enabled: boolean;
  readonly sealedSecret: string;
  /** Names the secret without telling it: a retried request shows a secret again only while it is this one. */
  readonly secretId: string;
  /** During a rotation: the secret before, and when it stops counting. */
  readonly previousSealedSecret?: string | undefined;
  readonly previousSecretUntil?: string | undefined;
  readonly createdAt: string;
  readonly createdBy: string;
  readonly updatedAt: string;
  /** Counts the edits; an edit names the one that it read. */
  readonly revision: number;
}

export async function readWebhook(
  directory: Table,
  workspaceId: string,
  webhookId: string,
): Promise<StoredWebhook | undefined> {
  return getItem<StoredWebhook>(directory, webhookKey(workspaceId, webhookId));
}

export async function listWebhooks(
  directory: Table,
  options: { readonly workspaceId: string; readonly limit: number; readonly cursor: string | undefined },
): Promise<Listed<StoredWebhook> | undefined> {
  return listItems<StoredWebhook>(directory, {
    list: "webhooks",
    partition: webhooksOf(options.workspaceId),
    sortKeyPrefix: WEBHOOK_PREFIX,
    limit: options.limit,
    cursor: options.cursor,
  });
}

/** All of them: a workspace cannot have more than fit on one page. */
export async function readWebhooksOf(directory: Table, workspaceId: string): Promise<readonly StoredWebhook[]> {
  const { items } = await queryPage<StoredWebhook>(directory, {
    partition: webhooksOf(workspaceId),
    sortKeyPrefix: WEBHOOK_PREFIX,
    limit: WEBHOOKS_MAX,
  });
  return items;
}

/** Two writes, the second of which fails when the workspace has as many webhooks as it can have; and a subscription when it is enabled. */
export function putWebhook(directory: Table, webhook: StoredWebhook): TransactWriteItem[] {
  return [
    put(directory, { ...webhook, ...webhookKey(webhook.workspaceId, webhook.id) }, IS_NEW),
    countWebhook(directory, webhook.workspaceId, 1),
    ...(webhook.enabled ? [subscribe(directory, webhook)] : []),
  ];
}

export type WebhookChanges = Partial<
  Omit<StoredWebhook, "id" | "workspaceId" | "createdAt" | "createdBy" | "revision">
>;

/** Changes a webhook if nobody else has changed it since it was read. */
export function updateWebhook(directory: Table, webhook: StoredWebhook, changes: WebhookChanges): TransactWriteItem[] {
  const enabled = changes.enabled ?? webhook.enabled;
  return [
    updateUnchanged(directory, webhookKey(webhook.workspaceId, webhook.id), webhook, changes),
    ...(enabled && !webhook.enabled ? [subscribe(directory, webhook)] : []),
    ...(!enabled && webhook.enabled ? [unsubscribe(directory, webhook)] : []),
  ];
}

/** What was waiting for it stays until its time to live ends, and nothing reads it any more. */
export function removeWebhook(directory: Table, webhook: StoredWebhook): TransactWriteItem[] {
  return [
    remove(directory, webhookKey(webhook.workspaceId, webhook.id), isUnchanged(webhook)),
    countWebhook(directory, webhook.workspaceId, -1),
    ...(webhook.enabled ? [unsubscribe(directory, webhook)] : []),
  ];
}

/** That a webhook is to be sent something: one item for each enabled webhook of every workspace. */
export interface Subscription {
  readonly sk: string;
  readonly workspaceId: string;
  readonly webhookId: string;
}

/** In the order of workspaces. @param after `sk` of the last one that is done with */
export async function listSubscriptions(
  directory: Table,
  { after, limit }: { readonly after: string | undefined; readonly limit: number },
): Promise<{ readonly items: readonly Subscription[]; readonly hasMore: boolean }> {
  return queryPage<Subscription>(directory, {
    partition: SUBSCRIPTIONS,
    limit,
    startAfter: after === undefined ? undefined : { pk: SUBSCRIPTIONS, sk: after },
  });
}

function subscribe(directory: Table, { workspaceId, id }: StoredWebhook): TransactWriteItem {
  return put(directory, { workspaceId, webhookId: id, ...subscriptionKey(workspaceId, id) });
}

function unsubscribe(directory: Table, { workspaceId, id }: StoredWebhook): TransactWriteItem {
  return remove(directory, subscriptionKey(workspaceId, id), EXISTS);
}

function countWebhook(directory: Table, workspaceId: string, amount: 1 | -1): TransactWriteItem {
  const hasRoom = {
    expression: "attribute_not_exists(webhookCount) OR webhookCount < :max",
    values: { ":max": WEBHOOKS_MAX },
  };
  return add(directory, webhookCountKey(workspaceId), "webhookCount", amount, amount > 0 ? hasRoom : EXISTS);
}
