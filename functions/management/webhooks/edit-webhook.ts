import { type Answer, isRefusal, type Refusal, refuse } from "../../http/answer.ts";
import { commit } from "../../http/commit.ts";
import type { AuthorizedRequest } from "../../http/create-handler.ts";
import { readWebhook, removeWebhook, updateWebhook } from "../../store/webhooks.ts";
import { describe, formatWebhook, targetOf, type WebhookParts } from "./parts.ts";
import { parseReceiverUrl } from "./receiver-url.ts";

export async function update(
  parts: WebhookParts,
  request: AuthorizedRequest<"updateWebhook">,
): Promise<Answer | Refusal> {
  const { principal, path, body, nowEpochMs } = request;
  const { directory, rules } = parts;
  const webhook = await readWebhook(directory, principal.workspaceId, path.webhookId);
  if (webhook === undefined) return refuse("not_found");
  const url = body.url === undefined ? webhook.url : parseReceiverUrl(body.url, rules);
  if (isRefusal(url)) return url;
  const { label = webhook.label, events = webhook.events, enabled = webhook.enabled } = body;
  const changes = {
    url,
    label: label ?? undefined,
    events: [...new Set(events)],
    enabled,
    updatedAt: new Date(nowEpochMs).toISOString(),
  };
  const changed = { ...webhook, ...changes };
  const change = { target: targetOf(webhook), before: describe(webhook), after: describe(changed) };
  const outcome = await commit(parts, request, change, updateWebhook(directory, webhook, changes));
  return outcome.written ? { status: 200, body: formatWebhook(changed, nowEpochMs) } : refuse("changed_meanwhile");
}

export async function remove(
  parts: WebhookParts,
  request: AuthorizedRequest<"deleteWebhook">,
): Promise<Answer | Refusal> {
  const { principal, path } = request;
  const { directory } = parts;
  const webhook = await readWebhook(directory, principal.workspaceId, path.webhookId);
  if (webhook === undefined) return refuse("not_found");
  const change = { target: targetOf(webhook), before: describe(webhook) };
  const outcome = await commit(parts, request, change, removeWebhook(directory, webhook));
  return outcome.written ? { status: 204 } : refuse("changed_meanwhile");
}
