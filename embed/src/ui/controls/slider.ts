import type { NumberAttribute } from "../../../../functions/domain/configurator/document.ts";
import { numberAt, stepsTo } from "../../../../functions/domain/configurator/number-grid.ts";
import { h, uniqueId } from "../dom.ts";
import { formatNumber } from "../format.ts";
import { fill } from "../texts.ts";
import { type Control, type ControlContext, createHead, createHelp } from "./control.ts";

/** A number as a range slider. The slider counts whole steps, so no rounding error can reach the value. */
export function createSlider(attribute: NumberAttribute, context: ControlContext): Control {
  const { locale, texts, price } = context;
  const id = uniqueId();
  const help = createHelp(attribute.help, locale);
  const written = (value: number) => formatNumber(attribute, value, locale);
  const delta = price.delta(attribute.pricePerStep);

  const input = h("input", {
    id,
    type: "range",
    part: "slider",
    min: 0,
    max: stepsTo(attribute, attribute.max) ?? 0,
    step: 1,
    "aria-describedby": help.id,
  });
  const chosen = h("span", { class: "chosen", "aria-hidden": "true" });
  const each = delta ? fill(texts.each, { price: delta, step: written(attribute.step) }) : "";
  const choose = (isSettled: boolean) => context.choose(numberAt(attribute, input.valueAsNumber), isSettled);
  input.addEventListener("input", () => choose(false));
  input.addEventListener("change", () => choose(true));

  return {
    element: h(
      "div",
      { class: "attribute", part: "attribute" },
      createHead(h("label", { for: id }), attribute, locale, chosen),
      ...help.nodes,
      input,
      h(
        "div",
        { class: "range" },
        h("span", {}, written(attribute.min)),
        h("span", { class: "delta" }, each),
        h("span", {}, written(attribute.max)),
      ),
    ),
    update(value) {
      const number = Number(value);
      input.value = String(stepsTo(attribute, number) ?? 0);
      input.setAttribute("aria-valuetext", written(number));
      chosen.textContent = written(number);
    },
  };
}
