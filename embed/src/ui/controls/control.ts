import type { Attribute, AttributeValue, LocalizedText } from "../../../../functions/domain/configurator/document.ts";
import { h, uniqueId } from "../dom.ts";
import type { PriceFormat } from "../format.ts";
import type { Texts } from "../texts.ts";

/** The form element, or group of them, for one attribute. */
export interface Control {
  readonly element: HTMLElement;
  /** Shows a value that came from elsewhere. */
  update(value: AttributeValue): void;
}

export interface ControlContext {
  readonly locale: string;
  readonly texts: Texts;
  readonly price: PriceFormat;
  /** @param isSettled false while the shopper is still dragging or typing. */
  choose(value: AttributeValue, isSettled: boolean): void;
}

/** What stands above a control: its name and, at the end of the line, what is chosen or what it costs. */
export function createHead(
  label: HTMLLabelElement | HTMLLegendElement,
  attribute: Attribute,
  locale: string,
  aside: Node | string,
): HTMLElement {
  label.classList.add("head");
  label.part.add("label");
  label.append(h("span", { class: "name" }, attribute.label[locale] ?? attribute.id), aside);
  return label;
}

export interface Help {
  /** Nothing, or the sentence below the label. */
  readonly nodes: readonly HTMLElement[];
  /** For `aria-describedby`. */
  readonly id: string | undefined;
}

export function createHelp(help: LocalizedText | undefined, locale: string): Help {
  const text = help?.[locale];
  if (text === undefined) return { nodes: [], id: undefined };
  const id = uniqueId();
  return { nodes: [h("p", { class: "help", part: "help", id }, text)], id };
}
