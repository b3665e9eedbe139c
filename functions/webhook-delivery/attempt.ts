import type { AttemptOutcome } from "../domain/webhook.ts";
import { signMessage } from "../domain/webhook-signature.ts";
import { openSecret, type SecretBox } from "../store/secret-box.ts";
import type { StoredWebhook } from "../store/webhooks.ts";
import type { Post } from "./receiver.ts";

/** Opens a sealed secret of a webhook. */
export type OpenSecret = (webhook: StoredWebhook, sealed: string) => Promise<string>;

export interface AttemptParts {
  readonly post: Post;
  readonly openSecret: OpenSecret;
}

export function createOpenSecret(box: SecretBox): OpenSecret {
  return ({ workspaceId, id }, ciphertext) => openSecret(box, { workspaceId, webhookId: id }, { ciphertext });
}

/** The secrets that messages to a webhook are signed with now, newest first: two of them during a rotation. */
export async function readSecrets(
  parts: Pick<AttemptParts, "openSecret">,
  webhook: StoredWebhook,
  nowEpochMs: number,
): Promise<readonly string[]> {
  const { sealedSecret, previousSealedSecret, previousSecretUntil = "" } = webhook;
  const isRotating = previousSealedSecret !== undefined && Date.parse(previousSecretUntil) > nowEpochMs;
  const sealed = isRotating ? [sealedSecret, previousSealedSecret] : [sealedSecret];
  return Promise.all(sealed.map((secret) => parts.openSecret(webhook, secret)));
}

/** One attempt: the message as it is, signed as of now. */
export async function attempt(
  { post }: Pick<AttemptParts, "post">,
  webhook: StoredWebhook,
  message: { readonly id: string; readonly body: string },
  { secrets, nowEpochMs }: { readonly secrets: readonly string[]; readonly nowEpochMs: number },
): Promise<AttemptOutcome> {
  const timestampEpochSeconds = Math.floor(nowEpochMs / 1000);
  const headers = signMessage({ ...message, timestampEpochSeconds }, secrets);
  return post({ url: webhook.url, headers, body: message.body });
}
