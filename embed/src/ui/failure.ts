import { h } from "./dom.ts";
import { directionOf } from "./format.ts";
import { lateTextsFor } from "./late-texts.ts";
import type { Texts } from "./texts.ts";

/** What a shopper sees instead of the configurator. Without `onRetry` there is nothing that a shopper could do. */
export function createFailure(texts: Texts, onRetry: (() => void) | undefined): HTMLElement {
  const late = lateTextsFor(texts);
  const retry = h("button", { type: "button", part: "button" }, late.retry);
  if (onRetry) retry.addEventListener("click", onRetry);
  return h(
    "div",
    { class: "failure", part: "failure", role: "alert", lang: texts.tag, dir: directionOf(texts.tag) },
    h("p", {}, onRetry ? texts.offline : late.unavailable),
    ...(onRetry ? [retry] : []),
  );
}
