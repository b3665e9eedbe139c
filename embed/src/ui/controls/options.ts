import type { ChoiceAttribute, ColorAttribute } from "../../../../functions/domain/configurator/document.ts";
import { h } from "../dom.ts";
import { createChoices } from "./choices.ts";
import { type Control, type ControlContext, createField } from "./control.ts";

/** One of several values as a radio group. */
export function createOptions(attribute: ColorAttribute | ChoiceAttribute, context: ControlContext): Control {
  // Swatches do not say their name, so the chosen one stands beside the label; screen readers have it from the input.
  const chosen = h("span", { class: "chosen", "aria-hidden": "true" });
  const field = createField(attribute, context, { aside: attribute.type === "color" ? chosen : "" });
  const choices = createChoices(attribute, context, "{price}", field.reasonId, (id) => context.choose(id, true));
  field.element.append(...choices.nodes);
  return {
    element: field.element,
    update(value, state) {
      field.update(state);
      chosen.textContent = choices.update(String(value), state);
    },
  };
}
