import type { ConfiguratorDocument } from "../../../functions/domain/configurator/document.ts";
import attributes from "./styles/attributes.css";
import base from "./styles/base.css";
import layout from "./styles/layout.css";
import media from "./styles/media.css";
import states from "./styles/states.css";
import summary from "./styles/summary.css";

/** Style sheets that a strict Content-Security-Policy allows: made by script, shared by no one, no style attributes. */
export interface Stylesheet {
  readonly sheets: CSSStyleSheet[];
  /** One rule for each color that the swatches of a document show. */
  useColorsOf(document: ConfiguratorDocument): void;
  /** Styles that come with the extras. */
  addLate(css: string): void;
}

export function createStylesheet(): Stylesheet {
  const [first, colors, late] = [new CSSStyleSheet(), new CSSStyleSheet(), new CSSStyleSheet()];
  first.replaceSync(base + layout + attributes + summary + states + media);
  return {
    sheets: [first, colors, late],
    useColorsOf(document) {
      const rules = document.attributes
        .flatMap((attribute) => (attribute.type === "color" ? attribute.values : []))
        .filter(({ color }) => /^#[0-9a-f]{6}$/.test(color))
        .map(({ color }) => `.dot[data-color="${color}"]{background-color:${color}}`);
      colors.replaceSync(rules.join(""));
    },
    addLate: (css) => late.replaceSync(css),
  };
}
