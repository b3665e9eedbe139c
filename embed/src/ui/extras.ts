import type { Money } from "../../../functions/domain/configurator/document.ts";
import type { EventProperties, Opening, UiContext } from "../core/types.ts";
import { acceptValues } from "./accept-values.ts";
import { perform } from "./actions.ts";
import { createAnalytics } from "./analytics.ts";
import { createFileInput, type FileInput, type FileInputOptions } from "./controls/file-input.ts";
import { describeChanges } from "./describe-changes.ts";
import { diagnose, type Finding } from "./diagnose.ts";
import { createLastKnown } from "./last-known.ts";
import { markFirst } from "./mark-first.ts";
import { missedWishes } from "./missed-wishes.ts";
import { showModel } from "./model-preview.ts";
import { createNotice } from "./notice.ts";
import { createRecovery, type Recovery } from "./recovery.ts";
import { createSaving } from "./saving.ts";
import { listenForShortcuts } from "./shortcuts.ts";
import { watchSightings } from "./sightings.ts";
import styles from "./styles/late.css";
import { ar } from "./texts/ar.ts";
import { de } from "./texts/de.ts";
import { drawThumbnail } from "./thumbnail.ts";
import { createTranslate } from "./translate.ts";
import { uploadFile } from "./upload.ts";
import type { ViewOptions } from "./view.ts";

/** Texts in every language but the default one. */
export const dictionaries = { ar, de };

/** What of the looks nobody sees at first. */
export { styles };

/**
 * What of the user interface no shopper needs at first sight. It is loaded beside the data and nothing that is painted waits for it: so it may
 * be missing, and the configurator still works.
 */
export interface Extras extends Pick<Recovery, "recover"> {
  track(name: string, properties?: EventProperties): void;
  /** A price that has stood still for a second counts as shown. */
  trackPrice(price: Money, currency: string): void;
  /** The shopper can choose. Told once: now, or as soon as there is consent. */
  trackLoad(version: number, isStale: boolean): void;
  setConsent(isGiven: boolean): void;
  /** Keeps a published product for when the API cannot be reached or refuses, and says what of the page's wishes it has not. */
  remember(opening: Opening): void;
  readonly acceptValues: typeof acceptValues;
  createFileInput(options: FileInputOptions): FileInput;
  readonly createNotice: typeof createNotice;
  readonly describeChanges: typeof describeChanges;
  /** What a view can do without at first: the keyboard, what the shopper sees of it, texts in the language that it is in. */
  attend(panel: HTMLElement, elements: ReadonlyMap<string, HTMLElement>, view: ViewOptions): void;
  readonly createSaving: typeof createSaving;
  readonly perform: typeof perform;
  readonly showModel: typeof showModel;
  readonly drawThumbnail: typeof drawThumbnail;
  end(): void;
}

const PRICE_SHOWN_MS = 1_000;

export function startExtras(context: UiContext): Extras {
  const analytics = createAnalytics(context);
  const lastKnown = createLastKnown(context);
  const translate = createTranslate(context);
  let load: EventProperties | undefined;
  let priceTimer: ReturnType<typeof setTimeout> | undefined;
  let isReported = false;
  let isEnded = false;

  const trackLoad = () => {
    if (!load || !analytics.isAllowed) return;
    analytics.track("load", load);
    load = undefined;
  };
  const memory = {
    // Without consent nothing is stored, not even a product.
    remember: (opening: Opening) => analytics.isAllowed && lastKnown.remember(opening),
    recall: () => (analytics.isAllowed ? lastKnown.read() : undefined),
    forget: lastKnown.forget,
  };
  /** Finds out why nothing was loaded and tells whoever built the page, with one line however often it is tried again. */
  const report = async (failure: unknown): Promise<Finding> => {
    const finding = await diagnose(context, failure);
    if (isReported || isEnded) return finding;
    isReported = true;
    const { code, isTransient, hint } = finding;
    console.warn(hint);
    // A token that may not load the configurator may not report that either.
    if (isTransient) analytics.track("error", { code, during: "load" });
    context.emit("error", { code, message: hint });
    return finding;
  };
  const recovery = createRecovery(context, { ...memory, report });
  /** Also what was kept of other products, and with a consent that was given before. */
  const forgetWithoutConsent = () => {
    if (!analytics.isAllowed && !context.options.preview) lastKnown.forgetAll();
  };
  forgetWithoutConsent();

  return {
    track: markFirst(analytics),
    trackPrice(price, currency) {
      const amount = price[currency];
      clearTimeout(priceTimer);
      priceTimer = setTimeout(() => {
        if (amount !== undefined) analytics.track("price_shown", { currency, amount });
      }, PRICE_SHOWN_MS);
    },
    trackLoad(version, isStale) {
      load = { version, ...(isStale && { stale: true }) };
      trackLoad();
    },
    setConsent(isGiven) {
      analytics.setConsent(isGiven);
      forgetWithoutConsent();
      trackLoad();
    },
    remember(opening) {
      memory.remember(opening);
      for (const line of missedWishes(opening, context.options)) console.warn(`[latchkey] ${line}`);
    },
    recover: recovery.recover,
    acceptValues,
    createFileInput: (field) => createFileInput(field, (sending) => uploadFile(context, sending)),
    createNotice,
    describeChanges,
    attend(panel, elements, view) {
      listenForShortcuts(panel, view);
      watchSightings(elements, view.session.shown);
      // Whatever is wrong with the answer, what is shown stays.
      translate(view, () => panel.getRootNode() instanceof ShadowRoot).catch(() => undefined);
    },
    createSaving,
    perform,
    showModel,
    drawThumbnail,
    end() {
      isEnded = true;
      clearTimeout(priceTimer);
      recovery.end();
      analytics.end();
    },
  };
}
