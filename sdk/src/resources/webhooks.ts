import type { Call } from "../call.ts";
import type {
  CreateWebhook,
  ListWebhookDeliveriesQuery,
  ListWebhooksQuery,
  RotateWebhookSecret,
  UpdateWebhook,
  Webhook,
  WebhookDelivery,
} from "../generated/types.ts";
import { createList, type List } from "../list.ts";
import type { CreateOptions, RequestOptions } from "../options.ts";

/** Where the workspace is told of what happens to its tokens. Scope `account_management`, role administrator. Receivers use `verifyWebhook`. */
export interface Webhooks {
  /** The webhooks of the workspace. 25 a page, 100 at most. */
  list(query?: ListWebhooksQuery, options?: RequestOptions): List<Webhook>;
  /**
   * `secret` of the answer is what messages are signed with: it is there this once and never again. Ends with `webhook_url_not_accepted` or
   * `too_many_webhooks`.
   */
  create(body: CreateWebhook, options?: CreateOptions): Promise<Webhook>;
  /** Ends with `not_found`. */
  get(webhookId: string, options?: RequestOptions): Promise<Webhook>;
  /** Changes the fields that are given. Ends with `not_found`, `webhook_url_not_accepted` or `changed_meanwhile`. */
  update(webhookId: string, body: UpdateWebhook, options?: RequestOptions): Promise<Webhook>;
  /** What was waiting for it is not sent any more. Ends with `not_found`. */
  delete(webhookId: string, options?: RequestOptions): Promise<void>;
  /**
   * Makes a new secret, in `secret` of the answer. For `graceSeconds` more, a day by default, messages are signed with the one before, too. A
   * retry never makes a second secret.
   */
  rotateSecret(webhookId: string, body?: RotateWebhookSecret, options?: CreateOptions): Promise<Webhook>;
  /** Sends a test message now, whether the webhook is enabled or not, and tells how it went. Ends with `not_found`. */
  test(webhookId: string, options?: RequestOptions): Promise<WebhookDelivery>;
  /** The messages of the last 30 days, newest first: when they were tried, how it went, when they are tried again. */
  listDeliveries(
    webhookId: string,
    query?: ListWebhookDeliveriesQuery,
    options?: RequestOptions,
  ): List<WebhookDelivery>;
}

export function createWebhooks(call: Call): Webhooks {
  return {
    list: (query, options) => createList((from) => call("listWebhooks", { query: { ...query, ...from } }, options)),
    create: (body, options) => call("createWebhook", { body }, options),
    get: (webhookId, options) => call("getWebhook", { path: { webhookId } }, options),
    update: (webhookId, body, options) => call("updateWebhook", { path: { webhookId }, body }, options),
    delete: (webhookId, options) => call("deleteWebhook", { path: { webhookId } }, options),
    rotateSecret: (webhookId, body = {}, options) =>
      call("rotateWebhookSecret", { path: { webhookId }, body }, options),
    test: (webhookId, options) => call("testWebhook", { path: { webhookId } }, options),
    listDeliveries: (webhookId, query, options) =>
      createList((from) =>
        call("listWebhookDeliveries", { path: { webhookId }, query: { ...query, ...from } }, options),
      ),
  };
}
