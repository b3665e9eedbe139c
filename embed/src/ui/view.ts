import type { ConfiguratorDocument } from "../../../functions/domain/configurator/document.ts";
import type { Evaluation } from "../../../functions/domain/configurator/evaluate.ts";
import { createControl } from "./controls/create-control.ts";
import { h } from "./dom.ts";
import { createPriceFormat, directionOf, languageName } from "./format.ts";
import { createPicture } from "./picture.ts";
import type { Session } from "./session.ts";
import { createSummary, type Summary } from "./summary.ts";
import type { Texts } from "./texts.ts";

export interface ViewOptions {
  readonly session: Session;
  readonly locale: string;
  readonly currency: string;
  readonly texts: Texts;
  readonly canSwitch: { readonly locale: boolean; readonly currency: boolean };
  onSwitch(preference: "locale" | "currency", value: string): void;
  onSave(): void;
  onShare(): void;
}

/** The configurator in one language and currency. */
export interface View extends Pick<Summary, "say" | "setBusy"> {
  readonly element: HTMLElement;
  update(): void;
  /** Moves the keyboard to a switch again after the view was made anew. */
  focusSwitch(preference: "locale" | "currency"): void;
}

/** A screen reader hears of a new price when it has stood still for this long. */
const PRICE_PAUSE_MS = 700;

export function createView(options: ViewOptions): View {
  const { session, locale, currency, texts } = options;
  const { document } = session.configurator;
  const price = createPriceFormat(locale, currency);
  const picture = createPicture(document);
  const summary = createSummary({ ...options, document, price });
  const controls = document.attributes.map((attribute) => ({
    id: attribute.id,
    control: createControl(attribute, {
      locale,
      texts,
      price,
      choose: (value, isSettled) => session.choose(attribute.id, value, isSettled),
    }),
  }));
  const switches = createSwitches(options, document);
  const spokenPrice = h("p", { class: "unseen", role: "status" });
  const form = h(
    "form",
    { class: "panel", part: "panel", "aria-label": document.name[locale] },
    ...(switches.element.childElementCount > 0 ? [switches.element] : []),
    ...controls.map(({ control }) => control.element),
    summary.element,
    spokenPrice,
  );
  form.addEventListener("submit", (event) => event.preventDefault());

  const total = () => price.total(session.evaluation.price);
  let shownTotal = total();
  let pause: ReturnType<typeof setTimeout> | undefined;
  const speakPrice = () => {
    if (total() === shownTotal) return;
    shownTotal = total();
    clearTimeout(pause);
    pause = setTimeout(() => {
      spokenPrice.textContent = `${texts.total}: ${shownTotal}`;
    }, PRICE_PAUSE_MS);
  };

  const update = () => {
    const { evaluation } = session;
    for (const { id, control } of controls) {
      const value = evaluation.values[id];
      if (value !== undefined) control.update(value);
    }
    picture.update(evaluation.layers, describePicture(document, evaluation, locale));
    summary.update(evaluation);
    speakPrice();
  };
  update();

  return {
    element: h(
      "div",
      { class: "root", part: "root", lang: locale, dir: directionOf(locale) },
      h("div", { class: "stage", part: "stage" }, picture.element),
      form,
    ),
    update,
    say: summary.say,
    setBusy: summary.setBusy,
    focusSwitch: (preference) => switches[preference]?.focus(),
  };
}

/** The document's text for the picture, with what can be seen of the choices. */
function describePicture(document: ConfiguratorDocument, { values }: Evaluation, locale: string): string {
  const choices = document.attributes.flatMap((attribute) => {
    if (!("values" in attribute)) return [];
    const chosen = attribute.values.find(({ id }) => id === values[attribute.id]);
    return chosen ? [`${attribute.label[locale]}: ${chosen.label[locale]}`] : [];
  });
  return [document.media.alt[locale], choices.join(", ")].filter(Boolean).join(" ");
}

function createSwitches(options: ViewOptions, document: ConfiguratorDocument) {
  const create = (
    preference: "locale" | "currency",
    label: string,
    values: readonly string[],
    nameOf: (value: string) => string,
  ) => {
    if (!options.canSwitch[preference] || values.length < 2) return undefined;
    const select = h(
      "select",
      { "aria-label": label, part: "select" },
      ...values.map((value) => h("option", { value, selected: value === options[preference] }, nameOf(value))),
    );
    select.addEventListener("change", () => options.onSwitch(preference, select.value));
    return select;
  };
  const { texts } = options;
  const locale = create("locale", texts.language, document.locales, languageName);
  const currency = create("currency", texts.currency, document.pricing.currencies, (code) => code);
  return {
    locale,
    currency,
    element: h("div", { class: "switches" }, ...[locale, currency].filter((select) => select !== undefined)),
  };
}
