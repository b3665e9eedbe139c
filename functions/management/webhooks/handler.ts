import { randomBytes } from "node:crypto";
import { WEBHOOK_SHAPES } from "../../../contract/api/webhooks.ts";
import { WEBHOOK_OPERATIONS } from "../../../contract/operations/webhooks.ts";
import { readEnvironment } from "../../environment.ts";
import { createHandler } from "../../http/create-handler.ts";
import { createLogger } from "../../http/logger.ts";
import { createClient, tableOf } from "../../store/client.ts";
import { createSecretBox, sealSecret } from "../../store/secret-box.ts";
import { readReceiverRules } from "../../webhook-delivery/allowed-networks.ts";
import { createOpenSecret } from "../../webhook-delivery/attempt.ts";
import { createReceiver } from "../../webhook-delivery/receiver.ts";
import { createWebhook } from "./create-webhook.ts";
import { remove, update } from "./edit-webhook.ts";
import type { WebhookParts } from "./parts.ts";
import { get, list, listSent } from "./read-webhooks.ts";
import { rotateSecret } from "./rotate-secret.ts";
import { testWebhook } from "./test-webhook.ts";

const { DIRECTORY_TABLE, SECRETS_KEY_ARN, WEBHOOK_ALLOWED_NETWORKS } = readEnvironment(
  "DIRECTORY_TABLE",
  "SECRETS_KEY_ARN",
  "WEBHOOK_ALLOWED_NETWORKS",
);
const box = createSecretBox(SECRETS_KEY_ARN);
const rules = readReceiverRules(WEBHOOK_ALLOWED_NETWORKS);
const parts: WebhookParts = {
  directory: tableOf(createClient(), DIRECTORY_TABLE),
  randomBytes,
  rules,
  post: createReceiver({ rules }),
  openSecret: createOpenSecret(box),
  sealSecret: async ({ workspaceId, id }, secret) =>
    (await sealSecret(box, { workspaceId, webhookId: id }, secret)).ciphertext,
};

export const handler = createHandler(
  createLogger(),
  { operations: WEBHOOK_OPERATIONS, shapes: WEBHOOK_SHAPES },
  {
    listWebhooks: (request) => list(parts, request),
    createWebhook: (request) => createWebhook(parts, request),
    getWebhook: (request) => get(parts, request),
    updateWebhook: (request) => update(parts, request),
    deleteWebhook: (request) => remove(parts, request),
    rotateWebhookSecret: (request) => rotateSecret(parts, request),
    testWebhook: (request) => testWebhook(parts, request),
    listWebhookDeliveries: (request) => listSent(parts, request),
  },
);
