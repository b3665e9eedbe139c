import { randomBase62 } from "../../domain/base62.ts";
import { createWebhookSecret } from "../../domain/webhook-signature.ts";
import { type Answer, type Refusal, refuse } from "../../http/answer.ts";
import { commit } from "../../http/commit.ts";
import type { AuthorizedRequest } from "../../http/create-handler.ts";
import { type Once, REPEATED, runIdempotently } from "../../http/idempotent.ts";
import { readWebhook, updateWebhook } from "../../store/webhooks.ts";
import { formatWebhook, targetOf, type WebhookParts } from "./parts.ts";
import { replaySecret } from "./replay-secret.ts";

export async function rotateSecret(
  parts: WebhookParts,
  request: AuthorizedRequest<"rotateWebhookSecret">,
): Promise<Answer | Refusal> {
  return runIdempotently({
    table: parts.directory,
    request,
    run: (once) => rotateOnce(parts, request, once),
    replay: (record) => replaySecret(parts, request, record, 200),
  });
}

async function rotateOnce(
  parts: WebhookParts,
  request: AuthorizedRequest<"rotateWebhookSecret">,
  once: Once,
): Promise<Answer | Refusal | typeof REPEATED> {
  const { principal, path, body, nowEpochMs } = request;
  const { directory, randomBytes } = parts;
  const webhook = await readWebhook(directory, principal.workspaceId, path.webhookId);
  if (webhook === undefined) return refuse("not_found");
  const secret = createWebhookSecret(randomBytes);
  const hasGrace = body.graceSeconds > 0;
  const changes = {
    sealedSecret: await parts.sealSecret(webhook, secret),
    secretId: randomBase62(12, randomBytes),
    previousSealedSecret: hasGrace ? webhook.sealedSecret : undefined,
    previousSecretUntil: hasGrace ? new Date(nowEpochMs + body.graceSeconds * 1000).toISOString() : undefined,
    updatedAt: new Date(nowEpochMs).toISOString(),
  };
  const claim = once.claim({ resourceId: webhook.id, nonce: changes.secretId });
  const after = { previousSecretUntil: changes.previousSecretUntil };
  const outcome = await commit(parts, request, { target: targetOf(webhook), after }, [
    ...claim,
    ...updateWebhook(directory, webhook, changes),
  ]);
  if (outcome.written) return { status: 200, body: formatWebhook({ ...webhook, ...changes }, nowEpochMs, secret) };
  return claim.length > 0 && outcome.failed.includes(0) ? REPEATED : refuse("changed_meanwhile");
}
