/** What webhooks can be told. A new type of event begins with an entry here. */
export const WEBHOOK_EVENTS = {
  "token.expiring": "A token is about to expire",
  "billing.threshold_reached": "A month has reached a share of its budget, or of a volume that is included",
  "webhook.test": "Somebody asked for a test",
} as const;
export type WebhookEvent = keyof typeof WEBHOOK_EVENTS;

/** What a webhook can be subscribed to. A test is sent to whichever webhook it is asked of, and to no other. */
export const SUBSCRIBABLE_EVENTS = [
  "token.expiring",
  "billing.threshold_reached",
] as const satisfies readonly WebhookEvent[];
export type SubscribableEvent = (typeof SUBSCRIBABLE_EVENTS)[number];

/** `pending` is tried again, `failed` is not. */
export const DELIVERY_STATUSES = ["pending", "delivered", "failed"] as const;
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];

/** Why an attempt did not deliver. Nothing of what the receiver said is kept but its status. */
export const DELIVERY_FAILURES = [
  "address_refused",
  "name_not_resolved",
  "connection_failed",
  "tls_failed",
  "timeout",
  "status_not_2xx",
] as const;
export type DeliveryFailure = (typeof DELIVERY_FAILURES)[number];

/** One attempt to deliver. */
export type AttemptOutcome =
  | { readonly delivered: true; readonly responseStatus: number }
  | { readonly delivered: false; readonly failure: DeliveryFailure; readonly responseStatus?: number };

export const WEBHOOKS_MAX = 10;
export const SECRET_GRACE_SECONDS_MAX = 7 * 24 * 60 * 60;
export const SECRET_GRACE_SECONDS_DEFAULT = 24 * 60 * 60;
