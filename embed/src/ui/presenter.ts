import { isEmbedError } from "../core/embed-error.ts";
import type { Opening, State, UiContext } from "../core/types.ts";
import { type Preferences, pickCurrency, pickLocale } from "./preferences.ts";
import { createSession, linkTo, type Session } from "./session.ts";
import { type Texts, textsFor } from "./texts.ts";
import { createView, type View } from "./view.ts";

/** A session on the screen. */
export interface Presenter {
  readonly session: Session;
  getState(): State;
  /** Shows another language or currency. */
  prefer(changed: Preferences): void;
  destroy(): void;
}

/** A price counts as shown when it has stood still for this long. */
const PRICE_SHOWN_MS = 1_000;

/** @param show puts a new view in place of what is there. */
export function createPresenter(
  context: UiContext,
  opening: Opening,
  initial: Preferences,
  show: (view: View, session: Session) => void,
): Presenter {
  let preferences = initial;
  let priceTimer: ReturnType<typeof setTimeout> | undefined;
  let knownPrice = "";

  const session = createSession(context, opening, {
    onChange() {
      view.update();
      view.say("");
      priceChanged();
    },
    onProductChanged() {
      view = render();
      priceChanged();
    },
  });
  const locale = () => pickLocale(session.configurator.document.locales, context.host, preferences);
  const currency = () => pickCurrency(session.configurator.document.pricing.currencies, preferences);
  const texts = (): Texts => textsFor([locale()]);

  const prefer = (changed: Preferences) => {
    preferences = { ...preferences, ...changed };
    view = render();
    reportPrice();
  };
  const render = (): View => {
    const created = createView({
      session,
      locale: locale(),
      currency: currency(),
      texts: texts(),
      // A page that decides about language or currency itself needs no switch for it.
      canSwitch: { locale: !context.options.locale, currency: !context.options.currency },
      onSwitch(preference, value) {
        prefer({ [preference]: value });
        view.focusSwitch(preference);
      },
      onSave: () => void finish(save),
      onShare: () => void finish(share),
    });
    show(created, session);
    return created;
  };

  const priceChanged = () => {
    const { price } = session.evaluation;
    if (JSON.stringify(price) === knownPrice) return;
    knownPrice = JSON.stringify(price);
    context.emit("price", { price, currency: currency() });
    reportPrice();
  };
  const reportPrice = () => {
    clearTimeout(priceTimer);
    priceTimer = setTimeout(() => {
      const amount = session.evaluation.price[currency()];
      if (amount !== undefined) context.track("price_shown", { currency: currency(), amount });
    }, PRICE_SHOWN_MS);
  };

  const save = async () => {
    const { shortId } = await session.save();
    return { message: texts().saved, link: linkTo(shortId) };
  };
  const share = async () => {
    const link = await session.share();
    return { message: (await copy(link)) ? texts().copied : texts().saved, link };
  };
  const finish = async (action: () => Promise<{ readonly message: string; readonly link: string }>) => {
    view.setBusy(true);
    try {
      const { message, link } = await action();
      view.say(message, link);
    } catch (error) {
      const isChanged = isEmbedError(error) && error.code === "version_not_published";
      view.say(isChanged ? texts().productChanged : texts().saveFailed);
    }
    view.setBusy(false);
  };

  let view = render();
  if (opening.resumed) view.say(texts().resumed);
  if (opening.resumeFailed) view.say(texts().resumeFailed);
  priceChanged();
  return {
    session,
    getState: () => ({
      configuratorId: session.configurator.configuratorId,
      version: session.configurator.version,
      values: { ...session.evaluation.values },
      price: { ...session.evaluation.price },
      locale: locale(),
      currency: currency(),
      shortId: session.saved?.shortId ?? null,
    }),
    prefer,
    destroy: () => clearTimeout(priceTimer),
  };
}

/** Pages without https have no clipboard and others may not use it: then the link stands there to be copied by hand. */
async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
