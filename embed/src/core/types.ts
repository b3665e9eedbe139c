import type {
  AttributeValue,
  ConfiguratorDocument,
  Layer,
  Model,
  Money,
  Values,
} from "../../../functions/domain/configurator/document.ts";
import type { Extras } from "../ui/extras.ts";
import type { Texts } from "../ui/texts.ts";

/** How a page mounts a configurator. */
export interface MountOptions {
  /** Embed id (`emb_…`), or a public token (`lkp_…`). */
  readonly token: string;
  /** Configurator id (`cfg_…`). */
  readonly configurator: string;
  /** Address of the Latchkey deployment. Default: where the script came from. */
  readonly baseUrl?: string | undefined;
  /** BCP 47 tag. Default: the language of the page around the configurator, then the browser's. */
  readonly locale?: string | undefined;
  /** ISO 4217 code. Default: the first currency of the configurator. */
  readonly currency?: string | undefined;
  /** Values to start with in place of the defaults; those that do not fit are left out. The page's address and a saved configuration win. */
  readonly values?: Values | undefined;
  /** Short id of a saved configuration to start with. Default: the one that the page's address names. */
  readonly resume?: string | undefined;
  /** Whether there is a button to add to the cart. Default: false. */
  readonly cart?: boolean | undefined;
  /** Whether analytics may be sent. Default: true. Global Privacy Control always means no. */
  readonly consent?: boolean | undefined;
  /** Address of a picture that is shown when nothing else can be. Default: what stands inside the element. */
  readonly fallback?: string | undefined;
  /** Stored with each save, for the shop's own systems. */
  readonly customerReference?: string | undefined;
  /** Shows this document and loads nothing: for looking at a draft. Nothing is saved, sent or remembered. */
  readonly preview?: ConfiguratorDocument | undefined;
}

/** What the shopper sees at one moment. */
export interface State {
  readonly configuratorId: string;
  readonly version: number;
  /** Every attribute with its value. */
  readonly values: Values;
  /** Total in minor units for every currency. */
  readonly price: Money;
  readonly locale: string;
  readonly currency: string;
  /** Short id under which exactly these values are saved, or `null`. */
  readonly shortId: string | null;
  /** The API could not be reached or refused: this is the last known product, and nothing can be saved. */
  readonly isStale: boolean;
}

/** Answer of `GET /embed/v1/configurators/{id}`. */
export interface LoadedConfigurator {
  readonly configuratorId: string;
  readonly version: number;
  /** The only language that the document has its texts in; absent when it has all of them. */
  readonly language?: string;
  readonly document: ConfiguratorDocument;
}

/** A configuration as the API keeps it. */
export interface SavedConfiguration {
  readonly shortId: string;
  readonly configuratorId: string;
  readonly version: number;
  readonly values: Values;
  readonly price: Money;
  readonly createdAt: string;
}

/** Answer of `GET /embed/v1/configurations/{shortId}`. */
export interface ResumedConfiguration extends SavedConfiguration {
  readonly document: ConfiguratorDocument;
  /** The version that is published now; `null` when none is. */
  readonly current: { readonly version: number } | null;
  /** What becomes of the configuration in the version that is published now; `null` when that is the saved one, or none is. */
  readonly migration: Migration | null;
}

export interface Migration {
  readonly version: number;
  readonly document: ConfiguratorDocument;
  /** The values that the new version has for it. */
  readonly values: Values;
  readonly price: Money;
  /** Ids of attributes that have the value that was saved. */
  readonly kept: readonly string[];
  /** Attributes that have another value now. */
  readonly replaced: readonly {
    readonly attributeId: string;
    readonly from: AttributeValue;
    readonly to: AttributeValue;
  }[];
  /** Attributes that are no more. */
  readonly dropped: readonly { readonly attributeId: string; readonly value: AttributeValue }[];
  /** The new price less the saved one, for currencies that both have. */
  readonly priceDifference: Money;
}

/** Answer of `POST /embed/v1/configurations/{shortId}/quote`. */
export interface Quote {
  /** A compact JWS (RFC 7515) that the shop's own systems can verify. */
  readonly quote: string;
  readonly expiresAt: string;
}

/** What a configurator starts with. */
export interface Opening {
  readonly loaded: LoadedConfigurator;
  /** The saved configuration of the page's link, when there was one and it could be opened. */
  readonly resumed?: ResumedConfiguration;
  /** The page's link named a saved configuration that could not be opened. */
  readonly resumeFailed?: true;
  /** The API did not give it: it is what this browser saw last. */
  readonly isStale?: true;
  /** Of what is stale: asks the API once more. */
  readonly retry?: () => void;
}

/** Where a change comes from. */
export type ChangeSource = PageSource | "rule" | "undo" | "redo" | "reset" | "resume" | "update";

/** What a page may say about a change of its own: it chose by itself, or a shopper did with a control of the page. */
export type PageSource = "page" | "shopper";

/** What is put into the shop's cart. */
export interface CartItem {
  readonly configuratorId: string;
  readonly version: number;
  readonly shortId: string;
  readonly values: Values;
  /** In the currency that the shopper saw. */
  readonly price: { readonly currency: string; readonly amount: number };
  /** Signed by the platform: what the shop's backend should believe. */
  readonly quote: string;
  readonly quoteExpiresAt: string;
}

/** Events of a handle and their details. Each is also dispatched on the element as `latchkey:<name>`. */
export interface EmbedEvents {
  /** The shopper can choose. Who listens later is told at once. */
  readonly ready: State;
  /** An attribute has a new value. */
  readonly change: {
    readonly attributeId: string;
    readonly from: AttributeValue;
    readonly to: AttributeValue;
    readonly source: ChangeSource;
  };
  /** The total is another one; also once for the first total. */
  readonly price: { readonly price: Money; readonly currency: string };
  readonly save: SavedConfiguration;
  readonly share: { readonly url: string; readonly shortId: string };
  /** All holds are through. */
  readonly addtocart: CartItem;
  readonly error: { readonly code: string; readonly message: string };
}
export type EmbedEventName = keyof EmbedEvents;

/** Called before something is put into the cart. The next hold waits for it; a rejection stops it, and its message is shown to the shopper. */
export type Hold = (item: CartItem) => unknown;

/** One mounted configurator. */
export interface Handle {
  /** Fulfilled with the first state once the shopper can choose; rejected with an `EmbedError` when that fails. */
  readonly ready: Promise<State>;
  /** A copy of the current state; `undefined` until `ready` is fulfilled. */
  getState(): State | undefined;
  /**
   * Chooses values, all or none. Rejected with an `EmbedError` that has `problems` when one of them does not fit or a rule forbids it, and with
   * the code `source_not_accepted` for another source.
   * @param options.source what `change` events name. Default: `page`.
   */
  set(values: Values, options?: { readonly source?: PageSource }): Promise<State>;
  undo(): Promise<State>;
  redo(): Promise<State>;
  /** Chooses the defaults. Can be undone. */
  reset(): Promise<State>;
  /** Saves the current values. The same values are not saved twice. */
  save(): Promise<SavedConfiguration>;
  /** Saves the current values and gives the address of this page that opens them. */
  share(): Promise<string>;
  /** Saves, gets a signed quote, waits for the holds in the order in which they were named, and tells `addtocart`. */
  addToCart(): Promise<CartItem>;
  /** Adds a hold, or takes the place of the one with the same name. Gives the function that takes it away. */
  hold(name: string, hold: Hold): () => void;
  /** Sends an event of the page's own to analytics. Names are lower case letters, digits and underscores. */
  track(name: string, properties?: EventProperties): void;
  /** What the shopper decided about analytics. */
  setConsent(isGiven: boolean): void;
  /** Calls the listener for every such event from now on. Gives the function that ends it. */
  on<Name extends EmbedEventName>(name: Name, listener: (detail: EmbedEvents[Name]) => void): () => void;
  /** Removes the configurator from the page. */
  unmount(): void;
}

export type EventProperties = Readonly<Record<string, string | number | boolean>>;

/** What of the user interface no shopper needs at first sight, in a file of its own. */
export interface ExtrasModule {
  startExtras(context: UiContext): Extras;
  /** Texts of the user interface in other languages than its default one. */
  readonly dictionaries: Readonly<Record<string, Texts>>;
  /** Styles of what nobody sees at first. */
  readonly styles: string;
}

/** What the core gives the user interface. */
export interface UiContext {
  readonly host: HTMLElement;
  readonly options: MountOptions & { readonly baseUrl: string };
  /** Under way since before the user interface was loaded. */
  readonly opening: Promise<Opening>;
  /** Starts over, for a shopper who tries again. */
  reopen(): Promise<Opening>;
  /** Sends a request of the public token, with a JSON body as POST. Rejected with an `EmbedError`. */
  request<Answer>(path: string, body?: string): Promise<Answer>;
  emit<Name extends EmbedEventName>(name: Name, detail: EmbedEvents[Name]): void;
  /** By name, in the order in which they are to be waited for. */
  readonly holds: ReadonlyMap<string, Hold>;
  loadExtras(): Promise<ExtrasModule>;
  /** Loads the 3D viewer's own file. */
  loadViewer(): Promise<ViewerModule>;
}

/** The part of a handle that lives in the user interface's own file. */
export interface Ui
  extends Pick<
    Handle,
    "ready" | "getState" | "set" | "undo" | "redo" | "reset" | "save" | "share" | "addToCart" | "track" | "setConsent"
  > {
  /** Shows another language or currency, or the nearest that the configurator has. */
  show(preferences: Pick<MountOptions, "locale" | "currency">): void;
  destroy(): void;
}

export interface UiModule {
  startUi(context: UiContext): Ui;
}

/** What the preview shows: the layers, and the values that the model follows. */
export interface PreviewState {
  readonly values: Values;
  readonly layers: readonly Layer[];
  /** Text alternative. */
  readonly alt: string;
}

export interface ViewerOptions {
  readonly model: Model;
  readonly document: ConfiguratorDocument;
  /** Text of the AR button. */
  readonly arLabel: string;
}

/** The 3D viewer, in a file of its own. */
export interface Viewer {
  readonly element: HTMLElement;
  /** Fulfilled when the model is on the screen; rejected when it never will be. What goes wrong later is an `error` event of the element. */
  readonly loaded: Promise<void>;
  update(state: PreviewState): void;
  /** A picture of what is to be seen, for a save; undefined when there is none. */
  capture(): Promise<string | undefined>;
  destroy(): void;
}

export interface ViewerModule {
  createViewer(options: ViewerOptions): Viewer;
}
