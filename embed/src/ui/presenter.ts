import type { Opening, State, UiContext } from "../core/types.ts";
import type { Outcome } from "./actions.ts";
import type { Extras } from "./extras.ts";
import { toJson } from "./json.ts";
import type { Notice } from "./notice.ts";
import { type Preferences, pickCurrency, pickLocale } from "./preferences.ts";
import { createSession, type Session } from "./session.ts";
import type { Action } from "./summary.ts";
import { type Texts, textsFor } from "./texts.ts";
import { createView, type View } from "./view.ts";

/** A session on the screen. */
export interface Presenter {
  readonly session: Session;
  /** A copy. */
  getState(): State;
  /** Tells the page the price, if it has not heard of it. */
  announcePrice(): void;
  /** Shows another language or currency. */
  prefer(changed: Preferences): void;
  /** Shows the product that the API gave in the end in the place of the last known one. */
  renew(opening: Opening): void;
  destroy(): void;
}

/** @param show puts a new view in place of what is there. */
export function createPresenter(
  context: UiContext & Pick<Extras, "track" | "trackPrice"> & { readonly extras: Promise<Extras> },
  opening: Opening,
  initial: Preferences,
  show: (view: View, session: Session) => void,
): Presenter {
  const { options } = context;
  let preferences = initial;
  let notice = noticeOf(opening);
  let knownPrice = "";
  let shown: View | undefined;

  const locale = () => pickLocale(session.configurator.document.locales, context.host, preferences);
  const currency = () => pickCurrency(session.configurator.document.pricing.currencies, preferences);
  const texts = (): Texts => textsFor([locale()]);
  const session = createSession(context, opening, {
    track: context.track,
    currency,
    capture: () => view.capture(),
    say: (message) => view.say(message),
    onChange() {
      view.update();
      view.say("");
      priceChanged();
    },
    onProductChanged() {
      refresh();
      priceChanged();
    },
  });

  const prefer = (changed: Preferences) => {
    preferences = { ...preferences, ...changed };
    refresh();
    reportPrice();
  };
  const refresh = () => {
    view = render();
  };
  const render = (): View => {
    const created = createView({
      session,
      locale: locale(),
      currency: currency(),
      texts: texts(),
      // A page that decides about language or currency itself needs no switch for it.
      canSwitch: { locale: !options.locale, currency: !options.currency },
      onSwitch(preference, value) {
        prefer({ [preference]: value });
        view.focusSwitch(preference);
      },
      onUndo: session.undo,
      onRedo: session.redo,
      onReset: session.reset,
      onTexts: refresh,
      onSave: () => void finish("save"),
      onShare: () => void finish("share"),
      ...(options.cart && { onCart: () => void finish("cart") }),
      extras: context.extras,
      loadViewer: context.loadViewer,
    });
    if (notice) created.showNotice(notice);
    show(created, session);
    shown?.destroy();
    shown = created;
    return created;
  };

  const priceChanged = () => {
    const { price } = session.evaluation;
    if (toJson(price) === knownPrice) return;
    knownPrice = toJson(price);
    context.emit("price", { price, currency: currency() });
    reportPrice();
  };
  const reportPrice = () => {
    const { price } = session.evaluation;
    context.trackPrice(price, currency());
  };

  const finish = async (action: Action) => {
    view.setBusy(action);
    const { message, link, isFailure }: Outcome = await context.extras.then(
      ({ perform }) => perform(action, session, texts()),
      () => ({ message: texts().offline, isFailure: true }),
    );
    view.say(message, link, isFailure ? action : undefined);
    view.setBusy(undefined);
  };

  let view = render();
  if (opening.resumed && !notice) view.say(texts().resumed);
  if (opening.resumeFailed) view.say(texts().resumeFailed);
  return {
    session,
    getState: () =>
      structuredClone({
        configuratorId: session.configurator.configuratorId,
        version: session.configurator.version,
        values: session.evaluation.values,
        price: session.evaluation.price,
        locale: locale(),
        currency: currency(),
        shortId: session.saved?.shortId ?? null,
        isStale: session.isStale,
      }),
    announcePrice: priceChanged,
    prefer,
    renew(renewed) {
      notice = noticeOf(renewed);
      session.renew(renewed);
    },
    destroy: () => view.destroy(),
  };
}

function noticeOf({ resumed, isStale, retry }: Opening): Notice | undefined {
  if (isStale) return { type: "stale", retry };
  if (!resumed?.migration) return undefined;
  return { type: "migrated", migration: resumed.migration, saved: resumed.document };
}
