import type { Values } from "../../../functions/domain/configurator/document.ts";
import { EmbedError, isEmbedError, unreadable } from "../core/embed-error.ts";
import { pathOf } from "../core/opening.ts";
import type { CartItem, LoadedConfigurator, SavedConfiguration, UiContext } from "../core/types.ts";
import { addToCart, HoldError } from "./cart.ts";
import { combinationOf } from "./combination.ts";
import { createJoin } from "./join.ts";
import { toJson } from "./json.ts";
import { linkTo } from "./link.ts";
import type { SessionPorts } from "./session.ts";

/** What a shopper saw when something was to be done with it. */
export interface Moment {
  readonly configurator: LoadedConfigurator;
  readonly values: Values;
  readonly currency: string;
  readonly isStale: boolean;
  /** Two moments with the same key would be saved as the same. */
  readonly key: string;
}

/** What saving needs of the session. */
export interface SavingPorts extends Pick<SessionPorts, "track" | "capture" | "say"> {
  savedAs(key: string): SavedConfiguration | undefined;
  keep(saved: SavedConfiguration, key: string): void;
  /** Another version of the product was published while the shopper chose. */
  renew(configurator: LoadedConfigurator): void;
}

/** Saves, and what begins with a save. What is asked for twice at once is done once. */
export interface Saving {
  save(moment: Moment): Promise<SavedConfiguration>;
  /** Gives the address of this page that opens the values again. */
  share(moment: Moment): Promise<string>;
  addToCart(moment: Moment): Promise<CartItem>;
}

/** A save does not wait longer for its picture. */
const CAPTURE_MS_MAX = 1_500;

export function createSaving(
  context: Pick<UiContext, "request" | "emit" | "options" | "holds">,
  { track, capture, say, savedAs, keep, renew }: SavingPorts,
): Saving {
  const { options, emit, request } = context;
  const joinSave = createJoin<SavedConfiguration>();
  const joinCart = createJoin<CartItem>();
  // Whoever has the link must find what was shared: the embed saves anew and changes no save. The keys are for quotes, and nobody else sees them.
  const editKeys = new Map<string, string | undefined>();

  const fail = (error: unknown, during: string): EmbedError => {
    const failure = isEmbedError(error) ? error : new EmbedError(`${during}_failed`, String(error), 0);
    track("error", { code: failure.code, during });
    emit("error", { code: failure.code, message: failure.message });
    return failure;
  };

  /** Caches may hold what the shopper sees for another minute: under the version's number they hold nothing older. */
  const renewAfter = async ({ code, publishedVersion }: EmbedError, configuratorId: string) => {
    if (code !== "version_not_published") return;
    const query = publishedVersion === undefined ? "" : `?version=${publishedVersion}`;
    const renewed = await request<LoadedConfigurator>(pathOf(configuratorId) + query).catch(() => undefined);
    if (renewed) renew(renewed);
  };

  const requestSave = async ({ configurator, values, isStale, key }: Moment): Promise<SavedConfiguration> => {
    if (options.preview) throw new EmbedError("preview_only", "A preview saves nothing", 0);
    if (isStale) throw new EmbedError("not_connected", "This is the last known product: it cannot be saved", 0);
    const { configuratorId, version } = configurator;
    const { customerReference } = options;
    try {
      const thumbnail = await inTime(capture());
      const body = toJson({ configuratorId, version, values, customerReference, thumbnail });
      const { editKey, ...saved } = await request<SavedConfiguration & { readonly editKey?: string }>(
        "configurations",
        body,
      );
      if (typeof saved.shortId !== "string") throw unreadable("short id");
      editKeys.set(saved.shortId, editKey);
      keep(saved, key);
      track("save", { shortId: saved.shortId, version, combination: combinationOf(configurator.document, values) });
      emit("save", saved);
      return saved;
    } catch (error) {
      const failure = fail(error, "save");
      await renewAfter(failure, configuratorId);
      throw failure;
    }
  };
  const save = async (moment: Moment) => savedAs(moment.key) ?? joinSave(moment.key, () => requestSave(moment));

  return {
    save,
    async share(moment) {
      const { shortId } = await save(moment);
      const url = linkTo(shortId);
      track("share", { shortId });
      emit("share", { url, shortId });
      return url;
    },
    addToCart: (moment) =>
      joinCart(`${moment.key} ${moment.currency}`, async () => {
        const { configurator, values, currency } = moment;
        const configuration = await save(moment);
        try {
          const item = await addToCart(context, configuration, {
            currency,
            editKey: editKeys.get(configuration.shortId),
          });
          const { shortId, version, price } = item;
          const combination = combinationOf(configurator.document, values);
          track("add_to_cart", { shortId, version, currency, amount: price.amount, combination });
          emit("addtocart", item);
          return item;
        } catch (error) {
          const failure = fail(error, "cart");
          // Also to who did not press our button.
          if (error instanceof HoldError && error.reason) say(error.reason);
          await renewAfter(failure, configuration.configuratorId);
          throw failure;
        }
      }),
  };
}

/** What a save can do without, unless it is there soon. */
async function inTime(picture: Promise<string | undefined>): Promise<string | undefined> {
  const late = new Promise<undefined>((resolve) => {
    setTimeout(resolve, CAPTURE_MS_MAX);
  });
  return Promise.race([picture.catch(() => undefined), late]);
}
