import type { ConfiguratorDocument } from "../../../functions/domain/configurator/document.ts";
import type { Evaluation } from "../../../functions/domain/configurator/evaluate.ts";
import { h, uniqueId } from "./dom.ts";
import type { PriceFormat } from "./format.ts";
import type { Texts } from "./texts.ts";

export interface SummaryOptions {
  readonly document: ConfiguratorDocument;
  readonly locale: string;
  readonly texts: Texts;
  readonly price: PriceFormat;
  onSave(): void;
  onShare(): void;
}

/** The total with what it consists of, the buttons, and what became of pressing them. */
export interface Summary {
  readonly element: HTMLElement;
  update(evaluation: Evaluation): void;
  /** Shows a message and, where there is one, a link to keep. An empty message takes both away. */
  say(message: string, link?: string): void;
  setBusy(isBusy: boolean): void;
}

export function createSummary(options: SummaryOptions): Summary {
  const { texts, price } = options;
  const total = h("span", { class: "amount", part: "total" });
  const lines = h("dl");
  const saveButton = h("button", { type: "button", class: "primary", part: "button save" }, texts.save);
  const shareButton = h("button", { type: "button", part: "button share" }, texts.share);
  const message = h("p", { class: "message", role: "status", part: "status" });
  const link = h("input", {
    type: "text",
    class: "link",
    part: "input link",
    readonly: true,
    hidden: true,
    "aria-label": texts.link,
  });
  const detailsId = uniqueId();
  saveButton.addEventListener("click", options.onSave);
  shareButton.addEventListener("click", options.onShare);
  link.addEventListener("focus", () => link.select());

  return {
    element: h(
      "div",
      { class: "summary", part: "summary" },
      h(
        "div",
        { class: "price" },
        h("details", {}, h("summary", { id: detailsId }, h("span", { class: "caption" }, texts.total), total), lines),
      ),
      h("div", { class: "buttons" }, saveButton, shareButton),
      message,
      link,
    ),
    update({ breakdown, price: money }) {
      total.textContent = price.total(money);
      lines.replaceChildren(
        ...breakdown.flatMap((line) => [
          h("dt", {}, lineLabel(options, line.attributeId)),
          h("dd", {}, line.attributeId === null ? price.total(line.price) : price.delta(line.price)),
        ]),
      );
    },
    say(text, url) {
      message.textContent = text;
      link.hidden = url === undefined;
      link.value = url ?? "";
    },
    setBusy(isBusy) {
      saveButton.textContent = isBusy ? texts.saving : texts.save;
      for (const button of [saveButton, shareButton]) button.disabled = isBusy;
    },
  };
}

function lineLabel({ document, locale, texts }: SummaryOptions, attributeId: string | null): string {
  if (attributeId === null) return texts.basePrice;
  return document.attributes.find(({ id }) => id === attributeId)?.label[locale] ?? attributeId;
}
