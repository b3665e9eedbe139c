import { account, type Operation } from "../operation.ts";

/** Where the workspace wants to be told of what happens to its tokens. */
export const WEBHOOK_OPERATIONS = {
  listWebhooks: {
    method: "GET",
    path: "/v1/webhooks",
    function: "webhooks",
    ...account("read", "administrator"),
    summary: "List the webhooks of the workspace",
  },
  createWebhook: {
    method: "POST",
    path: "/v1/webhooks",
    function: "webhooks",
    ...account("write", "administrator"),
    creates: true,
    summary: "Create a webhook; its signing secret is in this answer and nowhere else",
  },
  getWebhook: {
    method: "GET",
    path: "/v1/webhooks/{webhookId}",
    function: "webhooks",
    ...account("read", "administrator"),
    summary: "Read one webhook",
  },
  updateWebhook: {
    method: "PATCH",
    path: "/v1/webhooks/{webhookId}",
    function: "webhooks",
    ...account("write", "administrator"),
    summary: "Change a webhook's address, events or label, or stop and start it",
  },
  deleteWebhook: {
    method: "DELETE",
    path: "/v1/webhooks/{webhookId}",
    function: "webhooks",
    ...account("write", "administrator"),
    summary: "Delete a webhook; what was waiting for it is not sent any more",
  },
  rotateWebhookSecret: {
    method: "POST",
    path: "/v1/webhooks/{webhookId}/rotate-secret",
    function: "webhooks",
    ...account("write", "administrator"),
    creates: true,
    summary: "Give a webhook a new secret; until the grace period ends, messages are signed with both",
  },
  testWebhook: {
    method: "POST",
    path: "/v1/webhooks/{webhookId}/test",
    function: "webhooks",
    ...account("write", "administrator"),
    summary: "Send a test message now and answer how it went",
  },
  listWebhookDeliveries: {
    method: "GET",
    path: "/v1/webhooks/{webhookId}/deliveries",
    function: "webhooks",
    ...account("read", "administrator"),
    summary: "List the messages of the last 30 days to one webhook, newest first",
  },
} as const satisfies Record<string, Operation>;
