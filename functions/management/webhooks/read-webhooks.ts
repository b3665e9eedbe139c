import { type Answer, type Refusal, refuse } from "../../http/answer.ts";
import type { AuthorizedRequest } from "../../http/create-handler.ts";
import { listDeliveries } from "../../store/webhook-deliveries.ts";
import { listWebhooks, readWebhook } from "../../store/webhooks.ts";
import { formatDelivery, formatWebhook, type WebhookParts } from "./parts.ts";

export async function list(
  { directory }: WebhookParts,
  { principal, query, nowEpochMs }: AuthorizedRequest<"listWebhooks">,
): Promise<Answer | Refusal> {
  const page = await listWebhooks(directory, {
    workspaceId: principal.workspaceId,
    limit: query.limit,
    cursor: query.cursor,
  });
  if (page === undefined) return refuse("invalid_cursor");
  const items = page.items.map((webhook) => formatWebhook(webhook, nowEpochMs));
  return { status: 200, body: { items, nextCursor: page.nextCursor } };
}

export async function get(
  { directory }: WebhookParts,
  { principal, path, nowEpochMs }: AuthorizedRequest<"getWebhook">,
): Promise<Answer | Refusal> {
  const webhook = await readWebhook(directory, principal.workspaceId, path.webhookId);
  return webhook === undefined ? refuse("not_found") : { status: 200, body: formatWebhook(webhook, nowEpochMs) };
}

export async function listSent(
  { directory }: WebhookParts,
  { principal, path, query }: AuthorizedRequest<"listWebhookDeliveries">,
): Promise<Answer | Refusal> {
  const { workspaceId } = principal;
  const { webhookId } = path;
  if ((await readWebhook(directory, workspaceId, webhookId)) === undefined) return refuse("not_found");
  const page = await listDeliveries(directory, { workspaceId, webhookId, limit: query.limit, cursor: query.cursor });
  if (page === undefined) return refuse("invalid_cursor");
  return { status: 200, body: { items: page.items.map(formatDelivery), nextCursor: page.nextCursor } };
}
