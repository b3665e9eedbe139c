import { languageOf } from "../../../functions/domain/configurator/locale.ts";
import { EmbedError, isEmbedError } from "../core/embed-error.ts";
import type { Opening, Ui, UiContext } from "../core/types.ts";
import { h } from "./dom.ts";
import type { Extras } from "./extras.ts";
import { replaceContent } from "./focus.ts";
import { pickLocale } from "./preferences.ts";
import { createPresenter, type Presenter } from "./presenter.ts";
import { createSkeleton } from "./screens.ts";
import type { Session } from "./session.ts";
import { createStylesheet } from "./stylesheet.ts";
import { addTexts, LANGUAGES, textsFor } from "./texts.ts";

/**
 * The user interface in a shadow root of the host: an outline first, then the configurator. Where the API fails or refuses, it is the last
 * known product, or a plain picture.
 */
export function startUi(given: UiContext): Ui {
  const { host, options } = given;
  const root = host.shadowRoot ?? host.attachShadow({ mode: "open" });
  const stylesheet = createStylesheet();
  root.adoptedStyleSheets = stylesheet.sheets;
  const extras = given.loadExtras().then(
    ({ startExtras, dictionaries, styles }) => {
      addTexts(dictionaries);
      stylesheet.addLate(styles);
      return startExtras(given);
    },
    (cause) => {
      throw new EmbedError("unreachable", `A file of the configurator could not be loaded: ${cause}`, 0);
    },
  );
  /** In the order of the calls, as soon as it can be done. */
  const later = (action: (loaded: Extras) => void) => void extras.then(action).catch(ignore);
  const context = {
    ...given,
    extras,
    track: ((name, properties) => later(({ track }) => track(name, properties))) satisfies Extras["track"],
    trackPrice: ((price, currency) =>
      later(({ trackPrice }) => trackPrice(price, currency))) satisfies Extras["trackPrice"],
    // Copies: what the page does to them must not change what the shopper sees.
    emit: ((name, detail) => given.emit(name, structuredClone(detail))) satisfies UiContext["emit"],
  };
  let preferences = { locale: options.locale, currency: options.currency };
  let presenter: Presenter | undefined;
  let isDestroyed = false;

  const showFailure = (failure: HTMLElement) => root.replaceChildren(standIn(options.fallback), failure);
  const present = (opened: Opening): Presenter => {
    if (isDestroyed) throw unmounted();
    const created = createPresenter(context, opened, preferences, (view, { configurator }) => {
      stylesheet.useColorsOf(configurator.document);
      replaceContent(root, view.element);
    });
    presenter = created;
    const { isStale, configurator } = created.session;
    later(({ trackLoad }) => trackLoad(configurator.version, isStale));
    if (opened.resumed) context.track("resume", { version: opened.resumed.version, shortId: opened.resumed.shortId });
    context.emit("ready", created.getState());
    created.announcePrice();
    return created;
  };

  const open = async (opening: Promise<Opening>): Promise<Presenter> => {
    const locale = pickLocale(LANGUAGES, host, preferences);
    replaceContent(root, createSkeleton(textsFor([locale])));
    try {
      const opened = await opening;
      // The texts of other languages come with the extras.
      const shown = pickLocale(opened.loaded.document.locales, host, preferences);
      if (languageOf(shown) !== LANGUAGES[0]) await extras.catch(ignore);
      const created = present(opened);
      later(({ remember }) => remember(opened));
      return created;
    } catch (error) {
      if (isDestroyed) throw error;
      const loaded = await extras.catch(ignore);
      const texts = textsFor([locale]);
      if (loaded) return loaded.recover(error, { texts, present, showFailure, restart });
      showFailure(h("p", { role: "alert", lang: texts.tag }, texts.offline));
      console.warn(`[latchkey] The configurator could not be loaded from ${options.baseUrl}.`, error);
      throw isEmbedError(error) ? error : new EmbedError("failed", String(error), 0);
    }
  };

  /** Even where the page broke what everything here is made of, a shopper sees the picture, and an error is nobody's but ours. */
  const connect = (opening: Promise<Opening>): Promise<Presenter> =>
    open(opening).catch((error) => {
      if (!isEmbedError(error)) {
        console.warn(`[latchkey] The configurator ${options.configurator} could not be shown.`, error);
        root.replaceChildren(standIn(options.fallback));
      }
      throw error;
    });

  const restart = () => {
    connected = connect(context.reopen());
    connected.catch(ignore);
  };
  let connected = connect(context.opening);
  const use = async <Value>(action: (session: Session) => Value): Promise<Awaited<Value>> => {
    const { session } = await connected;
    if (isDestroyed) throw unmounted();
    return structuredClone(await action(session));
  };
  const change = async (action: (session: Session) => void) => {
    await use(action);
    return (await connected).getState();
  };
  return {
    ready: connected.then((first) => first.getState()),
    getState: () => presenter?.getState(),
    set: (values, { source } = {}) => change((session) => session.set(values, source)),
    undo: () => change((session) => session.undo()),
    redo: () => change((session) => session.redo()),
    reset: () => change((session) => session.reset()),
    save: () => use((session) => session.save()),
    share: () => use((session) => session.share()),
    addToCart: () => use((session) => session.addToCart()),
    track: context.track,
    setConsent: (isGiven) => later(({ setConsent }) => setConsent(isGiven)),
    show(changed) {
      preferences = { ...preferences, ...changed };
      presenter?.prefer(changed);
    },
    destroy() {
      isDestroyed = true;
      presenter?.destroy();
      later(({ end }) => end());
      root.replaceChildren();
    },
  };
}

/** The picture that the page named, or else what stands inside the element. */
function standIn(picture: string | undefined): HTMLElement {
  return picture ? h("img", { class: "fallback", part: "fallback", src: picture, alt: "" }) : h("slot");
}

function unmounted(): EmbedError {
  return new EmbedError("unmounted", "The configurator was removed", 0);
}

function ignore(): undefined {
  // Whoever needs to know hears of it from the same promise.
}
