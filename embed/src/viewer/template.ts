import { h } from "../ui/dom.ts";

/**
 * The shadow root of `<model-viewer>`, with the parts that its code looks for. Theirs is made from a string, with a style element and an address
 * that is a script; this one is the same for the code, and a strict page allows it.
 */
export function makeTemplate(root: ShadowRoot): void {
  const slot = (name: string, ...fallback: Node[]) => h("slot", { name }, ...fallback);
  root.append(
    h(
      "div",
      { class: "container" },
      h(
        "div",
        { class: "userInput", tabindex: 0, role: "img", "aria-label": "3D" },
        h("div", { class: "slot canvas" }, h("canvas")),
      ),
      h("div", { class: "slot poster" }, h("div", { id: "default-poster" })),
      h("div", { class: "slot ar-button" }, slot("ar-button")),
      h("div", { class: "slot pan-target" }, h("div", { id: "default-pan-target" })),
      h("div", { class: "slot interaction-prompt" }, h("div", { id: "prompt" })),
      h("div", { id: "finger0" }),
      h("div", { id: "finger1" }),
      h(
        "div",
        { class: "slot default" },
        h("slot"),
        h("div", { id: "default-progress-bar", "aria-hidden": "true" }, h("div", { class: "bar" })),
        h("div", { class: "slot exit-webxr-ar-button" }, slot("exit-webxr-ar-button")),
      ),
    ),
    h("span", { id: "status", class: "unseen", role: "status" }),
  );
}
