import type { Call } from "../call.ts";
import type {
  AnalyticsSummary,
  EventCounts,
  ExportEventsQuery,
  ExportOptionsQuery,
  Funnel,
  QueryEventsQuery,
  QueryFunnelQuery,
  QueryOptionsQuery,
  SummarizeAnalyticsQuery,
  TopOptions,
} from "../generated/types.ts";
import type { RequestOptions } from "../options.ts";

/** What shoppers do, counted from the events that they allowed. Scope `analytics:read`. The last 30 days unless the query says otherwise. */
export interface Analytics {
  /** Events over time, a series for each group. */
  events(query?: QueryEventsQuery, options?: RequestOptions): Promise<EventCounts>;
  /** The same as CSV text. */
  exportEvents(query?: ExportEventsQuery, options?: RequestOptions): Promise<string>;
  funnel(query?: QueryFunnelQuery, options?: RequestOptions): Promise<Funnel>;
  /** The values and combinations of one configurator that are chosen most. */
  options(query: QueryOptionsQuery, options?: RequestOptions): Promise<TopOptions>;
  /** The values as CSV text. */
  exportOptions(query: ExportOptionsQuery, options?: RequestOptions): Promise<string>;
  summary(query?: SummarizeAnalyticsQuery, options?: RequestOptions): Promise<AnalyticsSummary>;
}

export function createAnalytics(call: Call): Analytics {
  return {
    events: (query = {}, options) => call("queryEvents", { query }, options),
    exportEvents: (query = {}, options) => call("exportEvents", { query }, options),
    funnel: (query = {}, options) => call("queryFunnel", { query }, options),
    options: (query, options) => call("queryOptions", { query }, options),
    exportOptions: (query, options) => call("exportOptions", { query }, options),
    summary: (query = {}, options) => call("summarizeAnalytics", { query }, options),
  };
}
