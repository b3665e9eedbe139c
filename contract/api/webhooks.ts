import type { OperationShape } from "../operation-shape.ts";
import * as webhooks from "../schemas/webhooks.ts";

/** Shapes of the operations in `operations/webhooks.ts`. */
export const WEBHOOK_SHAPES = {
  listWebhooks: {
    summary: "List the webhooks of the workspace",
    query: webhooks.listWebhooksQuery,
    status: 200,
    response: webhooks.webhookPage,
    errors: [],
  },
  createWebhook: {
    summary: "Create a webhook; its signing secret is in this answer and nowhere else",
    body: webhooks.createWebhookBody,
    status: 201,
    response: webhooks.webhook,
    errors: ["webhook_url_not_accepted", "too_many_webhooks"],
  },
  getWebhook: {
    summary: "Read one webhook",
    path: webhooks.webhookPath,
    status: 200,
    response: webhooks.webhook,
    errors: ["not_found"],
  },
  updateWebhook: {
    summary: "Change a webhook's address, events or label, or stop and start it",
    path: webhooks.webhookPath,
    body: webhooks.updateWebhookBody,
    status: 200,
    response: webhooks.webhook,
    errors: ["not_found", "webhook_url_not_accepted", "changed_meanwhile"],
  },
  deleteWebhook: {
    summary: "Delete a webhook; what was waiting for it is not sent any more",
    path: webhooks.webhookPath,
    status: 204,
    errors: ["not_found", "changed_meanwhile"],
  },
  rotateWebhookSecret: {
    summary: "Give a webhook a new secret; until the grace period ends, messages are signed with both",
    path: webhooks.webhookPath,
    body: webhooks.rotateWebhookSecretBody,
    bodyOptional: true,
    status: 200,
    response: webhooks.webhook,
    errors: ["not_found", "changed_meanwhile"],
  },
  testWebhook: {
    summary: "Send a test message now and answer how it went",
    path: webhooks.webhookPath,
    status: 200,
    response: webhooks.webhookDelivery,
    errors: ["not_found"],
  },
  listWebhookDeliveries: {
    summary: "List the messages of the last 30 days to one webhook, newest first",
    path: webhooks.webhookPath,
    query: webhooks.listWebhookDeliveriesQuery,
    status: 200,
    response: webhooks.webhookDeliveryPage,
    errors: ["not_found"],
  },
} as const satisfies Record<string, OperationShape>;
