import * as z from "zod";
import { GRANULARITIES } from "../../functions/domain/granularity.ts";
import { configuratorId, date, instant, timeZone } from "./common.ts";

const eventName = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,63}$/)
  .meta({ description: "Name of an event", example: "add_to_cart" });
const count = z.int().min(0);
const previousCount = count.nullable().meta({
  description: "The same in as many days right before; null where the query does not compare",
});
const share = z.number().min(0).nullable().meta({ description: "0 to 1; null where there is nothing to divide by" });

const range = {
  from: date.optional().meta({ description: "First day; 30 days with today by default" }),
  to: date.optional().meta({ description: "Last day, which counts as well; today by default. 366 days at most" }),
};
const wanted = {
  ...range,
  timeZone: timeZone.optional().meta({ description: "Whose days they are; that of the workspace by default" }),
  configuratorId: configuratorId.optional().meta({ description: "One configurator; all together by default" }),
};
const compare = z.enum(["previous"]).optional().meta({ description: "Also count as many days right before" });

export const GROUPS = ["event", "configurator", "option", "combination", "token", "origin", "error"] as const;

export const eventsQuery = z.strictObject({
  ...wanted,
  granularity: z.enum(GRANULARITIES).default("day").meta({
    description: "What a point stands for. `hour`: 14 days at most; `15min`: 2 days at most",
  }),
  event: eventName.optional().meta({ description: "Only this event" }),
  groupBy: z
    .enum(GROUPS)
    .default("event")
    .meta({
      description:
        "A series for each. `option`, `combination` and `error` need a `configuratorId`. Without `event`, `option` counts `option_chosen`, " +
        "`combination` counts `save`, `error` counts `error`, and the others but `event` count `load`. Every group but `event` has the days of the " +
        "workspace's time zone, or hours of the last 34 days",
    }),
  compare,
  limit: z.coerce.number().int().min(1).max(20).default(10).meta({ description: "The largest so many groups" }),
});
export const funnelQuery = z.strictObject({ ...wanted, compare });
export const summaryQuery = z.strictObject({ ...wanted, compare });
export const optionsQuery = z.strictObject({
  ...range,
  configuratorId,
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(100)
    .default(20)
    .meta({ description: "Most values of an attribute, and most combinations" }),
});

const answered = {
  from: date,
  to: date,
  timeZone,
  completeUntil: instant.nullable().meta({
    description: "Every event that was received by then is counted, mostly up to two minutes ago; null: nothing is yet",
  }),
  itemsRead: z.int().min(0).meta({ description: "How many items of the store the answer took" }),
};

export const eventSeries = z
  .strictObject({
    ...answered,
    granularity: z.enum(GRANULARITIES),
    groupBy: z.enum(GROUPS),
    series: z.array(
      z
        .strictObject({
          key: z.string().meta({
            description:
              "Event, configurator id, `attribute=value`, combination, token id, origin or error code. `(other)`: what is beyond the number that is kept apart",
          }),
          total: count,
          previousTotal: previousCount,
          points: z.array(z.strictObject({ startsAt: instant, count, previousCount }).meta({ id: "EventPoint" })),
        })
        .meta({ id: "EventSeries" }),
    ),
  })
  .meta({ id: "EventCounts" });

export const eventsCsv = z.string().meta({
  description: "A line of names, `startsAt`, `key` and `count`, and a line for each point of each series",
});

export const FUNNEL_STEPS = ["load", "interaction", "save", "add_to_cart"] as const;
export const funnel = z
  .strictObject({
    ...answered,
    steps: z
      .array(
        z
          .strictObject({
            step: z.enum(FUNNEL_STEPS),
            count,
            shareOfFirst: share,
            shareOfPrevious: share,
            previousCount,
          })
          .meta({ id: "FunnelStep" }),
      )
      .meta({
        description:
          "`load`: a shopper could choose. `interaction`, `save`, `add_to_cart`: the first of its kind after that, which the embed marks with the property `first`",
      }),
  })
  .meta({ id: "Funnel" });

export const SUMMARY_EVENTS = ["load", "option_chosen", "save", "resume", "share", "add_to_cart", "error"] as const;
export const analyticsSummary = z
  .strictObject({
    ...answered,
    events: z.array(z.strictObject({ event: z.enum(SUMMARY_EVENTS), count, previousCount }).meta({ id: "EventTotal" })),
    clockCorrected: count.meta({
      description: "Events whose sender's clock could not be right: they count at the nearest time that can",
    }),
    refused: count.meta({
      description: "Requests of known tokens, of all configurators, that were refused or beyond a limit",
    }),
  })
  .meta({ id: "AnalyticsSummary" });

export const topOptions = z
  .strictObject({
    ...answered,
    attributes: z
      .array(
        z
          .strictObject({
            attribute: z.string(),
            total: count,
            values: z.array(z.strictObject({ value: z.string(), count, share }).meta({ id: "OptionCount" })),
          })
          .meta({ id: "AttributeOptions" }),
      )
      .meta({ description: "Most chosen first. Beyond 200 of them, all others are one, `(other)`" }),
    combinations: z
      .array(
        z.strictObject({ combination: z.string(), saves: count, addToCarts: count }).meta({ id: "CombinationCount" }),
      )
      .meta({ description: "What was chosen together, `attribute=value&attribute=value`" }),
  })
  .meta({ id: "TopOptions" });
export const optionsCsv = z.string().meta({
  description: "A line of names, `attribute`, `value` and `count`, and a line for each value",
});
