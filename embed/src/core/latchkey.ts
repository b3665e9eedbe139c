import { createElement, defineElement } from "./element.ts";
import type { Platform } from "./mount.ts";
import type { Handle, MountOptions } from "./types.ts";

/** The one global of the script, `latchkey`. */
export interface Latchkey {
  /**
   * Puts a configurator into an element. The target may be given as a CSS selector before the page is parsed.
   * A failure is in the handle's `ready`.
   */
  mount(options: MountOptions & { readonly target: string | Element }): Handle;
  /** Calls back at once. Before the script is there, an array in its place keeps the calls. */
  push(call: (latchkey: Latchkey) => void): void;
}

export function createLatchkey(platform: Platform): Latchkey {
  defineElement(platform);
  const latchkey: Latchkey = {
    mount({ target, ...options }) {
      const element = createElement();
      const place = () => {
        const found = typeof target === "string" ? document.querySelector(target) : target;
        if (found?.querySelector(`:scope > ${element.localName}[configurator="${options.configurator}"]`)) {
          // The same tag stands in the page twice.
          console.warn(`[latchkey] "${target}" has this configurator already.`);
          handle.unmount();
        } else if (found) found.append(element);
        else if (document.readyState === "loading") addEventListener("DOMContentLoaded", place);
        else console.warn(`[latchkey] Nothing on this page matches "${target}".`);
      };
      // Requests start before the page is parsed, so that the data is there when the place is.
      const handle = element.start(options);
      if (typeof target === "string") element.setAttribute("configurator", options.configurator);
      place();
      return handle;
    },
    push(call) {
      try {
        call(latchkey);
      } catch (error) {
        console.error(error);
      }
    },
  };
  return latchkey;
}
