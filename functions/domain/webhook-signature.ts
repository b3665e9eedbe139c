import { createHmac } from "node:crypto";
import type { RandomBytes } from "./base62.ts";

/** Standard Webhooks, "Signature scheme": the form of a symmetric secret, and what is signed with it. */
const SECRET_PREFIX = "whsec_";
const SECRET_BYTES = 32;

export interface SignedMessage {
  /** The same at each attempt: by it a receiver knows what it has seen already. */
  readonly id: string;
  /** Time of the attempt, not of the event. */
  readonly timestampEpochSeconds: number;
  readonly body: string;
}

/**
 * The three headers of a message (Standard Webhooks 1.0.0, "Webhook headers").
 * @param secrets newest first; during a rotation the message is signed with each
 */
export function signMessage(message: SignedMessage, secrets: readonly string[]): Record<string, string> {
  return {
    "webhook-id": message.id,
    "webhook-timestamp": String(message.timestampEpochSeconds),
    "webhook-signature": secrets.map((secret) => `v1,${signatureOf(message, secret)}`).join(" "),
  };
}

export function createWebhookSecret(randomBytes: RandomBytes): string {
  return SECRET_PREFIX + Buffer.from(randomBytes(SECRET_BYTES)).toString("base64");
}

function signatureOf({ id, timestampEpochSeconds, body }: SignedMessage, secret: string): string {
  if (!secret.startsWith(SECRET_PREFIX)) throw new TypeError("a webhook secret begins with whsec_");
  const key = Buffer.from(secret.slice(SECRET_PREFIX.length), "base64");
  return createHmac("sha256", key).update(`${id}.${timestampEpochSeconds}.${body}`).digest("base64");
}
