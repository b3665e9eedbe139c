import type { OperationShape } from "../operation-shape.ts";
import * as analytics from "../schemas/analytics.ts";

/** Shapes of what shoppers do. */
export const ANALYTICS_SHAPES = {
  queryEvents: {
    summary: "Count events over time, by event, configurator, option, combination, token, website or error",
    query: analytics.eventsQuery,
    status: 200,
    response: analytics.eventSeries,
    errors: [],
  },
  exportEvents: {
    summary: "Export the same as comma-separated values, a line for each point",
    query: analytics.eventsQuery,
    status: 200,
    response: analytics.eventsCsv,
    responseType: "text/csv",
    errors: [],
  },
  queryFunnel: {
    summary: "Read how many shoppers who opened a configurator chose something, saved, and put it into the cart",
    query: analytics.funnelQuery,
    status: 200,
    response: analytics.funnel,
    errors: [],
  },
  queryOptions: {
    summary: "Read which values of a configurator are chosen most, and which go together",
    query: analytics.optionsQuery,
    status: 200,
    response: analytics.topOptions,
    errors: [],
  },
  exportOptions: {
    summary: "Export the values as comma-separated values",
    query: analytics.optionsQuery,
    status: 200,
    response: analytics.optionsCsv,
    responseType: "text/csv",
    errors: [],
  },
  summarizeAnalytics: {
    summary: "Read the totals of a period, compared with the one before",
    query: analytics.summaryQuery,
    status: 200,
    response: analytics.analyticsSummary,
    errors: [],
  },
} as const satisfies Record<string, OperationShape>;
