import type { PartAttribute } from "../../../../functions/domain/configurator/document.ts";
import { isPartSelection } from "../../../../functions/domain/configurator/values.ts";
import { h, icon, isDisabled, setDisabled, uniqueId } from "../dom.ts";
import { fill } from "../texts.ts";
import { createChoices } from "./choices.ts";
import { type Control, type ControlContext, createField } from "./control.ts";

/** One of several parts as a radio group, and how many of it. */
export function createPart(attribute: PartAttribute, context: ControlContext): Control {
  const { quantity } = attribute;
  const { texts, read, choose } = context;
  const name = read(attribute.label);
  const field = createField(attribute, context, {});
  let [part, count] = [attribute.default, quantity.default];
  const choices = createChoices(attribute, context, texts.perPiece, field.reasonId, (id) =>
    choose({ part: id, quantity: count }, true),
  );

  const rangeId = uniqueId();
  const bounds = `${quantity.min} – ${quantity.max}`;
  const input = h("input", {
    type: "number",
    part: "input quantity",
    inputmode: "numeric",
    min: quantity.min,
    max: quantity.max,
    "aria-label": fill(texts.quantity, { name }),
    "aria-describedby": `${rangeId} ${field.reasonId}`,
  });
  const take = (wished: number, isSettled: boolean) =>
    choose({ part, quantity: Math.min(Math.max(Math.round(wished) || 0, quantity.min), quantity.max) }, isSettled);
  input.addEventListener("input", () => {
    if (input.value && input.checkValidity()) take(input.valueAsNumber, false);
  });
  input.addEventListener("change", () => {
    take(input.valueAsNumber, true);
    input.value = String(count);
  });
  const step = (by: 1 | -1, label: string, path: string) => {
    const button = h(
      "button",
      { type: "button", class: "step", part: "button step", "aria-label": `${label}: ${name}` },
      icon(path),
    );
    button.addEventListener("click", () => {
      const isAtBound = isDisabled(button) && !isDisabled(input);
      if (!isAtBound) take(count + by, true);
      if (!isDisabled(input)) context.announce(isAtBound ? `${count} (${bounds})` : String(count));
    });
    return button;
  };
  const [fewer, more] = [step(-1, texts.fewer, "M5 12h14"), step(1, texts.more, "M5 12h14M12 5v14")];
  const range = h("span", { class: "help", id: rangeId }, bounds);
  field.element.append(...choices.nodes);
  if (quantity.min < quantity.max) field.element.append(h("div", { class: "stepper" }, fewer, input, more, range));

  return {
    element: field.element,
    update(value, state) {
      if (isPartSelection(value)) [part, count] = [value.part, value.quantity];
      field.update(state);
      choices.update(part, state);
      if (input.valueAsNumber !== count) input.value = String(count);
      if (!isDisabled(fewer)) setDisabled(fewer, count === quantity.min);
      if (!isDisabled(more)) setDisabled(more, count === quantity.max);
    },
  };
}
