import { type Answer, type Refusal, refuse } from "../../http/answer.ts";
import type { AuthorizedRequest } from "../../http/create-handler.ts";
import type { IdempotencyRecord } from "../../store/idempotency.ts";
import { readWebhook } from "../../store/webhooks.ts";
import { formatWebhook, type WebhookParts } from "./parts.ts";

/** Answers a retried request for a secret: with the secret that the first one made, for as long as it is the webhook's present one. */
export async function replaySecret(
  { directory, openSecret }: WebhookParts,
  { principal, nowEpochMs }: AuthorizedRequest<"createWebhook" | "rotateWebhookSecret">,
  { resourceId, nonce }: IdempotencyRecord,
  status: number,
): Promise<Answer | Refusal> {
  const webhook = await readWebhook(directory, principal.workspaceId, resourceId);
  if (webhook === undefined) return refuse("not_found");
  const secret = webhook.secretId === nonce ? await openSecret(webhook, webhook.sealedSecret) : null;
  return { status, body: formatWebhook(webhook, nowEpochMs, secret) };
}
