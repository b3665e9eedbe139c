import type { TextAttribute } from "../../../../functions/domain/configurator/document.ts";
import { fitText } from "../../../../functions/domain/configurator/text.ts";
import { h, uniqueId } from "../dom.ts";
import { fill } from "../texts.ts";
import { type Control, type ControlContext, createField } from "./control.ts";

export function createTextField(attribute: TextAttribute, context: ControlContext): Control {
  const { texts, price } = context;
  const [id, counterId] = [uniqueId(), uniqueId()];
  const delta = price.delta(attribute.price);
  const aside = h("span", { class: "delta" }, delta && fill(texts.whenFilled, { price: delta }));
  const field = createField(attribute, context, { id, aside });
  const input = h("input", {
    id,
    type: "text",
    part: "input",
    autocomplete: "off",
    maxlength: attribute.maxLength,
    "aria-describedby": `${field.describedBy} ${counterId}`,
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
  field.element.append(input, counter);
  return {
    element: field.element,
    update(value, state) {
      field.update(state);
      if (input.value !== value) input.value = String(value);
      count();
    },
  };
}
