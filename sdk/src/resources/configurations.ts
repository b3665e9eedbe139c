import type { Call } from "../call.ts";
import type { Configuration, ListConfigurationsQuery } from "../generated/types.ts";
import { createList, type List } from "../list.ts";
import type { RequestOptions } from "../options.ts";

/** Saved configurations of shoppers. Scope `configurator`. */
export interface Configurations {
  /** All of the workspace, or those of one configurator. 25 a page, 100 at most. */
  list(query?: ListConfigurationsQuery, options?: RequestOptions): List<Configuration>;
  /** Ends with `not_found`. */
  get(shortId: string, options?: RequestOptions): Promise<Configuration>;
  /** Deletes it for ever: its short id then opens nothing. */
  delete(shortId: string, options?: RequestOptions): Promise<void>;
}

export function createConfigurations(call: Call): Configurations {
  return {
    list: (query, options) =>
      createList((from) => call("listConfigurations", { query: { ...query, ...from } }, options)),
    get: (shortId, options) => call("getConfiguration", { path: { shortId } }, options),
    delete: (shortId, options) => call("deleteConfiguration", { path: { shortId } }, options),
  };
}
