import type { BooleanAttribute } from "../../../../functions/domain/configurator/document.ts";
import { h, uniqueId } from "../dom.ts";
import { type Control, type ControlContext, createField } from "./control.ts";

export function createSwitch(attribute: BooleanAttribute, context: ControlContext): Control {
  const id = uniqueId();
  const delta = h("span", { class: "delta" }, context.price.delta(attribute.price));
  const field = createField(attribute, context, { id, aside: delta });
  const input = h("input", {
    id,
    type: "checkbox",
    role: "switch",
    part: "switch",
    "aria-describedby": field.describedBy,
  });
  input.addEventListener("change", () => context.choose(input.checked, true));
  field.element.classList.add("toggle");
  field.element.append(input);
  return {
    element: field.element,
    update(value, state) {
      field.update(state);
      input.checked = value === true;
    },
  };
}
