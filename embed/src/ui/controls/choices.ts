import type { AttributeState } from "../../../../functions/domain/configurator/decide-attribute.ts";
import type {
  ChoiceAttribute,
  ColorAttribute,
  PartAttribute,
} from "../../../../functions/domain/configurator/document.ts";
import { h, setDisabled, uniqueId } from "../dom.ts";
import { type ControlContext, isFree, reasonOf } from "./control.ts";

export interface Choices {
  readonly nodes: readonly HTMLElement[];
  /** Shows which value is chosen and which can be. Gives the words for the chosen one. */
  update(chosen: string, state: AttributeState): string;
}

/**
 * Radio buttons for values: swatches where they have colors, boxes for everything else. Values that a rule forbids can be reached, and have
 * its reason as their description; what becomes of choosing one is for the form to say.
 *
 * @param cost what stands beside the name of a value that adds something.
 * @param reasonId of the reason why the whole attribute cannot be changed.
 */
export function createChoices(
  { type, values }: ColorAttribute | ChoiceAttribute | PartAttribute,
  context: ControlContext,
  cost: string,
  reasonId: string,
  choose: (id: string) => void,
): Choices {
  const { read, price } = context;
  const group = uniqueId();
  const options = values.map((value) => {
    const delta = price.delta(value.price);
    const label = read(value.label);
    const written = delta && cost.replace("{price}", delta);
    const words = [label, written].filter(Boolean).join(" ");
    const input = h("input", { type: "radio", name: group, value: value.id });
    input.addEventListener("change", () => choose(value.id));
    const element =
      "color" in value
        ? h(
            "label",
            { class: "swatch", part: "swatch", title: words },
            input,
            h("span", { class: "dot", "data-color": value.color }),
            h("span", { class: "unseen" }, words),
          )
        : h(
            "label",
            { class: "box", part: "option" },
            input,
            h("span", {}, label),
            h("span", { class: "delta" }, written),
          );
    return { id: value.id, label, words, input, element };
  });
  const reasons = h("ul", { class: "reasons", part: "reasons" });

  return {
    nodes: [
      h("div", { class: type === "color" ? "swatches" : "boxes" }, ...options.map(({ element }) => element)),
      reasons,
    ],
    update(chosen, state) {
      const lines = new Map<string, { readonly id: string; readonly labels: string[] }>();
      for (const { id, label, input, element } of options) {
        const of = state.values.get(id);
        const isForbidden = !isFree(of);
        input.checked = id === chosen;
        element.hidden = of?.visible === false && id !== chosen;
        if (state.enabled) setDisabled(input, isForbidden);
        if (of && isForbidden && state.enabled && !element.hidden) {
          const reason = reasonOf(of, context);
          const line = lines.get(reason) ?? { id: `${group}-${lines.size}`, labels: [] };
          line.labels.push(label);
          lines.set(reason, line);
          input.setAttribute("aria-describedby", line.id);
        } else if (state.enabled) input.removeAttribute("aria-describedby");
        else input.setAttribute("aria-describedby", reasonId);
      }
      reasons.replaceChildren(
        ...[...lines].map(([reason, { id, labels }]) =>
          h("li", {}, h("b", {}, `${labels.join(", ")}: `), h("span", { id }, reason)),
        ),
      );
      return options.find(({ id }) => id === chosen)?.words ?? "";
    },
  };
}
