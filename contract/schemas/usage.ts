import * as z from "zod";
import { METRICS, USAGE_SUBJECTS } from "../../functions/domain/series.ts";
import { date, instant, timeZone } from "./common.ts";

const GRANULARITIES = ["day", "month"] as const;

const METRIC_HELP =
  "`load`: configurators that the API answered with, those of the edge's cache not among them. `save`: configurations that were saved, for the " +
  "first time or again. `event`: analytics events that were counted. `verification`: calls of `verifyToken`. `call`: every other request that " +
  "succeeded. `refused`: requests of a known token that were not allowed (403) or too many (429). `hit`: calls that services reported of their " +
  "applications. People in the console are not metered";
const metric = z.enum(METRICS).meta({ description: METRIC_HELP });

export const usageQuery = z.strictObject({
  subject: z.enum(USAGE_SUBJECTS).default("workspace").meta({ description: "Whose usage" }),
  id: z
    .string()
    .min(1)
    .max(64)
    .optional()
    .meta({ description: "Id of the token, service or application; not for the workspace" }),
  from: date.optional().meta({ description: "First day; 30 days with today by default" }),
  to: date.optional().meta({ description: "Last day, which counts as well; today by default. 366 days at most" }),
  granularity: z.enum(GRANULARITIES).default("day").meta({ description: "What a point stands for" }),
  timeZone: timeZone
    .optional()
    .meta({ description: "Whose days and months they are; that of the workspace by default" }),
});

export const usage = z
  .strictObject({
    subject: z.enum(USAGE_SUBJECTS),
    id: z.string().nullable().meta({ description: "null for the workspace" }),
    from: date,
    to: date,
    granularity: z.enum(GRANULARITIES),
    timeZone,
    completeUntil: instant.nullable().meta({
      description:
        "Everything that had been received by then is in the answer: events and hits with their requests, all else from the access log, whose lines " +
        "come some minutes later. null while nothing has been counted yet",
    }),
    itemsRead: z.int().min(0).meta({ description: "How many items of the store the answer took" }),
    metrics: z
      .array(
        z
          .strictObject({
            metric,
            total: z.int().min(0),
            points: z.array(
              z
                .strictObject({ startsAt: instant, count: z.int().min(0) })
                .meta({ id: "UsagePoint", description: "A day or a month, or the part of it that the query asks for" }),
            ),
          })
          .meta({ id: "MetricUsage" }),
      )
      .meta({ description: "Every metric that there is for the subject; of services and applications there are hits" }),
  })
  .meta({ id: "MeteredUsage" });

export const usageCsv = z.string().meta({
  description: "A line of names, `date` and the metrics, and a line for each day or month. Cells never begin a formula",
});
