import { createElement, defineElement } from "./element.ts";
import { EmbedError } from "./embed-error.ts";
import { type Platform, quiet } from "./mount.ts";
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
      // Requests start before the page is parsed, so that the data is there when the place is.
      const handle = element.start(options);
      if (typeof target === "string") element.setAttribute("configurator", options.configurator);
      const placed = new Promise<void>((resolve, reject) => {
        const fail = (code: string, message: string) => {
          console.warn(`[latchkey] ${message}`);
          handle.unmount();
          reject(new EmbedError(code, message, 0));
        };
        const place = () => {
          const found = typeof target === "string" ? document.querySelector(target) : target;
          if (found?.querySelector(`:scope > ${element.localName}[configurator="${options.configurator}"]`)) {
            // The same tag stands in the page twice.
            fail("target_taken", `"${target}" has this configurator already.`);
          } else if (found) {
            found.append(element);
            resolve();
          } else if (document.readyState === "loading") addEventListener("DOMContentLoaded", place);
          else fail("target_not_found", `Nothing on this page matches "${target}".`);
        };
        place();
      });
      return { ...handle, ready: quiet(placed.then(() => handle.ready)) };
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
