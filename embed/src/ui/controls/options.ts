import type {
  ChoiceAttribute,
  ChoiceValue,
  ColorAttribute,
} from "../../../../functions/domain/configurator/document.ts";
import { h, uniqueId } from "../dom.ts";
import { type Control, type ControlContext, createHead, createHelp } from "./control.ts";

/** One of several values as a radio group: swatches for colors, boxes for everything else. */
export function createOptions(attribute: ColorAttribute | ChoiceAttribute, context: ControlContext): Control {
  const { locale, price } = context;
  const group = uniqueId();
  const help = createHelp(attribute.help, locale);
  const isColor = attribute.type === "color";
  const labelOf = (value: ChoiceValue) => value.label[locale] ?? value.id;
  const describe = (value: ChoiceValue) => [labelOf(value), price.delta(value.price)].filter(Boolean).join(" ");

  const inputs = attribute.values.map((value) => h("input", { type: "radio", name: group, value: value.id }));
  const options = attribute.values.map((value, index) => {
    const input = inputs[index] ?? "";
    if ("color" in value) {
      const dot = h("span", { class: "dot", "data-color": value.color });
      return h(
        "label",
        { class: "swatch", part: "swatch", title: describe(value) },
        input,
        dot,
        h("span", { class: "unseen" }, describe(value)),
      );
    }
    const delta = price.delta(value.price);
    const name = h("span", {}, labelOf(value));
    return h(
      "label",
      { class: "box", part: "option" },
      input,
      name,
      ...(delta ? [h("span", { class: "delta" }, delta)] : []),
    );
  });

  // Swatches do not say their name, so the chosen one stands beside the label; screen readers have it from the input.
  const chosen = h("span", { class: "chosen", "aria-hidden": "true" });
  const element = h(
    "fieldset",
    { class: "attribute", part: "attribute", "aria-describedby": help.id },
    createHead(h("legend"), attribute, locale, isColor ? chosen : ""),
    ...help.nodes,
    h("div", { class: isColor ? "swatches" : "boxes" }, ...options),
  );
  element.addEventListener("change", ({ target }) => {
    if (target instanceof HTMLInputElement) context.choose(target.value, true);
  });
  return {
    element,
    update(value) {
      for (const input of inputs) input.checked = input.value === value;
      const selected = attribute.values.find(({ id }) => id === value);
      chosen.textContent = selected ? describe(selected) : "";
    },
  };
}
