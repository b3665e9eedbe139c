import { defineElement as define } from "./core/element.ts";
import { createLatchkey, type Latchkey } from "./core/latchkey.ts";
import type { Handle, MountOptions } from "./core/types.ts";
import { createNpmPlatform, type Deployment } from "./npm-platform.ts";

export type {
  AttributeValue,
  ConfiguratorDocument,
  Money,
  Values,
} from "../../functions/domain/configurator/document.ts";
export type { ConfiguratorElement } from "./core/element.ts";
export { EmbedError } from "./core/embed-error.ts";
export type {
  CartItem,
  ChangeSource,
  EmbedEventName,
  EmbedEvents,
  EventProperties,
  Handle,
  Hold,
  MountOptions,
  PageSource,
  SavedConfiguration,
  State,
} from "./core/types.ts";
export type { Deployment } from "./npm-platform.ts";

let latchkey: Latchkey | undefined;

/**
 * Puts a configurator into an element, as the script tag does. Only in a browser; importing this module is safe
 * everywhere.
 */
export function mount(options: MountOptions & Deployment & { readonly target: string | Element }): Handle {
  latchkey ??= createLatchkey(createNpmPlatform(options));
  return latchkey.mount(options);
}

/** Makes `<latchkey-configurator embed configurator …>` known without mounting anything. */
export function defineElement(deployment: Deployment): void {
  define(createNpmPlatform(deployment));
}
