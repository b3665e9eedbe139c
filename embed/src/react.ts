"use client";

import {
  type CSSProperties,
  createElement,
  type ForwardedRef,
  forwardRef,
  type ReactNode,
  useEffect,
  useImperativeHandle,
  useInsertionEffect,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import type { ConfiguratorDocument } from "../../functions/domain/configurator/document.ts";
import { type ConfiguratorElement, defineElement } from "./core/element.ts";
import type { EmbedEvents, Handle, Hold, MountOptions } from "./core/types.ts";
import { createNpmPlatform, type Deployment } from "./npm-platform.ts";

export type {
  CartItem,
  EmbedEventName,
  EmbedEvents,
  Handle,
  Hold,
  MountOptions,
  SavedConfiguration,
  State,
} from "./core/types.ts";

/**
 * `locale`, `currency` and `consent` may change at any time. `values` and `fallback` are read once. Every other option
 * that changes starts a new configurator in the place of the old one.
 */
export interface LatchkeyConfiguratorProps extends MountOptions, Deployment {
  readonly baseUrl: string;
  readonly className?: string | undefined;
  readonly id?: string | undefined;
  readonly style?: CSSProperties | undefined;
  /** Shown by the server, until the configurator is there, and when nothing else can be. */
  readonly children?: ReactNode;
  /** By name, in the order in which they are waited for. See `Handle.hold`. */
  readonly holds?: Readonly<Record<string, Hold>> | undefined;
  readonly onReady?: Listener<"ready">;
  readonly onChange?: Listener<"change">;
  readonly onPrice?: Listener<"price">;
  readonly onSave?: Listener<"save">;
  readonly onShare?: Listener<"share">;
  readonly onAddToCart?: Listener<"addtocart">;
  readonly onError?: Listener<"error">;
}

type Listener<Name extends keyof EmbedEvents> = ((detail: EmbedEvents[Name]) => void) | undefined;

/** A configurator as a React component. On the server it gives its children alone. The ref is the handle. */
export const LatchkeyConfigurator = forwardRef<Handle | null, LatchkeyConfiguratorProps>(
  function LatchkeyConfigurator(props, ref) {
    return createElement(Configurator, { ...props, key: identify(props), handle: ref });
  },
);

interface ConfiguratorProps extends LatchkeyConfiguratorProps {
  readonly handle: ForwardedRef<Handle | null>;
}

/** One element of the page from its first to its last moment. */
function Configurator(props: ConfiguratorProps): ReactNode {
  const { id, className, style, children, locale, currency, consent, holds = {} } = props;
  const [isRemoved, setIsRemoved] = useState(false);
  const host = useRef<ConfiguratorElement>(null);
  const handle = useRef<Handle>(null);
  const latest = useRef(props);
  useInsertionEffect(() => {
    latest.current = props;
  });

  // These do nothing before the start, which reads the same from its options.
  useBrowserEffect(() => setAttribute(host.current, "locale", locale), [locale]);
  useBrowserEffect(() => setAttribute(host.current, "currency", currency), [currency]);
  useBrowserEffect(() => {
    if (consent !== undefined) handle.current?.setConsent(consent);
  }, [consent]);

  useBrowserEffect(() => {
    if (host.current === null) return undefined;
    const started = start(host.current, latest.current);
    // React owns the element, so it is React that takes it away.
    handle.current = { ...started, unmount: () => setIsRemoved(true) };
    return listen(started, latest);
    // The element ends by itself once it is off the page: effects that run twice (StrictMode) find it as it was.
  }, []);
  useImperativeHandle<Handle | null, Handle | null>(props.handle, () => handle.current, []);

  const names = Object.keys(holds);
  useBrowserEffect(() => {
    const ends = names.map((name) => handle.current?.hold(name, (item) => latest.current.holds?.[name]?.(item)));
    return () => {
      for (const end of ends) end?.();
    };
  }, [JSON.stringify(names)]);

  if (isRemoved) return null;
  // In a box of their own: the element may put a picture in the place of what stands inside it, without React's knowledge.
  const box = children === undefined ? undefined : createElement("div", null, children);
  return createElement("latchkey-configurator", { ref: host, id, class: className, style }, box);
}

/** Before the browser paints, and in silence on a server. */
const useBrowserEffect = typeof document === "undefined" ? useEffect : useLayoutEffect;

function start(element: ConfiguratorElement, props: ConfiguratorProps): Handle {
  defineElement(createNpmPlatform(props));
  // Elements outside of the document are not upgraded by themselves.
  customElements.upgrade(element);
  const { token, configurator, baseUrl, locale, currency, values } = props;
  const { resume, cart, consent, fallback, customerReference, preview } = props;
  const where = { token, configurator, baseUrl, locale, currency };
  return element.start({ ...where, values, resume, cart, consent, fallback, customerReference, preview });
}

/** Every event to the callback that was rendered last. */
function listen({ on }: Handle, latest: { readonly current: ConfiguratorProps }): () => void {
  const ends = [
    on("ready", (detail) => latest.current.onReady?.(detail)),
    on("change", (detail) => latest.current.onChange?.(detail)),
    on("price", (detail) => latest.current.onPrice?.(detail)),
    on("save", (detail) => latest.current.onSave?.(detail)),
    on("share", (detail) => latest.current.onShare?.(detail)),
    on("addtocart", (detail) => latest.current.onAddToCart?.(detail)),
    on("error", (detail) => latest.current.onError?.(detail)),
  ];
  return () => {
    for (const end of ends) end();
  };
}

function setAttribute(element: Element | null, name: "locale" | "currency", value: string | undefined): void {
  if (value !== undefined) element?.setAttribute(name, value);
}

/** What makes it another configurator. */
function identify(props: LatchkeyConfiguratorProps): string {
  const { token, configurator, baseUrl, resume, cart, customerReference, preview } = props;
  return JSON.stringify([token, configurator, baseUrl, resume, cart, customerReference, preview && numberOf(preview)]);
}

const previewNumbers = new WeakMap<ConfiguratorDocument, number>();
let previews = 0;

/** A draft is the same one as long as the object is. */
function numberOf(preview: ConfiguratorDocument): number {
  const number = previewNumbers.get(preview) ?? ++previews;
  previewNumbers.set(preview, number);
  return number;
}
