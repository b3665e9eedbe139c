import * as z from "zod";
import { APPLICATION_STATES } from "../../functions/domain/application.ts";
import { GRACE_SECONDS_MAX } from "../../functions/domain/expiry.ts";
import { LIMIT_MAX, PERIODS } from "../../functions/domain/plan.ts";
import { instant, label, pageOf, pageQuery } from "./common.ts";
import { serviceId } from "./services.ts";

export const applicationId = z
  .string()
  .regex(/^app_[0-9A-Za-z]{12}$/)
  .meta({ description: "Application id", example: "app_9Lk3VrD5sJzM" });
const externalId = z
  .string()
  .trim()
  .min(1)
  .max(120)
  .meta({ description: "What your own systems call it; not checked and not unique" });

const most = (window: string) =>
  z
    .int()
    .min(1)
    .max(LIMIT_MAX)
    .optional()
    .meta({ description: `Most hits in one ${window} (UTC); absent: no limit` });
const limits = z
  .strictObject({
    perMinute: most("minute"),
    perHour: most("hour"),
    perDay: most("day"),
    perMonth: most("calendar month"),
  })
  .meta({ id: "PlanLimits" });

export const application = z
  .strictObject({
    id: applicationId,
    serviceId,
    name: label,
    externalId: externalId.nullable(),
    state: z.enum(APPLICATION_STATES),
    limits,
    maskedKey: z.string().meta({ description: "Holds no part of the secret", example: "lka_9Lk3Vr…" }),
    rotation: z
      .strictObject({ previousValidUntil: instant })
      .nullable()
      .meta({ description: "The former key counts until then" }),
    createdAt: instant,
    createdBy: z.string(),
    updatedAt: instant,
  })
  .meta({ id: "Application" });
export const applicationPage = pageOf(application, "ApplicationPage");
export const issuedApplication = application
  .extend({
    key: z.string().nullable().meta({
      description: "The application key, `lka_…`. null in a repeated answer, when the key has been rotated since",
    }),
  })
  .meta({ id: "IssuedApplication" });

export const applicationUsage = z
  .strictObject({
    applicationId,
    periods: z
      .array(
        z
          .strictObject({
            period: z.enum(PERIODS),
            used: z.int().min(0).meta({ description: "Hits that have been counted in it" }),
            limit: z.int().nullable().meta({ description: "null: no limit" }),
            remaining: z.int().min(0).nullable().meta({ description: "null: no limit" }),
            resetsAt: instant,
          })
          .meta({ id: "PeriodUsage" }),
      )
      .meta({
        description:
          "Today and this month (UTC) always; this minute and this hour where they have a limit, because only then are they counted",
      }),
  })
  .meta({ id: "ApplicationUsage" });

export const createApplicationBody = z
  .strictObject({ serviceId, name: label, externalId: externalId.optional(), limits: limits.default({}) })
  .meta({ id: "CreateApplication" });
export const updateApplicationBody = z
  .strictObject({
    name: label.optional(),
    externalId: externalId.nullable().optional(),
    limits: limits.optional().meta({ description: "Replaces all limits" }),
  })
  .meta({ id: "UpdateApplication", description: "Only the fields that are given change" });
export const rotateApplicationKeyBody = z
  .strictObject({
    graceSeconds: z
      .int()
      .min(0)
      .max(GRACE_SECONDS_MAX)
      .default(0)
      .meta({ description: "How long the old key still counts; 0 ends it at once" }),
  })
  .meta({ id: "RotateApplicationKey" });
export const listApplicationsQuery = z.strictObject({
  ...pageQuery,
  serviceId: serviceId.optional().meta({ description: "Only the applications of this service" }),
});
export const applicationPath = z.strictObject({ applicationId });
