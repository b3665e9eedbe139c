import "./preview.css";
import type { Latchkey } from "../../../embed/src/core/latchkey.ts";
import type { Handle } from "../../../embed/src/core/types.ts";
import type { Values } from "../../../functions/domain/configurator/document.ts";
import { type FrameMessage, parseShowMessage, type ShowMessage } from "./messages.ts";

/**
 * The page in the frame of the editor. It has no origin of its own, so it can read nothing of the console; the configurator in it is the
 * deployment's own `embed.js`, which stands before this script. It listens to the console only, and tells the console only.
 */
const CONSOLE_ORIGIN = location.origin;
/** The deadline of the first picture of a document; the embed itself asks nobody in a preview. */
const READY_MS = 15_000;

function tell(message: FrameMessage): void {
  parent.postMessage(message, CONSOLE_ORIGIN);
}

function start(root: HTMLElement, latchkey: Latchkey): void {
  let handle: Handle | undefined;
  let values: Values = {};
  let current = 0;

  const show = async ({ number, document: product, locale, currency, theme }: ShowMessage): Promise<void> => {
    current = number;
    document.documentElement.dataset.theme = theme;
    // What was chosen stays chosen where it still fits; the page keeps its height, so that it does not jump.
    values = handle?.getState()?.values ?? values;
    root.style.minHeight = `${root.offsetHeight}px`;
    handle?.unmount();
    const target = document.createElement("div");
    root.replaceChildren(target);
    const mounted = latchkey.mount({
      target,
      token: "emb_preview",
      configurator: "cfg_preview",
      preview: product,
      values,
      locale,
      currency,
      cart: true,
      consent: false,
    });
    handle = mounted;
    try {
      await Promise.race([mounted.ready, refuseAfter(READY_MS)]);
      if (current === number) tell({ type: "latchkey:shown", number });
    } catch (error) {
      if (current === number) tell({ type: "latchkey:failed", number, message: String(error) });
    }
    if (current === number) root.style.minHeight = "";
  };

  addEventListener("message", ({ source, origin, data }) => {
    if (source !== parent || origin !== CONSOLE_ORIGIN) return;
    const message = parseShowMessage(data);
    if (message !== undefined) void show(message);
  });
  tell({ type: "latchkey:ready" });
}

function refuseAfter(milliseconds: number): Promise<never> {
  return new Promise((_, reject) => {
    setTimeout(() => reject(new Error("The configurator did not become ready.")), milliseconds);
  });
}

const root = document.getElementById("root");
// Alone in a tab there is nobody to show anything for; without the embed, the console finds out by itself that nothing comes.
if (root !== null && parent !== window) window.latchkey?.push((latchkey) => start(root, latchkey));
