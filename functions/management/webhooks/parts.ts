import type { ResponseOf } from "../../../contract/api.ts";
import type { ReceiverRules } from "../../domain/receiver-address.ts";
import type { CommitParts } from "../../http/commit.ts";
import type { StoredDelivery } from "../../store/webhook-deliveries.ts";
import type { StoredWebhook } from "../../store/webhooks.ts";
import type { AttemptParts } from "../../webhook-delivery/attempt.ts";

export interface WebhookParts extends CommitParts, AttemptParts {
  readonly rules: ReceiverRules;
  readonly sealSecret: (webhook: Pick<StoredWebhook, "workspaceId" | "id">, secret: string) => Promise<string>;
}

/** @param secret only in the answer that makes it */
export function formatWebhook(
  webhook: StoredWebhook,
  nowEpochMs: number,
  secret: string | null = null,
): ResponseOf<"getWebhook"> {
  const { id, url, events, label, enabled, createdAt, createdBy, updatedAt, previousSecretUntil } = webhook;
  const isRotating = previousSecretUntil !== undefined && Date.parse(previousSecretUntil) > nowEpochMs;
  return {
    id,
    url,
    events: [...events],
    label: label ?? null,
    enabled,
    createdAt,
    createdBy,
    updatedAt,
    secretRotation: isRotating ? { previousValidUntil: previousSecretUntil } : null,
    secret,
  };
}

export function formatDelivery(delivery: StoredDelivery): ResponseOf<"testWebhook"> {
  const { id, type, deliveryStatus, attempts, createdAt } = delivery;
  return {
    id,
    type,
    status: deliveryStatus,
    attempts,
    createdAt,
    lastAttemptAt: delivery.lastAttemptAt ?? null,
    nextAttemptAt: delivery.nextAttemptAt ?? null,
    responseStatus: delivery.responseStatus ?? null,
    failure: delivery.failure ?? null,
  };
}

export function targetOf({ id }: Pick<StoredWebhook, "id">) {
  return { type: "webhook", id };
}

/** What audit events say of a webhook. Receivers put keys of their own into queries, and into user names and passwords, which we refuse. */
export function describe({ url, events, label, enabled }: Pick<StoredWebhook, "url" | "events" | "label" | "enabled">) {
  const { origin, pathname, search } = new URL(url);
  return { url: `${origin}${pathname}${search === "" ? "" : "?…"}`, events, label, enabled };
}
