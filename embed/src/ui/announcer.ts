import { h } from "./dom.ts";

/** What is said to screen readers only, when they have time for it. */
export interface Announcer {
  readonly element: HTMLElement;
  /** An empty text is nothing to say. */
  announce(text: string): void;
}

/** What happens within this time is said in one go. */
const TOGETHER_MS = 50;

export function createAnnouncer(): Announcer {
  const element = h("p", { class: "unseen", role: "status" });
  let pending: string[] = [];
  return {
    element,
    announce(text) {
      if (!text || pending.push(text) > 1) return;
      setTimeout(() => {
        // A new text node is read out even where it holds the same words.
        element.replaceChildren(pending.join(" "));
        pending = [];
      }, TOGETHER_MS);
    },
  };
}
