import { h, icon, isDisabled, setDisabled } from "./dom.ts";
import { languageName } from "./format.ts";
import type { ViewOptions } from "./view.ts";

/** Undo, redo and reset, and the switches for language and currency. */
export interface Toolbar {
  readonly element: HTMLElement;
  update(): void;
  /** Moves the keyboard to a switch. */
  focusSwitch(preference: "locale" | "currency"): void;
}

export function createToolbar(options: ViewOptions): Toolbar {
  const { session, texts, canSwitch, onUndo, onRedo, onReset } = options;
  const { locales, pricing } = session.configurator.document;
  const createButton = (name: "undo" | "redo" | "reset", path: string, onClick: () => void) => {
    const words = { "aria-label": texts[name], title: texts[name] };
    const button = h("button", { type: "button", class: "icon", part: `button ${name}`, ...words }, icon(path));
    button.addEventListener("click", () => {
      if (!isDisabled(button)) onClick();
    });
    return button;
  };
  const undo = createButton("undo", "M9 14 4 9l5-5M4 9h11a5 5 0 0 1 0 10h-4", onUndo);
  const redo = createButton("redo", "m15 14 5-5-5-5m5 5H9a5 5 0 0 0 0 10h4", onRedo);
  const reset = createButton("reset", "M3 12a9 9 0 1 0 3-6.7L3 8m0-5v5h5", onReset);

  const createSwitch = (
    preference: "locale" | "currency",
    label: string,
    values: readonly string[],
    nameOf: (value: string) => string,
  ) => {
    if (!canSwitch[preference] || values.length < 2) return undefined;
    const select = h(
      "select",
      { "aria-label": label, part: "select" },
      ...values.map((value) => h("option", { value, selected: value === options[preference] }, nameOf(value))),
    );
    select.addEventListener("change", () => options.onSwitch(preference, select.value));
    return select;
  };
  const switches = {
    locale: createSwitch("locale", texts.language, locales, languageName),
    currency: createSwitch("currency", texts.currency, pricing.currencies, (code) => code),
  };
  return {
    element: h(
      "div",
      { class: "toolbar", part: "toolbar" },
      h("div", { class: "edit", role: "group", "aria-label": texts.edit }, undo, redo, reset),
      ...Object.values(switches).filter((select) => select !== undefined),
    ),
    update() {
      setDisabled(undo, !session.canUndo);
      setDisabled(redo, !session.canRedo);
    },
    focusSwitch: (preference) => switches[preference]?.focus(),
  };
}
