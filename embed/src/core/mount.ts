import { OPTIONS_NEEDED } from "./attributes.ts";
import { EmbedError } from "./embed-error.ts";
import { showFallback } from "./fallback.ts";
import { open } from "./opening.ts";
import { createRequest, normalizeBaseUrl } from "./request.ts";
import { RESUME_PARAMETER } from "./resume-parameter.ts";
import type {
  EmbedEventName,
  EmbedEvents,
  ExtrasModule,
  Handle,
  Hold,
  MountOptions,
  Opening,
  Ui,
  UiContext,
  UiModule,
  ViewerModule,
} from "./types.ts";

/** What differs between the script tag and the npm package. */
export interface Platform {
  readonly baseUrl: string;
  loadUi(): Promise<UiModule>;
  loadExtras(): Promise<ExtrasModule>;
  loadViewer(): Promise<ViewerModule>;
}

/** A handle, and what only the element around it may do. */
export interface Mounted {
  readonly handle: Handle;
  show: Ui["show"];
}

/** Starts a configurator in an element. The data and the user interface are requested at the same time. */
export function start(host: HTMLElement, given: MountOptions, platform: Platform): Mounted {
  // What a page in plain JavaScript forgot is a text like any other wrong one.
  const options = { ...given, token: given.token ?? "", baseUrl: normalizeBaseUrl(given.baseUrl ?? platform.baseUrl) };
  const { baseUrl, token, configurator, preview } = options;
  const request = createRequest(baseUrl, token);
  const resume = options.resume ?? new URLSearchParams(location.search).get(RESUME_PARAMETER);
  const reopen = async (): Promise<Opening> => {
    if (preview) return { loaded: { configuratorId: configurator, version: 0, document: preview } };
    if (!token || !configurator) throw new EmbedError("option_missing", OPTIONS_NEEDED, 400);
    return open(request, configurator, resume, baseUrl + token, languageAt(host, options.locale));
  };

  // Listeners of the handle hear of an event even where the page keeps it from the element.
  const events = new EventTarget();
  let readyEvent: Event | undefined;
  const emit = <Name extends EmbedEventName>(name: Name, detail: EmbedEvents[Name]) => {
    const init = { detail, bubbles: true, composed: true };
    const event = new CustomEvent(name, init);
    if (name === "ready") readyEvent = event;
    events.dispatchEvent(event);
    host.dispatchEvent(new CustomEvent(`latchkey:${name}`, init));
  };

  const holds = new Map<string, Hold>();
  const opening = reopen();
  opening.catch(ignore);
  const context: UiContext = {
    host,
    options,
    opening,
    reopen,
    request,
    emit,
    holds,
    loadExtras: platform.loadExtras,
    loadViewer: platform.loadViewer,
  };
  let ui: Ui | undefined;
  let isRemoved = false;
  const started = platform.loadUi().then((module) => {
    if (isRemoved) throw new EmbedError("unmounted", "The configurator was removed", 0);
    ui = module.startUi(context);
    return ui;
  });
  started.catch((cause) => {
    if (isRemoved) return;
    showFallback(host, options.fallback);
    console.warn(
      `[latchkey] The user interface could not be loaded from ${baseUrl}. Does the page's Content-Security-Policy allow it in script-src?`,
      cause,
    );
  });
  const call = <Value>(action: (loaded: Ui) => Value | Promise<Value>): Promise<Value> => quiet(started.then(action));

  const handle: Handle = {
    ready: call((loaded) => loaded.ready),
    getState: () => ui?.getState(),
    set: (values, how) => call((loaded) => loaded.set(values, how)),
    undo: () => call((loaded) => loaded.undo()),
    redo: () => call((loaded) => loaded.redo()),
    reset: () => call((loaded) => loaded.reset()),
    save: () => call((loaded) => loaded.save()),
    share: () => call((loaded) => loaded.share()),
    addToCart: () => call((loaded) => loaded.addToCart()),
    track: (name, properties) => void call((loaded) => loaded.track(name, properties)),
    setConsent: (isGiven) => void call((loaded) => loaded.setConsent(isGiven)),
    hold(name, hold) {
      holds.set(name, hold);
      return () => {
        if (holds.get(name) === hold) holds.delete(name);
      };
    },
    on(name, listener) {
      const receive = (event: Event) => {
        try {
          if (event instanceof CustomEvent) listener(event.detail);
        } catch (error) {
          console.error(error);
        }
      };
      events.addEventListener(name, receive);
      if (name === "ready" && readyEvent) receive(readyEvent);
      return () => events.removeEventListener(name, receive);
    },
    unmount() {
      isRemoved = true;
      ui?.destroy();
      host.remove();
    },
  };
  return { handle, show: (preferences) => void call((loaded) => loaded.show(preferences)) };
}

/** What the shopper most likely reads. An element that has no place yet will be in the page's language. */
function languageAt(host: HTMLElement, locale: string | undefined): string | undefined {
  const tag = locale || (host.closest<HTMLElement>("[lang]") ?? document.documentElement).lang || navigator.language;
  return /^[a-z]{2,3}(?=-|$)/.exec(tag.toLowerCase())?.[0];
}

/** The page may ignore a promise of ours; only one that it looks at shall tell it of a failure. */
export function quiet<Value>(promise: Promise<Value>): Promise<Value> {
  promise.catch(ignore);
  return promise;
}

function ignore(): void {
  // Nothing to do: whoever needs the failure has it from the same promise.
}
