import { type RandomBytes, randomBase62 } from "../domain/base62.ts";
import type { WebhookEvent } from "../domain/webhook.ts";

/** The body of a message, as Standard Webhooks proposes it: type, time of the event, and data by type. Never a secret. */
export function formatMessage(type: WebhookEvent, nowEpochMs: number, data: Readonly<Record<string, unknown>>): string {
  return JSON.stringify({ type, timestamp: new Date(nowEpochMs).toISOString(), data });
}

export function createMessageId(randomBytes: RandomBytes): string {
  return `msg_${randomBase62(20, randomBytes)}`;
}
