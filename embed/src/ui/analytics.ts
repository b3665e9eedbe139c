import { idOfToken } from "../core/public-token.ts";
import { requestUrl } from "../core/request.ts";
import type { UiContext } from "../core/types.ts";
import { attempt } from "./attempt.ts";
import { createTracker, type Tracker } from "./tracker.ts";

export interface Analytics extends Pick<Tracker, "isAllowed" | "track" | "setConsent"> {
  /** Sends what is left, and listens to the page no longer. */
  end(): void;
}

/** A tracker in a browser: it knows when the page is left, and what the shopper decided. */
export function createAnalytics({ options, request }: Pick<UiContext, "options" | "request">): Analytics {
  const { baseUrl, token, configurator, preview } = options;
  // Only for as long as the tab is open, and gone as soon as the next page has read it.
  const key = `latchkey:events:${baseUrl} ${configurator} ${idOfToken(token)}`;
  const tracker = createTracker(configurator, {
    send: (body) => request("events", body),
    beacon: (body) => navigator.sendBeacon(requestUrl(baseUrl, "events", token), body),
    takeLeft: () =>
      attempt(() => {
        const text = sessionStorage.getItem(key) ?? undefined;
        sessionStorage.removeItem(key);
        return text;
      }),
    leaveBehind: (text) =>
      void attempt(() => (text ? sessionStorage.setItem(key, text) : sessionStorage.removeItem(key))),
    isOnline: () => navigator.onLine,
    // Not randomUUID, which shops without https lack.
    newId: () => crypto.getRandomValues(new Uint32Array(4)).join("-"),
    now: () => new Date().toISOString(),
  });
  const setConsent = (isGiven: boolean) => tracker.setConsent(isGiven && !preview && !hasGlobalPrivacyControl());
  setConsent(options.consent ?? true);

  const leaveWhenHidden = () => {
    if (document.visibilityState === "hidden") tracker.leave();
  };
  document.addEventListener("visibilitychange", leaveWhenHidden);
  addEventListener("pagehide", tracker.leave);
  addEventListener("online", tracker.wake);
  return {
    get isAllowed() {
      return tracker.isAllowed;
    },
    track: tracker.track,
    setConsent,
    end() {
      tracker.leave();
      document.removeEventListener("visibilitychange", leaveWhenHidden);
      removeEventListener("pagehide", tracker.leave);
      removeEventListener("online", tracker.wake);
    },
  };
}

/** https://www.w3.org/TR/gpc/ */
function hasGlobalPrivacyControl(): boolean {
  return Reflect.get(navigator, "globalPrivacyControl") === true;
}
