import type { ConfiguratorDocument } from "../../../functions/domain/configurator/document.ts";
import css from "./style.css";

/** A style sheet that a strict Content-Security-Policy allows: made by script, shared by no one, no style attributes. */
export interface Stylesheet {
  readonly sheet: CSSStyleSheet;
  /** Adds one rule for each color that the swatches of a document show. */
  useColorsOf(document: ConfiguratorDocument): void;
}

export function createStylesheet(): Stylesheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  return {
    sheet,
    useColorsOf({ attributes }) {
      const colors = attributes.flatMap((attribute) => (attribute.type === "color" ? attribute.values : []));
      const rules = colors
        .filter(({ color }) => /^#[0-9a-f]{6}$/.test(color))
        .map(({ color }) => `.dot[data-color="${color}"]{background-color:${color}}`);
      sheet.replaceSync(css + rules.join(""));
    },
  };
}
