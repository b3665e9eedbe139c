import { CONFIGURATOR_ID, TOKEN } from "./fake-api.ts";
import type { Stage, Visit } from "./stage.ts";

/** A page of a test's own. */
export function htmlPage(body: string, head = ""): string {
  return `<!doctype html><html lang="en"><head><title>Shop</title>${head}</head><body>${body}</body></html>`;
}

export function scriptTag(attributes = ""): string {
  return `<script src="{{scriptUrl}}" data-token="{{publicToken}}" data-configurator="{{configuratorId}}" ${attributes}></script>`;
}

export const ELEMENT_START = `<latchkey-configurator token="{{publicToken}}" configurator="{{configuratorId}}"`;

/** A page that mounts one configurator in `#a`; its handle is `window.handle`. */
export function mountedPage(options: Readonly<Record<string, unknown>> = {}): string {
  const given = JSON.stringify({ token: TOKEN, configurator: CONFIGURATOR_ID, target: "#a", ...options });
  const script = `(window.latchkey ||= []).push((latchkey) => { window.handle = latchkey.mount(${given}); });`;
  return htmlPage(`<div id="a"></div><script>${script}</script><script src="{{scriptUrl}}" async></script>`);
}

/** Opens such a page. */
export async function visitMounted(
  stage: Stage,
  options: Readonly<Record<string, unknown>> = {},
  query = "",
): Promise<Visit> {
  stage.shop.pages.set("/mounted.html", mountedPage(options));
  return stage.visit(`/mounted.html${query}`);
}
