import { isYes, readOptions } from "./attributes.ts";
import { type Mounted, type Platform, start } from "./mount.ts";
import type { Handle, MountOptions } from "./types.ts";

const ELEMENT_NAME = "latchkey-configurator";

/** `<latchkey-configurator embed configurator …>`, or with `token` in the place of `embed`; `readOptions` has all attributes. */
export interface ConfiguratorElement extends HTMLElement {
  /** `undefined` until `embed` or `token`, and `configurator`, are set and the element is on the page. */
  readonly handle: Handle | undefined;
  start(options: MountOptions): Handle;
}

/** Makes the element known to the page. Elements that stand there already start at once. */
export function defineElement(platform: Platform): void {
  if (customElements.get(ELEMENT_NAME)) return;
  customElements.define(
    ELEMENT_NAME,
    class extends HTMLElement implements ConfiguratorElement {
      static readonly observedAttributes = ["locale", "currency", "consent"];
      #mounted: Mounted | undefined;

      get handle(): Handle | undefined {
        return this.#mounted?.handle;
      }

      start(options: MountOptions): Handle {
        this.#mounted ??= start(this, options, platform);
        return this.#mounted.handle;
      }

      connectedCallback(): void {
        if (this.#mounted) return;
        const options = readOptions((name) => this.getAttribute(name));
        if (options) this.start(options);
      }

      disconnectedCallback(): void {
        // An element that is only moved is connected again by now.
        queueMicrotask(() => {
          if (this.isConnected) return;
          this.#mounted?.handle.unmount();
          this.#mounted = undefined;
        });
      }

      attributeChangedCallback(name: string, _before: string | null, value: string | null): void {
        if (name === "consent") this.#mounted?.handle.setConsent(isYes(value) ?? true);
        else if (value) this.#mounted?.show({ [name]: value });
      }
    },
  );
}

/** A new element that is not on the page yet. */
export function createElement(): ConfiguratorElement {
  const element = document.createElement(ELEMENT_NAME);
  if (!isConfiguratorElement(element)) throw new TypeError(`<${ELEMENT_NAME}> belongs to somebody else`);
  return element;
}

function isConfiguratorElement(element: HTMLElement): element is ConfiguratorElement {
  return "start" in element;
}
