import { account, type Operation } from "../operation.ts";

/** Where the workspace wants to be told of what happens to its tokens. */
export const WEBHOOK_OPERATIONS = {
  listWebhooks: {
    method: "GET",
    path: "/v1/webhooks",
    function: "webhooks",
    ...account("read", "administrator"),
  },
  createWebhook: {
    method: "POST",
    path: "/v1/webhooks",
    function: "webhooks",
    ...account("write", "administrator"),
    creates: true,
    handsOut: true,
  },
  getWebhook: {
    method: "GET",
    path: "/v1/webhooks/{webhookId}",
    function: "webhooks",
    ...account("read", "administrator"),
  },
  updateWebhook: {
    method: "PATCH",
    path: "/v1/webhooks/{webhookId}",
    function: "webhooks",
    ...account("write", "administrator"),
    handsOut: true,
  },
  deleteWebhook: {
    method: "DELETE",
    path: "/v1/webhooks/{webhookId}",
    function: "webhooks",
    ...account("write", "administrator"),
  },
  rotateWebhookSecret: {
    method: "POST",
    path: "/v1/webhooks/{webhookId}/rotate-secret",
    function: "webhooks",
    ...account("write", "administrator"),
    creates: true,
    handsOut: true,
  },
  testWebhook: {
    method: "POST",
    path: "/v1/webhooks/{webhookId}/test",
    function: "webhooks",
    ...account("write", "administrator"),
  },
  listWebhookDeliveries: {
    method: "GET",
    path: "/v1/webhooks/{webhookId}/deliveries",
    function: "webhooks",
    ...account("read", "administrator"),
  },
} as const satisfies Record<string, Operation>;
