import { defineElement as define } from "./core/element.ts";
import { createLatchkey, type Latchkey } from "./core/latchkey.ts";
import type { Platform } from "./core/mount.ts";
import type { Handle, MountOptions } from "./core/types.ts";

export type { ConfiguratorElement } from "./core/element.ts";
export { EmbedError } from "./core/embed-error.ts";
export type { EmbedEventName, EmbedEvents, Handle, MountOptions, SavedConfiguration, State } from "./core/types.ts";

/** Where the Latchkey deployment is, for example `https://configure.example.com`. */
interface Deployment {
  readonly baseUrl: string;
}

let latchkey: Latchkey | undefined;

/**
 * Puts a configurator into an element, as the script tag does. Only in a browser; importing this module is safe
 * everywhere.
 */
export function mount(options: MountOptions & Deployment & { readonly target: string | Element }): Handle {
  latchkey ??= createLatchkey(platformOf(options));
  return latchkey.mount(options);
}

/** Makes `<latchkey-configurator token configurator locale currency>` known without mounting anything. */
export function defineElement(deployment: Deployment): void {
  define(platformOf(deployment));
}

function platformOf({ baseUrl }: Deployment): Platform {
  return { baseUrl, loadUi: () => import("./ui/index.ts") };
}
