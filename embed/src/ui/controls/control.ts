import type { AttributeState, ChoiceState } from "../../../../functions/domain/configurator/decide-attribute.ts";
import type { Attribute, AttributeValue, LocalizedText } from "../../../../functions/domain/configurator/document.ts";
import { h, setDisabled, uniqueId } from "../dom.ts";
import type { Extras } from "../extras.ts";
import type { PriceFormat } from "../format.ts";
import type { Session } from "../session.ts";
import type { Texts } from "../texts.ts";

/** The form element, or group of them, for one attribute. */
export interface Control {
  readonly element: HTMLElement;
  /** Shows a value that came from elsewhere, and what the rules leave to choose. */
  update(value: AttributeValue, state: AttributeState): void;
}

export interface ControlContext {
  readonly locale: string;
  readonly texts: Texts;
  readonly price: PriceFormat;
  /** A text of the document in the shopper's language. */
  read(text: LocalizedText): string;
  /** @param isSettled false while the shopper is still dragging or typing. */
  choose(value: AttributeValue, isSettled: boolean): void;
  /** Says something to a screen reader. */
  announce(text: string): void;
  readonly session: Pick<Session, "configurator">;
  readonly extras: Promise<Pick<Extras, "createFileInput">>;
}

/** What stands around a control: its name, help, and why a rule takes it away. */
export interface Field {
  readonly element: HTMLElement;
  /** For `aria-describedby`. */
  readonly describedBy: string;
  readonly reasonId: string;
  update(state: AttributeState): void;
}

/**
 * @param id of the element that the name labels; without one, it is the name of a group.
 * @param aside stands at the end of the name's line: what is chosen, or what it costs.
 */
export function createField(
  attribute: Attribute,
  context: ControlContext,
  { id, aside = "" }: { readonly id?: string; readonly aside?: Node | string },
): Field {
  const { read } = context;
  const [helpId, reasonId] = [uniqueId(), uniqueId()];
  const reason = h("p", { class: "reason", part: "reason", id: reasonId });
  const describedBy = attribute.help ? `${helpId} ${reasonId}` : reasonId;
  const head = { class: "head", part: "label" };
  const element = h(
    id ? "div" : "fieldset",
    { class: "attribute", part: "attribute", "aria-describedby": !id && describedBy },
    h(id ? "label" : "legend", { ...head, for: id }, h("span", { class: "name" }, read(attribute.label)), aside),
    ...(attribute.help ? [h("p", { class: "help", part: "help", id: helpId }, read(attribute.help))] : []),
    reason,
  );
  return {
    element,
    describedBy,
    reasonId,
    update(state) {
      element.hidden = !state.visible;
      element.classList.toggle("off", !state.enabled);
      reason.textContent = state.enabled ? "" : reasonOf(state, context);
      for (const input of element.querySelectorAll("input, button")) setDisabled(input, !state.enabled);
    },
  };
}

/** Why a rule takes something away, in words. */
export function reasonOf({ reason }: ChoiceState, { read, texts }: Pick<ControlContext, "read" | "texts">): string {
  return (reason && read(reason)) || texts.notAvailable;
}

/** Whether the rules let a shopper choose it. */
export function isFree(state: ChoiceState | undefined): boolean {
  return !state || (state.visible && state.enabled);
}
