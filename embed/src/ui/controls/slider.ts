import type { NumberAttribute } from "../../../../functions/domain/configurator/document.ts";
import { numberAt, stepsTo } from "../../../../functions/domain/configurator/number-grid.ts";
import { h, uniqueId } from "../dom.ts";
import { formatNumber } from "../format.ts";
import { fill } from "../texts.ts";
import { type Control, type ControlContext, createField } from "./control.ts";

/**
 * A number as a range slider, with a field for those who know it exactly. The slider counts whole steps, so no rounding error can reach the
 * value.
 */
export function createSlider(attribute: NumberAttribute, context: ControlContext): Control {
  const { locale, texts, price, read } = context;
  const { min, max, step, unit, pricePerStep } = attribute;
  const id = uniqueId();
  const field = createField(attribute, context, { id });
  const written = (value: number) => formatNumber(attribute, value, locale, read);
  const delta = price.delta(pricePerStep);

  const slider = h("input", {
    id,
    type: "range",
    part: "slider",
    min: 0,
    max: stepsTo(attribute, max) ?? 0,
    "aria-describedby": field.describedBy,
  });
  const exact = h("input", {
    type: "number",
    part: "input",
    inputmode: "decimal",
    min,
    max,
    step,
    "aria-label": fill(texts.exact, { name: read(attribute.label) }),
    "aria-describedby": field.reasonId,
  });
  const slide = (isSettled: boolean) => context.choose(numberAt(attribute, slider.valueAsNumber), isSettled);
  slider.addEventListener("input", () => slide(false));
  slider.addEventListener("change", () => slide(true));
  exact.addEventListener("input", () => {
    if (stepsTo(attribute, exact.valueAsNumber) !== undefined) context.choose(exact.valueAsNumber, false);
  });
  exact.addEventListener("change", () => {
    const wished = exact.valueAsNumber;
    const nearest = numberAt(attribute, ((wished || 0) - min) / step);
    exact.value = String(nearest);
    if (wished !== nearest) context.announce(written(nearest));
    context.choose(nearest, true);
  });
  field.element.append(
    h("div", { class: "slider" }, slider, h("span", { class: "exact" }, exact, unit ? read(unit) : "")),
    h(
      "div",
      { class: "range" },
      h("span", {}, written(min)),
      h("span", { class: "delta" }, delta && fill(texts.each, { price: delta, step: written(step) })),
      h("span", {}, written(max)),
    ),
  );

  return {
    element: field.element,
    update(value, state) {
      const number = Number(value);
      field.update(state);
      slider.value = String(stepsTo(attribute, number) ?? 0);
      slider.setAttribute("aria-valuetext", written(number));
      if (exact.valueAsNumber !== number) exact.value = String(number);
    },
  };
}
