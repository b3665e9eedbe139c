import type { Call } from "../call.ts";
import type {
  Configuration,
  ConfigurationFile,
  ConfigurationSummary,
  ExportConfigurationsQuery,
  ListConfigurationsQuery,
  Quote,
  QuoteSavedConfiguration,
} from "../generated/types.ts";
import { createList, type List } from "../list.ts";
import type { RequestOptions } from "../options.ts";

/** Saved configurations of shoppers. Scope `configurator`. */
export interface Configurations {
  /** Newest first: all of the workspace, those of one configurator, or those with one customer reference. 25 a page, 100 at most. */
  list(query?: ListConfigurationsQuery, options?: RequestOptions): List<ConfigurationSummary>;
  /** The same as `list` in pages of up to 300, for taking all of them elsewhere. */
  export(query?: ExportConfigurationsQuery, options?: RequestOptions): List<ConfigurationSummary>;
  /** With its thumbnail. Ends with `not_found`. */
  get(shortId: string, options?: RequestOptions): Promise<Configuration>;
  /**
   * Where a file that the shopper added can be downloaded for some minutes: a plain GET of `url`, without a token. Ends with `not_found`, also for
   * attributes without a file.
   */
  file(shortId: string, attributeId: string, options?: RequestOptions): Promise<ConfigurationFile>;
  /**
   * Signs what it costs, for a backend that checks it with `verifyQuote`. Ends with `version_not_published` when the configurator has been published anew since,
   * and with `currency_not_offered`.
   */
  quote(shortId: string, body?: QuoteSavedConfiguration, options?: RequestOptions): Promise<Quote>;
  /**
   * Deletes it for ever: its short id then opens nothing. Files that are in no other configuration can no longer be downloaded, and are deleted some
   * hours later.
   */
  delete(shortId: string, options?: RequestOptions): Promise<void>;
}

export function createConfigurations(call: Call): Configurations {
  return {
    list: (query, options) =>
      createList((from) => call("listConfigurations", { query: { ...query, ...from } }, options)),
    export: (query, options) =>
      createList((from) => call("exportConfigurations", { query: { ...query, ...from } }, options)),
    get: (shortId, options) => call("getConfiguration", { path: { shortId } }, options),
    file: (shortId, attributeId, options) => call("getConfigurationFile", { path: { shortId, attributeId } }, options),
    quote: (shortId, body, options) =>
      call("quoteSavedConfiguration", { path: { shortId }, body: body ?? {} }, options),
    delete: (shortId, options) => call("deleteConfiguration", { path: { shortId } }, options),
  };
}
