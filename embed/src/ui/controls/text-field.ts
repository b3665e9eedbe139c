import type { TextAttribute } from "../../../../functions/domain/configurator/document.ts";
import { fitText } from "../../../../functions/domain/configurator/text.ts";
import { h, uniqueId } from "../dom.ts";
import { fill } from "../texts.ts";
import { type Control, type ControlContext, createHead, createHelp } from "./control.ts";

export function createTextField(attribute: TextAttribute, context: ControlContext): Control {
  const { locale, texts, price } = context;
  const [id, counterId] = [uniqueId(), uniqueId()];
  const help = createHelp(attribute.help, locale);
  const delta = price.delta(attribute.price);
  const input = h("input", {
    id,
    type: "text",
    part: "input",
    autocomplete: "off",
    maxlength: attribute.maxLength,
    "aria-describedby": [help.id, counterId].filter(Boolean).join(" "),
  });
  const counter = h("span", { id: counterId, class: "counter" });
  const count = () => {
    counter.textContent = fill(texts.counter, { used: input.value.length, max: attribute.maxLength });
  };
  const choose = (isSettled: boolean) => {
    const fitted = fitText(attribute, input.value);
    if (fitted !== input.value) input.value = fitted;
    count();
    context.choose(fitted, isSettled);
  };
  // Letters that an input method is still composing must not be touched.
  input.addEventListener("input", (event) => {
    if (!(event instanceof InputEvent && event.isComposing)) choose(false);
  });
  input.addEventListener("change", () => choose(true));
  return {
    element: h(
      "div",
      { class: "attribute", part: "attribute" },
      createHead(
        h("label", { for: id }),
        attribute,
        locale,
        h("span", { class: "delta" }, delta ? fill(texts.whenFilled, { price: delta }) : ""),
      ),
      ...help.nodes,
      input,
      counter,
    ),
    update(value) {
      if (input.value !== value) input.value = String(value);
      count();
    },
  };
}
