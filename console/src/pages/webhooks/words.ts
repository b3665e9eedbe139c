import { WEBHOOK_EVENTS } from "../../../../functions/domain/webhook.ts";
import type { WebhookDelivery } from "../../../../sdk/src/generated/types.ts";
import type { Tone } from "../../design/badge.tsx";

export function describeEvent(type: WebhookDelivery["type"]): string {
  return WEBHOOK_EVENTS[type];
}

export const DELIVERY_STATUSES: Readonly<
  Record<WebhookDelivery["status"], { readonly label: string; readonly tone: Tone }>
> = {
  pending: { label: "Waiting", tone: "warning" },
  delivered: { label: "Delivered", tone: "success" },
  failed: { label: "Given up", tone: "danger" },
};

const FAILURES: Readonly<Record<NonNullable<WebhookDelivery["failure"]>, string>> = {
  address_refused: "The name stands for an address that is not on the public internet.",
  name_not_resolved: "The name does not exist, or its servers do not answer.",
  connection_failed: "Nobody listens there, or the connection was closed.",
  tls_failed: "The certificate is not valid for the name, or there is no TLS 1.2.",
  timeout: "There was no answer within five seconds.",
  status_not_2xx: "The receiver did not accept it.",
};

/** How the last attempt went, in a sentence. */
export function describeOutcome({ status, failure, responseStatus }: WebhookDelivery): string {
  const answer = responseStatus === null ? "" : ` It answered ${responseStatus}.`;
  if (status === "delivered") return `The receiver took it.${answer}`;
  return failure === null ? "Not tried yet." : FAILURES[failure] + answer;
}
