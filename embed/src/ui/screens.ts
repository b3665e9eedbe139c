import { h } from "./dom.ts";
import { directionOf } from "./format.ts";
import type { Texts } from "./texts.ts";

/** The outline of a configurator while it loads. */
export function createSkeleton(texts: Texts): HTMLElement {
  const row = (kind: string) => h("div", { class: `bone ${kind}` });
  return h(
    "div",
    { class: "root", part: "root", "aria-busy": "true" },
    h("div", { class: "stage", part: "stage" }, h("div", { class: "picture loading", part: "picture" })),
    h(
      "div",
      { class: "panel", part: "panel" },
      h("p", { class: "unseen", role: "status" }, texts.loading),
      ...["title", "wide", "title", "wide", "title", "wide", "tall"].map(row),
    ),
  );
}

/** What a shopper sees instead of the configurator. Without `onRetry` there is nothing that a shopper could do. */
export function createFailure(
  texts: Texts,
  message: string,
  locale: string,
  onRetry: (() => void) | undefined,
): HTMLElement {
  const retry = h("button", { type: "button", part: "button" }, texts.retry);
  if (onRetry) retry.addEventListener("click", onRetry);
  return h(
    "div",
    { class: "failure", part: "failure", role: "alert", lang: locale, dir: directionOf(locale) },
    h("p", {}, message),
    ...(onRetry ? [retry] : []),
  );
}
