import { EmbedError } from "./embed-error.ts";
import { open } from "./opening.ts";
import { createRequest, normalizeBaseUrl, requestUrl } from "./request.ts";
import { RESUME_PARAMETER } from "./resume-parameter.ts";
import { createTracker } from "./tracker.ts";
import type { EmbedEventName, EmbedEvents, Handle, MountOptions, Ui, UiContext, UiModule } from "./types.ts";

/** What differs between the script tag and the npm package. */
export interface Platform {
  readonly baseUrl: string;
  loadUi(): Promise<UiModule>;
}

/** A handle, and what only the element around it may do. */
export interface Mounted {
  readonly handle: Handle;
  show: Ui["show"];
}

/** Starts a configurator in an element. The data and the user interface are requested at the same time. */
export function start(host: HTMLElement, given: MountOptions, platform: Platform): Mounted {
  const options = { ...given, baseUrl: normalizeBaseUrl(given.baseUrl ?? platform.baseUrl) };
  const { baseUrl, token, configurator } = options;
  const request = createRequest(baseUrl, token);
  const tracker = createTracker(configurator, {
    send: (body) => request("events", body),
    beacon: (body) => navigator.sendBeacon(requestUrl(baseUrl, "events", token), body),
    // Not randomUUID, which shops without https lack.
    newId: () => crypto.getRandomValues(new Uint32Array(4)).join("-"),
    now: () => new Date().toISOString(),
  });
  const emit = <Name extends EmbedEventName>(name: Name, detail: EmbedEvents[Name]) => {
    host.dispatchEvent(new CustomEvent(`latchkey:${name}`, { detail, bubbles: true, composed: true }));
  };
  const shortId = new URLSearchParams(location.search).get(RESUME_PARAMETER);
  const reopen = () => open(request, configurator, shortId);

  const opening = reopen();
  opening.catch(ignore);
  const context: UiContext = { host, options, opening, reopen, request, track: tracker.track, emit };
  let ui: Ui | undefined;
  let isRemoved = false;
  const started = platform.loadUi().then(
    (module) => {
      ui = isRemoved ? undefined : module.startUi(context);
      if (!ui) throw new EmbedError("unmounted", "The configurator was removed", 0);
      return ui;
    },
    (cause) => {
      // The texts live in the file that is missing, so this one is here.
      host.textContent = "⚠ Not available right now · Zurzeit nicht verfügbar";
      console.warn(
        `[latchkey] The user interface could not be loaded from ${baseUrl}. Does the page's Content-Security-Policy allow it in script-src?`,
        cause,
      );
      throw new EmbedError("ui_unavailable", "The user interface could not be loaded", 0);
    },
  );

  const leave = () => {
    if (document.visibilityState === "hidden") tracker.leave();
  };
  document.addEventListener("visibilitychange", leave);
  addEventListener("pagehide", tracker.leave);

  const handle: Handle = {
    ready: quiet(started.then(({ ready }) => ready)),
    getState: () => ui?.getState(),
    set: (values) => quiet(started.then((loaded) => loaded.set(values))),
    save: () => quiet(started.then((loaded) => loaded.save())),
    share: () => quiet(started.then((loaded) => loaded.share())),
    on(name, listener) {
      const type = `latchkey:${name}`;
      const receive = (event: Event) => {
        if (event instanceof CustomEvent && event.target === host) listener(event.detail);
      };
      host.addEventListener(type, receive);
      return () => host.removeEventListener(type, receive);
    },
    unmount() {
      isRemoved = true;
      tracker.leave();
      document.removeEventListener("visibilitychange", leave);
      removeEventListener("pagehide", tracker.leave);
      ui?.destroy();
      host.remove();
    },
  };
  return { handle, show: (preferences) => void started.then((loaded) => loaded.show(preferences), ignore) };
}

/** The page may ignore a promise of ours; only one that it looks at shall tell it of a failure. */
function quiet<Value>(promise: Promise<Value>): Promise<Value> {
  promise.catch(ignore);
  return promise;
}

function ignore(): void {
  // Nothing to do: whoever needs the failure has it from the same promise.
}
