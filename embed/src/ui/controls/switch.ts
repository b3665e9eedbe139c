import type { BooleanAttribute } from "../../../../functions/domain/configurator/document.ts";
import { h, uniqueId } from "../dom.ts";
import { type Control, type ControlContext, createHead, createHelp } from "./control.ts";

export function createSwitch(attribute: BooleanAttribute, context: ControlContext): Control {
  const { locale, price } = context;
  const id = uniqueId();
  const help = createHelp(attribute.help, locale);
  const input = h("input", { id, type: "checkbox", role: "switch", part: "switch", "aria-describedby": help.id });
  input.addEventListener("change", () => context.choose(input.checked, true));
  return {
    element: h(
      "div",
      { class: "attribute toggle", part: "attribute" },
      createHead(
        h("label", { for: id }),
        attribute,
        locale,
        h("span", { class: "delta" }, price.delta(attribute.price)),
      ),
      input,
      ...help.nodes,
    ),
    update(value) {
      input.checked = value === true;
    },
  };
}
