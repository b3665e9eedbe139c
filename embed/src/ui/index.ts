import { EmbedError, isEmbedError } from "../core/embed-error.ts";
import type { Opening, Ui, UiContext } from "../core/types.ts";
import { diagnose } from "./diagnose.ts";
import { pickLocale } from "./preferences.ts";
import { createPresenter, type Presenter } from "./presenter.ts";
import { createFailure, createSkeleton } from "./screens.ts";
import { createStylesheet } from "./stylesheet.ts";
import { LANGUAGES, textsFor } from "./texts.ts";

/** The user interface in a shadow root of the host: an outline first, then the configurator or a plain failure. */
export function startUi(context: UiContext): Ui {
  const { host } = context;
  const root = host.shadowRoot ?? host.attachShadow({ mode: "open" });
  const stylesheet = createStylesheet();
  root.adoptedStyleSheets = [stylesheet.sheet];
  let preferences = { locale: context.options.locale, currency: context.options.currency };
  let presenter: Presenter | undefined;
  let isDestroyed = false;

  const connect = async (opening: Promise<Opening>): Promise<Presenter> => {
    const locale = pickLocale(LANGUAGES, host, preferences);
    const texts = textsFor([locale]);
    root.replaceChildren(createSkeleton(texts));
    try {
      const opened = await opening;
      if (isDestroyed) throw new EmbedError("unmounted", "The configurator was removed", 0);
      presenter = createPresenter(context, opened, preferences, (view, { configurator }) => {
        stylesheet.useColorsOf(configurator.document);
        root.replaceChildren(view.element);
      });
      reportLoad(context, opened);
      return presenter;
    } catch (error) {
      if (isDestroyed) throw error;
      const { code, isTransient, hint } = await diagnose(context, error);
      console.warn(hint);
      const retry = () => {
        connected = connect(context.reopen());
        connected.catch(() => undefined);
      };
      const message = isTransient ? texts.offline : texts.unavailable;
      root.replaceChildren(createFailure(texts, message, locale, isTransient ? retry : undefined));
      // A token that may not load the configurator may not report that either.
      if (isTransient) context.track("error", { code, during: "load" });
      context.emit("error", { code, message: hint });
      throw new EmbedError(code, hint, isEmbedError(error) ? error.status : 0);
    }
  };

  let connected = connect(context.opening);
  return {
    ready: connected.then((first) => first.getState()),
    getState: () => presenter?.getState(),
    set: async (values) => {
      const { session, getState } = await connected;
      session.set(values);
      return getState();
    },
    save: async () => (await connected).session.save(),
    share: async () => (await connected).session.share(),
    show(changed) {
      preferences = { ...preferences, ...changed };
      presenter?.prefer(changed);
    },
    destroy() {
      isDestroyed = true;
      presenter?.destroy();
      root.replaceChildren();
    },
  };
}

function reportLoad({ track }: UiContext, { loaded: { version }, resumed }: Opening): void {
  track("load", { version });
  if (resumed) track("resume", { version, shortId: resumed.shortId });
}
