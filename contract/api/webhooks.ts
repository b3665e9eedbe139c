import type { OperationShape } from "../operation-shape.ts";
import * as webhooks from "../schemas/webhooks.ts";

/** Shapes of the operations in `operations/webhooks.ts`. */
export const WEBHOOK_SHAPES = {
  listWebhooks: { query: webhooks.listWebhooksQuery, status: 200, response: webhooks.webhookPage, errors: [] },
  createWebhook: {
    body: webhooks.createWebhookBody,
    status: 201,
    response: webhooks.webhook,
    errors: ["webhook_url_not_accepted", "too_many_webhooks"],
  },
  getWebhook: { path: webhooks.webhookPath, status: 200, response: webhooks.webhook, errors: ["not_found"] },
  updateWebhook: {
    path: webhooks.webhookPath,
    body: webhooks.updateWebhookBody,
    status: 200,
    response: webhooks.webhook,
    errors: ["not_found", "webhook_url_not_accepted", "changed_meanwhile"],
  },
  deleteWebhook: { path: webhooks.webhookPath, status: 204, errors: ["not_found", "changed_meanwhile"] },
  rotateWebhookSecret: {
    path: webhooks.webhookPath,
    body: webhooks.rotateWebhookSecretBody,
    bodyOptional: true,
    status: 200,
    response: webhooks.webhook,
    errors: ["not_found", "changed_meanwhile"],
  },
  testWebhook: {
    path: webhooks.webhookPath,
    status: 200,
    response: webhooks.webhookDelivery,
    errors: ["not_found"],
  },
  listWebhookDeliveries: {
    path: webhooks.webhookPath,
    query: webhooks.listWebhookDeliveriesQuery,
    status: 200,
    response: webhooks.webhookDeliveryPage,
    errors: ["not_found"],
  },
} as const satisfies Record<string, OperationShape>;
