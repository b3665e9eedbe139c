import type { ConfiguratorDocument, Money, Values } from "../../../functions/domain/configurator/document.ts";

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
}

/** Answer of `GET /embed/v1/configurators/{id}`. */
export interface LoadedConfigurator {
  readonly configuratorId: string;
  readonly version: number;
  readonly document: ConfiguratorDocument;
}

/** Answer of `POST /embed/v1/configurations`. */
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
}

/** What a configurator starts with. */
export interface Opening {
  readonly loaded: LoadedConfigurator;
  /** The saved configuration of the page's link, when there was one and it could be opened. */
  readonly resumed?: ResumedConfiguration;
  /** The page's link named a saved configuration that could not be opened. */
  readonly resumeFailed?: true;
}

/** Events of a handle and their details. Each is also dispatched on the element as `latchkey:<name>`. */
export interface EmbedEvents {
  /** An attribute has a new value. */
  readonly change: { readonly attributeId: string; readonly from: Values[string]; readonly to: Values[string] };
  /** The total is another one; also once for the first total. */
  readonly price: { readonly price: Money; readonly currency: string };
  readonly save: SavedConfiguration;
  readonly share: { readonly url: string; readonly shortId: string };
  readonly error: { readonly code: string; readonly message: string };
}
export type EmbedEventName = keyof EmbedEvents;

/** One mounted configurator. */
export interface Handle {
  /** Fulfilled with the first state once the shopper can choose; rejected with an `EmbedError` when that fails. */
  readonly ready: Promise<State>;
  /** A copy of the current state; `undefined` until `ready` is fulfilled. */
  getState(): State | undefined;
  /** Chooses values, all or none. Rejected with an `EmbedError` that has `problems` when one of them does not fit. */
  set(values: Values): Promise<State>;
  /** Saves the current values. The same values are not saved twice. */
  save(): Promise<SavedConfiguration>;
  /** Saves the current values and gives the address of this page that opens them. */
  share(): Promise<string>;
  /** Calls the listener for every such event from now on. Gives the function that ends it. */
  on<Name extends EmbedEventName>(name: Name, listener: (detail: EmbedEvents[Name]) => void): () => void;
  /** Removes the configurator from the page. */
  unmount(): void;
}

export type EventProperties = Readonly<Record<string, string | number | boolean>>;

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
  track(name: string, properties?: EventProperties): void;
  emit<Name extends EmbedEventName>(name: Name, detail: EmbedEvents[Name]): void;
}

/** The part of a handle that lives in the user interface's own file. */
export interface Ui extends Pick<Handle, "ready" | "getState" | "set" | "save" | "share"> {
  /** Shows another language or currency, or the nearest that the configurator has. */
  show(preferences: Pick<MountOptions, "locale" | "currency">): void;
  destroy(): void;
}

export interface UiModule {
  startUi(context: UiContext): Ui;
}
