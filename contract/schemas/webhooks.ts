import * as z from "zod";
import {
  DELIVERY_FAILURES,
  DELIVERY_STATUSES,
  SECRET_GRACE_SECONDS_DEFAULT,
  SECRET_GRACE_SECONDS_MAX,
  SUBSCRIBABLE_EVENTS,
  WEBHOOK_EVENTS,
  type WebhookEvent,
} from "../../functions/domain/webhook.ts";
import { instant, label, pageOf, pageQuery } from "./common.ts";

export const webhookId = z
  .string()
  .regex(/^whk_[0-9A-Za-z]{12}$/)
  .meta({ description: "Webhook id", example: "whk_8Dk3PzQ05mRx" });

const url = z
  .url({ protocol: /^https?$/, error: "Write an address that begins with https://." })
  .max(2048)
  .meta({
    description: "Where messages are posted to: https, on a public address",
    example: "https://example.com/hook",
  });
const events = z
  .array(z.enum(SUBSCRIBABLE_EVENTS))
  .min(1)
  .max(SUBSCRIBABLE_EVENTS.length)
  .meta({ description: "What the webhook is told" });

export const webhook = z
  .strictObject({
    id: webhookId,
    url: z.string(),
    events: z.array(z.enum(SUBSCRIBABLE_EVENTS)),
    label: label.nullable(),
    enabled: z.boolean().meta({ description: "A webhook that is not enabled is sent nothing but tests" }),
    createdAt: instant,
    createdBy: z.string().meta({ description: "Token id or member id of the actor" }),
    updatedAt: instant,
    secretRotation: z
      .strictObject({ previousValidUntil: instant })
      .nullable()
      .meta({ description: "Until then messages are signed with the secret before, too" }),
    secret: z.string().nullable().meta({
      description: "Signing secret (`whsec_…`). Only in the answer that creates the webhook or rotates its secret",
    }),
  })
  .meta({ id: "Webhook" });
export const webhookPage = pageOf(webhook, "WebhookPage");

export const createWebhookBody = z
  .strictObject({ url, events, label: label.optional(), enabled: z.boolean().default(true) })
  .meta({ id: "CreateWebhook" });
export const updateWebhookBody = z
  .strictObject({
    url: url.optional(),
    events: events.optional(),
    label: label.nullable().optional(),
    enabled: z.boolean().optional(),
  })
  .meta({ id: "UpdateWebhook", description: "Only the fields that are given change" });
export const rotateWebhookSecretBody = z
  .strictObject({
    graceSeconds: z
      .int()
      .min(0)
      .max(SECRET_GRACE_SECONDS_MAX)
      .default(SECRET_GRACE_SECONDS_DEFAULT)
      .meta({ description: "How long messages are signed with the secret before, too; 0 ends it at once" }),
  })
  .meta({ id: "RotateWebhookSecret" });

const eventTypes = Object.keys(WEBHOOK_EVENTS).filter((type): type is WebhookEvent => type in WEBHOOK_EVENTS);
export const webhookDelivery = z
  .strictObject({
    id: z.string().meta({ description: "The message's `webhook-id` header, the same at each attempt" }),
    type: z.enum(eventTypes),
    status: z.enum(DELIVERY_STATUSES).meta({ description: "`failed`: given up" }),
    attempts: z.int().min(0),
    createdAt: instant,
    lastAttemptAt: instant.nullable(),
    nextAttemptAt: instant.nullable().meta({ description: "Not before then; null: no further attempt" }),
    responseStatus: z.int().nullable().meta({ description: "HTTP status of the last answer, if there was one" }),
    failure: z.enum(DELIVERY_FAILURES).nullable().meta({ description: "Why the last attempt did not deliver" }),
  })
  .meta({ id: "WebhookDelivery" });
export const webhookDeliveryPage = pageOf(webhookDelivery, "WebhookDeliveryPage");

export const listWebhooksQuery = z.strictObject(pageQuery);
export const listWebhookDeliveriesQuery = z.strictObject(pageQuery);
export const webhookPath = z.strictObject({ webhookId });
