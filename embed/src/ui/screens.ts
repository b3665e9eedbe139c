import { h } from "./dom.ts";
import { directionOf } from "./format.ts";
import type { Texts } from "./texts.ts";

/** The outline of a configurator while it loads. */
export function createSkeleton(texts: Texts): HTMLElement {
  const row = (kind: string) => h("div", { class: `bone ${kind}` });
  return h(
    "div",
    { class: "root", part: "root", tabindex: -1, "aria-busy": "true", lang: texts.tag, dir: directionOf(texts.tag) },
    h("div", { class: "stage", part: "stage" }, h("div", { class: "picture loading", part: "picture" })),
    h(
      "div",
      { class: "panel", part: "panel" },
      h("p", { class: "unseen", role: "status" }, texts.loading),
      ...["title", "wide", "title", "wide", "title", "wide", "tall"].map(row),
    ),
  );
}
