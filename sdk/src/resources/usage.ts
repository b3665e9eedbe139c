import type { Call } from "../call.ts";
import type { ExportUsageQuery, MeteredUsage, QueryUsageQuery } from "../generated/types.ts";
import type { RequestOptions } from "../options.ts";

/**
 * What the workspace, a token, a service or an application has used, as bills are made from it. Scope `analytics:read`; of services and
 * applications the permitted ones only.
 */
export interface Usage {
  /** The last 30 days of the workspace, day by day, unless the query says otherwise. 366 days at most. */
  query(query?: QueryUsageQuery, options?: RequestOptions): Promise<MeteredUsage>;
  /** The same as CSV text: a line of names, and a line for each day or month. */
  export(query?: ExportUsageQuery, options?: RequestOptions): Promise<string>;
}

export function createUsage(call: Call): Usage {
  return {
    query: (query = {}, options) => call("queryUsage", { query }, options),
    export: (query = {}, options) => call("exportUsage", { query }, options),
  };
}
