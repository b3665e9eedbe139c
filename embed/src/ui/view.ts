import { textIn } from "../../../functions/domain/configurator/locale.ts";
import type { UiContext } from "../core/types.ts";
import { createAnnouncer } from "./announcer.ts";
import { describeChoice, type Wording } from "./describe.ts";
import { h } from "./dom.ts";
import type { Extras } from "./extras.ts";
import { focusFirst } from "./focus.ts";
import { createForm } from "./form.ts";
import { createPriceFormat, directionOf } from "./format.ts";
import type { Notice } from "./notice.ts";
import { createPreview, type Preview } from "./preview.ts";
import type { Session } from "./session.ts";
import { createSummary, type Summary } from "./summary.ts";
import type { Texts } from "./texts.ts";
import { createToolbar, type Toolbar } from "./toolbar.ts";

export interface ViewOptions extends Pick<UiContext, "loadViewer"> {
  readonly session: Session;
  readonly locale: string;
  readonly currency: string;
  readonly texts: Texts;
  readonly canSwitch: { readonly locale: boolean; readonly currency: boolean };
  onSwitch(preference: "locale" | "currency", value: string): void;
  onUndo(): void;
  onRedo(): void;
  onReset(): void;
  /** The document has got more texts. */
  onTexts(): void;
  onSave(): void;
  onShare(): void;
  /** Absent: there is no button to add to the cart. */
  readonly onCart?: (() => void) | undefined;
  readonly extras: Promise<Extras>;
}

/** The configurator in one language and currency. */
export interface View
  extends Pick<Summary, "say" | "setBusy">,
    Pick<Toolbar, "focusSwitch">,
    Pick<Preview, "capture" | "destroy"> {
  readonly element: HTMLElement;
  update(): void;
  /** Says above the form what the shopper has to know about all of it, until the view is made anew. */
  showNotice(notice: Notice): void;
}

/** A screen reader hears of a new price when it has stood still for this long. */
const PRICE_PAUSE_MS = 700;

export function createView(options: ViewOptions): View {
  const { session, locale, currency, texts } = options;
  const { document } = session.configurator;
  const price = createPriceFormat(locale, currency);
  const wording: Wording = { locale, texts, read: (text) => textIn(document, text, locale) };
  const { element: spoken, announce } = createAnnouncer();
  const preview = createPreview({ ...options, document });
  const toolbar = createToolbar(options);
  const form = createForm({ ...options, ...wording, price, announce });
  const summary = createSummary({ ...options, ...wording, price });
  const notices = h("div", { class: "notices" });
  const spokenPrice = h("p", { class: "unseen", role: "status" });
  const panel = h(
    "form",
    { class: "panel", part: "panel", "aria-label": wording.read(document.name) },
    toolbar.element,
    notices,
    ...form.elements.values(),
    summary.element,
    spoken,
    spokenPrice,
  );
  panel.addEventListener("submit", (event) => event.preventDefault());
  options.extras.then(
    ({ attend }) => attend(panel, form.elements, options),
    () => undefined,
  );

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

  const showAll = () => {
    const { values, layers } = session.evaluation;
    preview.update({ values, layers, alt: describePicture(options, wording) });
    toolbar.update();
    summary.update();
    speakPrice();
  };
  showAll();

  return {
    element: h(
      "div",
      { class: "root", part: "root", tabindex: -1, lang: locale, dir: directionOf(locale) },
      h("div", { class: "stage", part: "stage" }, preview.element),
      panel,
    ),
    update() {
      panel.classList.add("changed");
      form.update();
      showAll();
    },
    say: summary.say,
    setBusy: summary.setBusy,
    showNotice(notice) {
      const onClose = () => {
        notices.replaceChildren();
        focusFirst(panel);
      };
      options.extras.then(
        ({ createNotice }) => notices.replaceChildren(createNotice(notice, { ...wording, price, announce, onClose })),
        () => undefined,
      );
    },
    focusSwitch: toolbar.focusSwitch,
    capture: preview.capture,
    destroy: preview.destroy,
  };
}

/** The document's text for the picture, with what can be seen of the choices. */
function describePicture({ session }: ViewOptions, wording: Wording): string {
  const { attributes, media } = session.configurator.document;
  const { values, states } = session.evaluation;
  const choices = attributes.flatMap((attribute) => {
    const value = values[attribute.id];
    if (!("values" in attribute) || value === undefined || !states.get(attribute.id)?.visible) return [];
    return [describeChoice(attribute, value, wording)];
  });
  return [wording.read(media.alt), choices.join(", ")].filter(Boolean).join(" ");
}
