import type { Money } from "../../../functions/domain/configurator/document.ts";
import type { Wording } from "./describe.ts";
import { h, icon, isDisabled, setDisabled, uniqueId } from "./dom.ts";
import type { PriceFormat } from "./format.ts";
import type { ViewOptions } from "./view.ts";

export interface SummaryOptions
  extends Pick<ViewOptions, "session" | "currency" | "onSave" | "onShare" | "onCart">,
    Wording {
  readonly price: PriceFormat;
}

/** What a button does that takes its time. */
export type Action = "save" | "share" | "cart";

/** The total with what it consists of, the buttons, and what became of pressing them. */
export interface Summary {
  readonly element: HTMLElement;
  update(): void;
  /**
   * Shows a message and, where there is one, a link to keep. An empty message takes both away.
   * @param failed the button whose work the message says was not done.
   */
  say(message: string, link?: string, failed?: Action): void;
  /** Shows which button's work is under way; none when it is done. */
  setBusy(action: Action | undefined): void;
}

const ICONS: Readonly<Record<Action, string>> = {
  save: "M6 4h12v16l-6-4-6 4z",
  share: "M12 15V4M8 8l4-4 4 4M5 12v8h14v-8",
  cart: "M3 4h3l2 11h10l2-8H6.5M9 20h.01M17 20h.01",
};

export function createSummary(options: SummaryOptions): Summary {
  const { session, texts, price, currency, onCart } = options;
  const messageId = uniqueId();
  const amount = h("span", { class: "amount", part: "total" });
  const change = h("span", { class: "change", part: "difference", "aria-hidden": "true" });
  const lines = h("dl");
  const message = h("p", { class: "message", role: "status", part: "status", id: messageId });
  const link = h("input", {
    type: "text",
    class: "link",
    part: "input link",
    readonly: true,
    hidden: true,
    "aria-label": texts.link,
  });
  link.addEventListener("focus", () => link.select());

  const buttons = new Map<Action, HTMLButtonElement>();
  const add = (action: Action, run: () => void) => {
    const button = h(
      "button",
      {
        type: "button",
        class: buttons.size === 0 ? "primary" : "",
        part: `button ${action}`,
        "aria-describedby": messageId,
      },
      icon(ICONS[action]),
      h("span", {}, texts[action]),
    );
    button.addEventListener("click", () => {
      // Why the last known product cannot be saved is said there.
      if (session.isStale || !isDisabled(button)) run();
    });
    buttons.set(action, button);
  };
  if (onCart) add("cart", onCart);
  add("save", options.onSave);
  add("share", options.onShare);

  let total: Money | undefined;

  return {
    element: h(
      "div",
      { class: "summary", part: "summary" },
      h("details", {}, h("summary", {}, h("span", { class: "caption" }, texts.total), change, amount), lines),
      h("div", { class: onCart ? "buttons three" : "buttons" }, ...buttons.values()),
      message,
      link,
    ),
    update() {
      const { evaluation, isStale } = session;
      const { breakdown, price: next } = evaluation;
      amount.textContent = price.total(next);
      // A node of its own each time, so that it fades anew.
      const more = (next[currency] ?? 0) - (total?.[currency] ?? 0);
      if (total && more !== 0) change.replaceChildren(h("span", {}, price.delta({ [currency]: more })));
      total = next;
      lines.replaceChildren(
        ...breakdown.flatMap((line) => [
          h("dt", {}, lineLabel(options, line.attributeId)),
          h("dd", {}, line.attributeId === null ? price.total(line.price) : price.delta(line.price)),
        ]),
      );
      for (const button of buttons.values()) setDisabled(button, isStale);
    },
    say(text, url, failed) {
      for (const [action, button] of buttons) button.classList.toggle("failed", action === failed);
      message.textContent = text;
      link.hidden = url === undefined;
      link.value = url ?? "";
    },
    setBusy(busy) {
      for (const [action, button] of buttons) {
        button.setAttribute("aria-busy", String(action === busy));
        setDisabled(button, busy !== undefined || session.isStale);
      }
    },
  };
}

function lineLabel({ session, texts, read }: SummaryOptions, attributeId: string | null): string {
  if (attributeId === null) return texts.basePrice;
  const attribute = session.configurator.document.attributes.find(({ id }) => id === attributeId);
  return attribute ? read(attribute.label) : attributeId;
}
