import { type Answer, type Refusal, refuse } from "../../http/answer.ts";
import { commit } from "../../http/commit.ts";
import type { AuthorizedRequest } from "../../http/create-handler.ts";
import { putDelivery, type StoredDelivery } from "../../store/webhook-deliveries.ts";
import { readWebhook } from "../../store/webhooks.ts";
import { attempt, readSecrets } from "../../webhook-delivery/attempt.ts";
import { createMessageId, formatMessage } from "../../webhook-delivery/message.ts";
import { formatDelivery, targetOf, type WebhookParts } from "./parts.ts";

/** One attempt, now, whether the webhook is enabled or not. It is never repeated. */
export async function testWebhook(
  parts: WebhookParts,
  request: AuthorizedRequest<"testWebhook">,
): Promise<Answer | Refusal> {
  const { principal, path, nowEpochMs } = request;
  const { directory, randomBytes } = parts;
  const webhook = await readWebhook(directory, principal.workspaceId, path.webhookId);
  if (webhook === undefined) return refuse("not_found");
  const { workspaceId, id: webhookId } = webhook;
  const message = {
    id: createMessageId(randomBytes),
    body: formatMessage("webhook.test", nowEpochMs, { workspaceId, webhookId }),
  };
  const secrets = await readSecrets(parts, webhook, nowEpochMs);
  const outcome = await attempt(parts, webhook, message, { secrets, nowEpochMs });
  const at = new Date(nowEpochMs).toISOString();
  const delivery: StoredDelivery = {
    id: message.id,
    workspaceId,
    webhookId,
    type: "webhook.test",
    deliveryStatus: outcome.delivered ? "delivered" : "failed",
    attempts: 1,
    createdAt: at,
    lastAttemptAt: at,
    responseStatus: outcome.responseStatus,
    failure: outcome.delivered ? undefined : outcome.failure,
  };
  const after = { delivered: outcome.delivered };
  const written = await commit(parts, request, { target: targetOf(webhook), after }, [
    putDelivery(directory, delivery),
  ]);
  if (!written.written) throw new Error("a new delivery was there already");
  return { status: 200, body: formatDelivery(delivery) };
}
