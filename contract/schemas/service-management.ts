import * as z from "zod";
import {
  APPLICATION_STATES,
  AUTHORIZATION_REFUSALS,
  REPORT_REFUSALS,
  REPORT_STATUSES,
} from "../../functions/domain/application.ts";
import { HITS_MAX, PERIODS } from "../../functions/domain/plan.ts";
import { applicationId } from "./applications.ts";
import { instant, label } from "./common.ts";

const usage = z
  .strictObject({ hits: z.int().min(1).max(HITS_MAX) })
  .default({ hits: 1 })
  .meta({ id: "Usage", description: "How much it is; one hit unless it says otherwise" });
/** An application is named by its key, which also proves that its caller may speak for it, or by its id. */
const named = {
  applicationKey: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .meta({ description: "The key that the caller showed. Either this or `applicationId`" }),
  applicationId: z.string().min(1).max(200).optional().meta({ description: "When the service knows who is calling" }),
};
type Named = { readonly applicationKey?: string | undefined; readonly applicationId?: string | undefined };
const isNamedOnce = ({ applicationKey, applicationId }: Named) =>
  (applicationKey === undefined) !== (applicationId === undefined);
const NAMED_ONCE = { error: "Name the application by either applicationKey or applicationId." } as const;

export const authorizeApplicationBody = z
  .strictObject({ ...named, usage })
  .refine(isNamedOnce, NAMED_ONCE)
  .meta({ id: "AuthorizeApplication" });
export const authorizeAndReportBody = z
  .strictObject({ ...named, usage })
  .refine(isNamedOnce, NAMED_ONCE)
  .meta({ id: "AuthorizeAndReport" });

export const applicationAuthorization = z
  .strictObject({
    authorized: z.boolean(),
    reason: z.enum(AUTHORIZATION_REFUSALS).nullable().meta({ description: "Why not; null when it is authorized" }),
    application: z
      .strictObject({
        id: applicationId,
        name: label,
        externalId: z.string().nullable(),
        state: z.enum(APPLICATION_STATES),
      })
      .nullable()
      .meta({ description: "null when it is unknown" }),
    limits: z.array(
      z
        .strictObject({
          period: z.enum(PERIODS),
          limit: z.int(),
          used: z.int().min(0),
          remaining: z.int().min(0),
          resetsAt: instant,
        })
        .meta({ id: "LimitState" }),
    ),
  })
  .meta({ id: "ApplicationAuthorization" });

export const TRANSACTIONS_MAX = 500;
export const usageTransaction = z
  .strictObject({
    id: z
      .string()
      .regex(/^[0-9A-Za-z_.:-]{1,64}$/)
      .optional()
      .meta({ description: "Counted once per id, however often it is reported within 24 hours" }),
    ...named,
    usage,
    occurredAt: instant.optional().meta({ description: "At most 24 hours ago. Default: now" }),
  })
  .refine(isNamedOnce, NAMED_ONCE)
  .meta({ id: "UsageTransaction" });
/** Transactions are judged one by one: a bad one does not lose the others. */
export const reportUsageBody = z
  .strictObject({
    transactions: z.array(z.unknown()).min(1).max(TRANSACTIONS_MAX).meta({ description: "Each a UsageTransaction" }),
  })
  .meta({ id: "ReportUsage" });
export const usageReport = z
  .strictObject({
    accepted: z.int().min(0),
    duplicates: z.int().min(0),
    refused: z.int().min(0),
    results: z
      .array(
        z
          .strictObject({
            status: z.enum(REPORT_STATUSES),
            code: z.enum(REPORT_REFUSALS).nullable().meta({ description: "Why it was refused" }),
          })
          .meta({ id: "UsageResult" }),
      )
      .meta({ description: "One for each transaction, in their order" }),
  })
  .meta({ id: "UsageReport" });
