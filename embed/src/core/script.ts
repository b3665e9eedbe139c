import { readOptions } from "./attributes.ts";
import { createLatchkey, type Latchkey } from "./latchkey.ts";
import { normalizeBaseUrl } from "./request.ts";

/** Paths of the other files below the base URL, and their integrity; put here by the build. */
declare const UI_PATH: string;
declare const UI_INTEGRITY: string;
declare const EXTRAS_PATH: string;
declare const EXTRAS_INTEGRITY: string;
declare const VIEWER_PATH: string;
declare const VIEWER_INTEGRITY: string;

declare global {
  interface Window {
    latchkey?: Latchkey | ((latchkey: Latchkey) => void)[];
  }
}

/**
 * `<script src="…/embed.js" data-embed data-configurator data-target async>`, with every other option of `readOptions`. Runs once per tag;
 * later tags use what the first one made.
 */
function run(): void {
  const script = document.currentScript;
  if (!(script instanceof HTMLScriptElement)) return;
  const { src, dataset } = script;
  // An element of the page with this name is none of ours.
  const before = Object.hasOwn(window, "latchkey") ? window.latchkey : undefined;
  const latchkey =
    before && "mount" in before
      ? before
      : createLatchkey({
          baseUrl: src,
          loadUi: () => load(script, UI_PATH, UI_INTEGRITY),
          loadExtras: () => load(script, EXTRAS_PATH, EXTRAS_INTEGRITY),
          loadViewer: () => load(script, VIEWER_PATH, VIEWER_INTEGRITY),
        });
  window.latchkey = latchkey;

  const options = readOptions((name) => script.getAttribute(`data-${name}`));
  if (options)
    latchkey.mount({ ...options, baseUrl: options.baseUrl ?? src, target: dataset.target ?? boxAfter(script) });
  if (Array.isArray(before)) before.forEach(latchkey.push);
}

function boxAfter(script: Element): Element {
  const box = document.createElement("div");
  script.after(box);
  return box;
}

/** `import()` knows no integrity; a preload of the same module does, and nothing else than what it checked is run. */
function load<Module>({ src, nonce }: HTMLScriptElement, path: string, integrity: string): Promise<Module> {
  const href = normalizeBaseUrl(src) + path;
  const rel = "modulepreload";
  const preload = { rel, href, integrity, crossOrigin: "anonymous", nonce };
  document.head.append(Object.assign(document.createElement("link"), preload));
  return import(href);
}

try {
  run();
} catch (error) {
  console.error(error);
}
