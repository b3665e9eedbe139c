import { createLatchkey, type Latchkey } from "./latchkey.ts";
import { normalizeBaseUrl } from "./request.ts";
import type { UiModule } from "./types.ts";

/** Path of the user interface below the base URL, and its integrity; put here by the build. */
declare const UI_PATH: string;
declare const UI_INTEGRITY: string;

declare global {
  interface Window {
    latchkey?: Latchkey | ((latchkey: Latchkey) => void)[];
  }
}

/**
 * `<script src="…/embed.js" data-embed data-configurator data-target async>`, with `data-token` in the place of `data-embed` for a page that
 * names the token itself. Runs once per tag; later tags use what the first one made.
 */
function run(): void {
  const script = document.currentScript;
  if (!(script instanceof HTMLScriptElement)) return;
  const { src, dataset } = script;
  const before = window.latchkey;
  const latchkey =
    before && "mount" in before ? before : createLatchkey({ baseUrl: src, loadUi: () => loadUi(script) });
  window.latchkey = latchkey;

  const { embed, token = embed, configurator, baseUrl = src, locale, currency, target } = dataset;
  if (token && configurator) {
    latchkey.mount({ token, configurator, baseUrl, locale, currency, target: target ?? boxAfter(script) });
  } else if (token || configurator)
    console.warn("[latchkey] A script tag needs data-configurator, and data-embed or data-token.");
  if (Array.isArray(before)) before.forEach(latchkey.push);
}

function boxAfter(script: Element): Element {
  const box = document.createElement("div");
  script.after(box);
  return box;
}

/** `import()` knows no integrity; a preload of the same module does, and nothing else than what it checked is run. */
function loadUi({ src, nonce }: HTMLScriptElement): Promise<UiModule> {
  const href = normalizeBaseUrl(src) + UI_PATH;
  const rel = "modulepreload";
  const preload = { rel, href, integrity: UI_INTEGRITY, crossOrigin: "anonymous", nonce };
  document.head.append(Object.assign(document.createElement("link"), preload));
  return import(href);
}

try {
  run();
} catch (error) {
  console.error(error);
}
