import type { Call } from "../call.ts";
import type {
  CompletedUpload,
  CreateUpload,
  DiagnoseToken,
  Diagnosis,
  NewConfiguration,
  PublishedConfigurator,
  Quote,
  QuoteConfiguration,
  ResumedConfiguration,
  SaveConfiguration,
  SavedConfiguration,
  TrackEvents,
  TrackedEvents,
  UpdateConfiguration,
  Upload,
} from "../generated/types.ts";
import type { CreateOptions, RequestOptions } from "../options.ts";

/**
 * What a public token may do, from a page on its list of domains. The script tag does all of this by itself; these methods are for pages that
 * bring their own user interface. Outside a browser the API sees no origin: set `headers: { origin: "https://…" }` on the client.
 */
export interface Embed {
  /** The published version of a configurator. Ends with `not_found` when nothing is published. */
  load(configuratorId: string, options?: RequestOptions): Promise<PublishedConfigurator>;
  /**
   * Saves a shopper's choices; the server computes the price. Ends with `values_not_accepted`, `errors` naming each attribute, when a value does
   * not exist or the rules forbid it. The answer's `editKey` is the only thing that can change the save later.
   */
  save(body: SaveConfiguration, options?: CreateOptions): Promise<NewConfiguration>;
  /**
   * Replaces the values of a save, which then has the version that is published now. Ends with `edit_key_not_valid` for another key than that of
   * the save, and with `changed_meanwhile` when somebody else changed it at the same moment.
   */
  update(shortId: string, body: UpdateConfiguration, options?: RequestOptions): Promise<SavedConfiguration>;
  /**
   * Opens a saved configuration with the document that it was made with; `migration` says what becomes of it in the version that is published now.
   * Ends with `not_found`.
   */
  resume(shortId: string, options?: RequestOptions): Promise<ResumedConfiguration>;
  /**
   * Signs what a saved configuration costs, for the shop's backend. Counts as a save. A token without `embed:resume` gives the `editKey` of the save,
   * and ends with `edit_key_not_valid` without it; others end with `version_not_published` or `currency_not_offered`.
   */
  quote(shortId: string, body?: QuoteConfiguration, options?: RequestOptions): Promise<Quote>;
  /**
   * The first of three steps that give a file attribute its value: the form for one file. Send its `fields` and then the file, as `file`, to its `url`;
   * then call `completeUpload`. Counts as a save. Ends with `file_not_accepted`.
   */
  createUpload(body: CreateUpload, options?: RequestOptions): Promise<Upload>;
  /** Has the file checked that was sent. Ends with `file_not_sent`, or with `file_not_accepted` when it is not what was announced. */
  completeUpload(uploadId: string, options?: RequestOptions): Promise<CompletedUpload>;
  /** Records up to 100 events, each counted once per `id` however often it is sent. What does not fit is listed in `rejected`. */
  track(body: TrackEvents, options?: RequestOptions): Promise<TrackedEvents>;
  /** Tells why a public token is refused on this page, and what would repair it. Needs no credential. */
  diagnose(body: DiagnoseToken, options?: RequestOptions): Promise<Diagnosis>;
}

export function createEmbed(call: Call): Embed {
  return {
    load: (configuratorId, options) => call("loadConfigurator", { path: { configuratorId } }, options),
    save: (body, options) => call("saveConfiguration", { body }, options),
    update: (shortId, body, options) => call("updateConfiguration", { path: { shortId }, body }, options),
    resume: (shortId, options) => call("resumeConfiguration", { path: { shortId } }, options),
    quote: (shortId, body, options) => call("quoteConfiguration", { path: { shortId }, body: body ?? {} }, options),
    createUpload: (body, options) => call("createUpload", { body }, options),
    completeUpload: (uploadId, options) => call("completeUpload", { path: { uploadId } }, options),
    track: (body, options) => call("trackEvents", { body }, options),
    diagnose: (body, options) => call("diagnoseToken", { body }, options),
  };
}
