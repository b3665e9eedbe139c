import { randomBase62 } from "../../domain/base62.ts";
import { createWebhookSecret } from "../../domain/webhook-signature.ts";
import { type Answer, isRefusal, type Refusal, refuse } from "../../http/answer.ts";
import { commit } from "../../http/commit.ts";
import type { AuthorizedRequest } from "../../http/create-handler.ts";
import { type Once, REPEATED, runIdempotently } from "../../http/idempotent.ts";
import { putWebhook, type StoredWebhook } from "../../store/webhooks.ts";
import { describe, formatWebhook, targetOf, type WebhookParts } from "./parts.ts";
import { parseReceiverUrl } from "./receiver-url.ts";
import { replaySecret } from "./replay-secret.ts";

export async function createWebhook(
  parts: WebhookParts,
  request: AuthorizedRequest<"createWebhook">,
): Promise<Answer | Refusal> {
  return runIdempotently({
    table: parts.directory,
    request,
    run: (once) => createOnce(parts, request, once),
    replay: (record) => replaySecret(parts, request, record, 201),
  });
}

async function createOnce(
  parts: WebhookParts,
  request: AuthorizedRequest<"createWebhook">,
  once: Once,
): Promise<Answer | Refusal | typeof REPEATED> {
  const { principal, body, nowEpochMs } = request;
  const { randomBytes, rules, directory } = parts;
  const url = parseReceiverUrl(body.url, rules);
  if (isRefusal(url)) return url;
  const now = new Date(nowEpochMs).toISOString();
  const id = `whk_${randomBase62(12, randomBytes)}`;
  const secret = createWebhookSecret(randomBytes);
  const webhook: StoredWebhook = {
    id,
    workspaceId: principal.workspaceId,
    url,
    events: [...new Set(body.events)],
    label: body.label,
    enabled: body.enabled,
    sealedSecret: await parts.sealSecret({ workspaceId: principal.workspaceId, id }, secret),
    secretId: randomBase62(12, randomBytes),
    createdAt: now,
    createdBy: principal.id,
    updatedAt: now,
    revision: 1,
  };
  const claim = once.claim({ resourceId: id, nonce: webhook.secretId });
  const outcome = await commit(parts, request, { target: targetOf(webhook), after: describe(webhook) }, [
    ...claim,
    ...putWebhook(directory, webhook),
  ]);
  if (outcome.written) return { status: 201, body: formatWebhook(webhook, nowEpochMs, secret) };
  if (claim.length > 0 && outcome.failed.includes(0)) return REPEATED;
  return refuse("too_many_webhooks");
}
