import type { Call } from "../call.ts";
import type {
  DiagnoseToken,
  Diagnosis,
  PublishedConfigurator,
  ResumedConfiguration,
  SaveConfiguration,
  SavedConfiguration,
  TrackEvents,
  TrackedEvents,
} from "../generated/types.ts";
import type { CreateOptions, RequestOptions } from "../options.ts";

/**
 * What a public token may do, from a page on its list of domains. The script tag does all of this by itself; these methods are for pages that
 * bring their own user interface. Outside a browser the API sees no origin: set `headers: { origin: "https://…" }` on the client.
 */
export interface Embed {
  /** The published version of a configurator. Ends with `not_found` when nothing is published. */
  load(configuratorId: string, options?: RequestOptions): Promise<PublishedConfigurator>;
  /** Saves a shopper's choices; the server computes the price. Ends with `values_not_accepted`, `errors` naming each attribute. */
  save(body: SaveConfiguration, options?: CreateOptions): Promise<SavedConfiguration>;
  /** Opens a saved configuration. Ends with `not_found`. */
  resume(shortId: string, options?: RequestOptions): Promise<ResumedConfiguration>;
  /** Records up to 100 events, each counted once per `id` however often it is sent. What does not fit is listed in `rejected`. */
  track(body: TrackEvents, options?: RequestOptions): Promise<TrackedEvents>;
  /** Tells why a public token is refused on this page, and what would repair it. Needs no credential. */
  diagnose(body: DiagnoseToken, options?: RequestOptions): Promise<Diagnosis>;
}

export function createEmbed(call: Call): Embed {
  return {
    load: (configuratorId, options) => call("loadConfigurator", { path: { configuratorId } }, options),
    save: (body, options) => call("saveConfiguration", { body }, options),
    resume: (shortId, options) => call("resumeConfiguration", { path: { shortId } }, options),
    track: (body, options) => call("trackEvents", { body }, options),
    diagnose: (body, options) => call("diagnoseToken", { body }, options),
  };
}
