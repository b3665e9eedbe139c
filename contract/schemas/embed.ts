import * as z from "zod";
import { DENY_REASONS } from "../../functions/domain/deny-reasons.ts";
import { configuratorId, instant, versionNumber } from "./common.ts";
import { configuratorDocument } from "./configurator-document.ts";

const language = z.string().regex(/^[a-z]{2,3}$/);

export const publishedConfigurator = z
  .strictObject({
    configuratorId,
    version: versionNumber,
    language: language.optional().meta({ description: "Absent: the document has all its texts" }),
    document: configuratorDocument,
  })
  .meta({ id: "PublishedConfigurator" });

/** One spelling for each number and language: they are part of what the front door keeps answers by. */
export const loadConfiguratorQuery = z.strictObject({
  version: z
    .string()
    .regex(/^[1-9][0-9]{0,5}$/)
    .transform(Number)
    .optional()
    .meta({
      description:
        "For whoever was told by `version_not_published` that this is the published version, and wants no older copy from a cache. The answer is always the published version.",
    }),
  language: language.optional().meta({
    description:
      "Primary subtag, `de` of `de-AT`: leaves out texts that its readers are not shown. A document without it comes whole.",
  }),
});

export const EVENTS_PER_BATCH_MAX = 100;
const eventId = z
  .string()
  .regex(/^[0-9A-Za-z_-]{8,64}$/)
  .meta({ description: "Made by the sender, the same in every retry; a UUID is fine" });
export const event = z
  .strictObject({
    id: eventId,
    name: z
      .string()
      .regex(/^[a-z][a-z0-9_]{0,63}$/)
      .meta({ example: "option_chosen" }),
    configuratorId,
    occurredAt: instant,
    properties: z
      .record(z.string().min(1).max(64), z.union([z.string().max(500), z.number(), z.boolean()]))
      .refine((entries) => Object.keys(entries).length <= 20, "at most 20 properties")
      .optional(),
  })
  .meta({ id: "Event" });
/** Events are judged one by one: a bad one is answered in `rejected` and does not lose the others. */
export const trackEventsBody = z
  .strictObject({
    events: z.array(z.unknown()).min(1).max(EVENTS_PER_BATCH_MAX).meta({ description: "Each an Event" }),
  })
  .meta({ id: "TrackEvents" });
export const trackedEvents = z
  .strictObject({
    accepted: z.int().min(0),
    duplicates: z.int().min(0).meta({ description: "Recorded before under the same id; counted once" }),
    rejected: z.array(z.strictObject({ index: z.int().min(0), code: z.string(), message: z.string() })),
  })
  .meta({ id: "TrackedEvents" });

export const diagnoseTokenBody = z
  .strictObject({
    token: z.string().max(200).meta({ description: "A public token, or an embed id" }),
    configuratorId: z
      .string()
      .max(64)
      .optional()
      .meta({ description: "Also find out whether the token's workspace has published it" }),
  })
  .meta({ id: "DiagnoseToken" });
export const diagnosis = z
  .strictObject({
    decision: z.enum(["allow", "deny"]),
    reason: z
      .enum([...DENY_REASONS, "not_found"])
      .nullable()
      .meta({ description: "`not_found`: the token is accepted, the configurator is not there" }),
    message: z.string(),
    fix: z.string().nullable(),
    docs: z.string().nullable().meta({ description: "Page of the reason, relative to the API" }),
    trial: z.strictObject({ endsAt: instant, wouldRefuse: z.boolean() }).nullable().meta({
      description: "A list of domains on trial, and whether it would refuse this page; null: none, or refused",
    }),
  })
  .meta({ id: "Diagnosis" });
